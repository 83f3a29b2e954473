"""What a user decides about the forms of a package, one by one, before anything is done."""

from perfeval_desktop.exchange_package.merging import Spot
from perfeval_desktop.exchange_package.plan import Choice, Intake, PackagePlan, PlannedForm, apply
from perfeval_desktop.store import FormId


class Decisions:
    """The choices so far; each form begins with the first of its own."""

    def __init__(self, plan: PackagePlan) -> None:
        self.plan = plan
        self._choices = {one.form_id: one.choices[0] for one in plan.forms}
        self._taken: dict[FormId, frozenset[Spot]] = {}

    def choice(self, one: PlannedForm) -> Choice:
        """Return what is to be done with a form."""
        return self._choices[one.form_id]

    def choose(self, one: PlannedForm, choice: Choice) -> None:
        """Do that with a form, if it can be done with it."""
        if choice in one.choices:
            self._choices[one.form_id] = choice

    def taken(self, one: PlannedForm) -> frozenset[Spot]:
        """Return which differences of a form are taken from theirs."""
        match self.choice(one):
            case Choice.TAKE:
                return frozenset(diff.spot for diff in one.differences)
            case Choice.MERGE:
                usual = frozenset(diff.spot for diff in one.differences if not diff.is_conflict)
                return self._taken.get(one.form_id, usual)
            case _:
                return frozenset()

    def take(self, one: PlannedForm, spot: Spot, *, is_taken: bool) -> None:
        """Take a difference from theirs, or leave it as it is here: the form is merged cell by cell then."""
        if Choice.MERGE in one.choices:
            before = self.taken(one)
            self._taken[one.form_id] = before | {spot} if is_taken else before - {spot}
            self._choices[one.form_id] = Choice.MERGE

    @property
    def intake(self) -> Intake:
        """What is to be done."""
        return apply(self.plan, self._choices, self._taken)
