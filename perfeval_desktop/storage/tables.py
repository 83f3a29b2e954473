"""The tables of the present schema, for peewee's queries. Rows never leave this package.

Numbers of the form are exact text: peewee's ``DecimalField`` is a binary float on SQLite. Copies are checked,
backups listed and newer files named by ``store.last_revision``, ``store.program``, ``store.lineage`` and
``form.deleted_revision`` alone: these columns keep their names in every future schema.
"""

from peewee import BooleanField, CompositeKey, ForeignKeyField, IntegerField, Model, TextField


class _Row(Model):
    """A row; its table has its name, in small letters and without ``Row``."""

    class Meta:
        """For all tables."""

        table_function = staticmethod(lambda model: model.__name__.removesuffix("Row").lower())


class StoreRow(_Row):
    """The one row about the file itself.

    ``last_revision`` counts the changes of the store and never goes back. ``program`` is the version that
    made the present schema. ``lineage`` tells this store's backups from those of another of the same name.
    """

    id = IntegerField(primary_key=True)
    lineage = TextField()
    last_revision = IntegerField()
    program = TextField()


class FormRow(_Row):
    """What the list of forms shows: narrow, so that ten thousand of them are read in one go.

    ``created_revision`` and ``deleted_revision`` are the revisions that did it; the latter is null for a form
    that is not in the recycle bin.
    """

    id = TextField(primary_key=True)
    rev = IntegerField()
    template = TextField()
    fiscal_year = IntegerField()
    project = TextField()
    department = TextField()
    implementing_unit = TextField()
    state = TextField()
    total = TextField()
    grade = TextField(null=True)
    is_complete = BooleanField()
    errors = IntegerField()
    warnings = IntegerField()
    created_revision = IntegerField()
    deleted_revision = IntegerField(null=True)


class ContentRow(_Row):
    """The rest of the form outside its indicator grid; amounts in 元."""

    form = ForeignKeyField(FormRow, primary_key=True, on_delete="CASCADE")
    total_initial_budget = TextField(null=True)
    total_adjusted_budget = TextField(null=True)
    total_executed = TextField(null=True)
    current_appropriation_initial_budget = TextField(null=True)
    current_appropriation_adjusted_budget = TextField(null=True)
    current_appropriation_executed = TextField(null=True)
    carryover_initial_budget = TextField(null=True)
    carryover_adjusted_budget = TextField(null=True)
    carryover_executed = TextField(null=True)
    other_funds_initial_budget = TextField(null=True)
    other_funds_adjusted_budget = TextField(null=True)
    other_funds_executed = TextField(null=True)
    execution_score = TextField(null=True)
    funding_note = TextField()
    expected_goal = TextField()
    actual_outcome = TextField()
    printed_execution_rate = TextField(null=True)
    printed_total = TextField(null=True)


class IndicatorRow(_Row):
    """A row of the indicator grid; ``position`` counts from 0 without gaps."""

    form = ForeignKeyField(FormRow, on_delete="CASCADE", index=False)
    position = IntegerField()
    level1 = TextField()
    level2 = TextField()
    level3 = TextField()
    target = TextField()
    actual = TextField()
    weight = TextField(null=True)
    score = TextField(null=True)
    reason = TextField()

    class Meta:
        """No two rows in one place."""

        primary_key = CompositeKey("form", "position")


class RevisionRow(_Row):
    """A line of the revision log; ``patch`` is JSON, ``at`` an ISO 8601 local time with its offset."""

    number = IntegerField(primary_key=True)
    form = ForeignKeyField(FormRow, on_delete="CASCADE")
    kind = TextField()
    label = TextField()
    patch = TextField()
    at = TextField()


TABLES = (StoreRow, FormRow, ContentRow, IndicatorRow, RevisionRow)
