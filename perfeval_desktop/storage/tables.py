"""The tables of the present schema, for peewee's queries. Rows never leave this package.

What a form holds is text, row by row: a column added to a template needs no migration. Numbers are exact
text: peewee's ``DecimalField`` is a binary float on SQLite. Copies are checked, backups listed and newer
files named by ``store.last_revision``, ``store.program``, ``store.lineage`` and ``form.deleted_revision``
alone: these columns keep their names in every future schema.
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


class TemplateRow(_Row):
    """The text of a template that forms were made with; ``template`` is its id."""

    digest = TextField(primary_key=True)
    template = TextField()
    text = TextField()


class FormRow(_Row):
    """What the list of forms shows: narrow, so that ten thousand of them are read in one go.

    Only ``template``, ``digest``, ``year`` and ``state`` are the form's own; the rest follows from its rows,
    read under its template: amounts in 元, and its standing by the rules of ``rules_version``.
    ``created_revision`` and ``deleted_revision`` are the revisions that did it; the latter is null for a form
    that is not in the recycle bin.
    """

    id = TextField(primary_key=True)
    rev = IntegerField()
    kind = TextField()
    template = TextField()
    digest = TextField()
    year = IntegerField()
    project = TextField()
    project_code = TextField()
    department = TextField()
    implementing_unit = TextField()
    state = TextField()
    adjusted = TextField(null=True)
    executed = TextField(null=True)
    total = TextField(null=True)
    grade = TextField(null=True)
    is_complete = BooleanField()
    errors = IntegerField()
    warnings = IntegerField()
    rules_version = IntegerField()
    changed_by = TextField()
    created_revision = IntegerField()
    deleted_revision = IntegerField(null=True)


class RestRow(_Row):
    """What a form holds beside its rows and the columns of ``form``, and its seal, as JSON."""

    form = ForeignKeyField(FormRow, primary_key=True, on_delete="CASCADE")
    value = TextField()


class BlockRow(_Row):
    """A row of a block: its texts by column, and which columns it shares with the one above, as JSON.

    ``position`` counts from 0 without gaps. ``parent`` is the goal an indicator stands under.
    """

    form = ForeignKeyField(FormRow, on_delete="CASCADE", index=False)
    block = TextField()
    id = TextField()
    position = IntegerField()
    parent = TextField(null=True)
    joined = TextField(null=True)
    cells = TextField()

    class Meta:
        """A row is found by its id, which it keeps wherever it stands."""

        primary_key = CompositeKey("form", "block", "id")
        table_name = "row"


class RevisionRow(_Row):
    """A line of the revision log; ``patch`` is JSON, ``at`` an ISO 8601 local time with its offset."""

    number = IntegerField(primary_key=True)
    form = ForeignKeyField(FormRow, on_delete="CASCADE")
    kind = TextField()
    label = TextField()
    patch = TextField()
    at = TextField()
    changed_by = TextField()


class ProjectStepRow(_Row):
    """What one transaction of a step of the project tree did; ``number`` is that of its last revision.

    ``step`` is the id of the step, ``undone`` and ``redone`` those of the steps that it takes back or brings
    back. ``value`` is JSON: which forms were moved where, and which revisions are edits.
    """

    number = IntegerField(primary_key=True)
    step = TextField()
    label = TextField()
    undone = TextField()
    redone = TextField()
    value = TextField()

    class Meta:
        """Of two words."""

        table_name = "project_step"


class LockLineRow(_Row):
    """The last day, in ISO 8601, on which forms of ``year`` are filled in; year 0 stands for every year."""

    year = IntegerField(primary_key=True)
    day = TextField()
    remark = TextField()
    changed_by = TextField()
    at = TextField()

    class Meta:
        """Of two words."""

        table_name = "lock_line"


TABLES = (StoreRow, TemplateRow, FormRow, RestRow, BlockRow, RevisionRow, ProjectStepRow, LockLineRow)
