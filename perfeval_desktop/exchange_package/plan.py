"""What a package would do to a store, form by form, and what is done as was chosen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import Final

from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.template import Template
from perfeval_desktop.exchange_package.histories import common_ancestor, states
from perfeval_desktop.exchange_package.merging import Difference, Spot, merge
from perfeval_desktop.exchange_package.package import ExchangePackage
from perfeval_desktop.form_evaluator import FormEvaluator
from perfeval_desktop.store import Arrival, FormId, FormSummary, Store


class Case(Enum):
    """How a form of a package stands to the store; the value is the user's word for it."""

    NEW = "新的表"
    SAME = "内容相同"
    NEWER = "对方有更新"
    OLDER = "本机更新"
    BOTH_CHANGED = "双方都改过"
    IN_BIN = "在回收站"


class Choice(Enum):
    """What is to be done with a form of a package; the value is the user's word for it."""

    LEAVE = "不导入"
    MERGE = "逐格合并"
    TAKE = "采用对方"
    BESIDE = "另存为新项目"


_CHOICES: Final[Mapping[Case, tuple[Choice, ...]]] = {
    # The first is what is done where nobody chooses.
    Case.NEW: (Choice.TAKE, Choice.LEAVE),
    Case.SAME: (Choice.LEAVE,),
    Case.NEWER: (Choice.TAKE, Choice.MERGE, Choice.BESIDE, Choice.LEAVE),
    Case.OLDER: (Choice.LEAVE, Choice.TAKE, Choice.BESIDE),
    Case.BOTH_CHANGED: (Choice.LEAVE, Choice.MERGE, Choice.TAKE, Choice.BESIDE),
    Case.IN_BIN: (Choice.LEAVE, Choice.BESIDE),
}
_OVERWRITES: Final = frozenset({Choice.TAKE, Choice.MERGE})


@dataclass(frozen=True)
class PlannedForm:
    """A form of a package held against the store.

    ``ours`` is the store's form of the same id, or else of the same content; ``base`` the last state that
    both went through. ``project`` and ``unit`` are theirs.
    """

    arrival: Arrival
    template: Template
    case: Case
    project: str
    unit: str
    ours: Form | None = None
    base: Form | None = None

    @property
    def form_id(self) -> FormId:
        """Its id."""
        return self.arrival.form_id

    @property
    def theirs(self) -> Form:
        """The form as it is in the package."""
        return self.arrival.form

    @property
    def is_held(self) -> bool:
        """Whether it would change a form of the store that is final, which nothing does."""
        return self._changes_ours and self.ours is not None and self.ours.state is FormState.FINAL

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be done with it; the first is done where nobody chooses."""
        found = _CHOICES[self.case]
        if self.is_held:
            found = tuple(sorted(set(found) - _OVERWRITES, key=[Choice.LEAVE, Choice.BESIDE].index))
        elif self.case is Case.BOTH_CHANGED and not self.conflicts:
            # Nothing that was changed here is touched.
            found = (Choice.MERGE, *(one for one in found if one is not Choice.MERGE))
        return found

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What theirs has otherwise than ours, unless only we have changed it."""
        if self.ours is None or not self._changes_ours:
            return ()
        return merge(self.base, self.ours, self.theirs).differences

    @cached_property
    def own_changes(self) -> int:
        """How many differences are ours alone, and would go where all of theirs is taken."""
        if self.ours is None or self.case is Case.NEWER:
            return 0
        return len(merge(self.base, self.theirs, self.ours).differences)

    @property
    def conflicts(self) -> tuple[Difference, ...]:
        """What both have changed, in different ways."""
        return tuple(one for one in self.differences if one.is_conflict)

    @property
    def _changes_ours(self) -> bool:
        return self.case in {Case.NEWER, Case.OLDER, Case.BOTH_CHANGED}


@dataclass(frozen=True, slots=True)
class PackagePlan:
    """What a package would do to a store."""

    forms: tuple[PlannedForm, ...]
    templates: tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class Intake:
    """What :meth:`EditingSession.take_in` is asked for: forms to add, and forms to change."""

    added: tuple[Form | Arrival, ...]
    changed: Mapping[FormId, Form]
    templates: tuple[Template, ...]

    @property
    def count(self) -> int:
        """How many forms it adds or changes."""
        return len(self.added) + len(self.changed)


def plan(package: ExchangePackage, store: Store, templates: Mapping[str, Template]) -> PackagePlan:
    """Return what ``package`` would do to ``store``, whose forms are read under ``templates``.

    Raises :class:`StorageError`, and :class:`TemplateError` where that of a form in the store is missing.
    """
    evaluator = FormEvaluator(templates, store)
    evaluator.know(package.templates.values())
    planner = _Planner(store, evaluator)
    return PackagePlan(tuple(map(planner.planned, package.forms)), tuple(package.templates.values()))


def apply(
    planned: PackagePlan,
    choices: Mapping[FormId, Choice],
    taken: Mapping[FormId, AbstractSet[Spot]],
) -> Intake:
    """Return what is to be done as was chosen; where nothing was, each form's first choice.

    ``taken`` are, of forms that are merged, the differences that are taken from theirs; for a form that is
    not in it, those that are no conflicts.
    """
    added: list[Form | Arrival] = []
    changed: dict[FormId, Form] = {}
    for one in planned.forms:
        match choices.get(one.form_id, one.choices[0]):
            case Choice.TAKE if one.ours is None:
                added.append(one.arrival)
            case Choice.TAKE:
                changed[one.form_id] = one.theirs
            case Choice.MERGE if one.ours is not None:
                merged = merge(one.base, one.ours, one.theirs, taken.get(one.form_id))
                changed[one.form_id] = merged.form
            case Choice.BESIDE:
                added.append(one.theirs)
    ours = {one.form_id: one.ours for one in planned.forms}
    changed = {form_id: form for form_id, form in changed.items() if form != ours[form_id]}
    return Intake(tuple(added), changed, planned.templates)


class _Planner:
    """Holds forms of a package against a store."""

    def __init__(self, store: Store, evaluator: FormEvaluator) -> None:
        self._store, self._evaluator = store, evaluator
        lines = store.summaries()
        self._listed = {line.form_id for line in lines}
        self._in_bin = {line.form_id for line in store.bin()}
        self._by_name: dict[tuple[int, str], list[FormSummary]] = {}
        for line in lines:
            self._by_name.setdefault((line.year, line.project), []).append(line)

    def planned(self, arrival: Arrival) -> PlannedForm:
        template = self._evaluator.template_of(arrival.form)
        read = facts(template, arrival.form)
        case, ours, base = self._held_against(arrival, read.project)
        return PlannedForm(arrival, template, case, read.project, read.implementing_unit, ours, base)

    def _held_against(self, arrival: Arrival, project: str) -> tuple[Case, Form | None, Form | None]:
        theirs = arrival.form
        if arrival.form_id in self._in_bin:
            return Case.IN_BIN, None, None
        if arrival.form_id not in self._listed:
            twin = next(self._twins(theirs, project), None)
            return (Case.NEW if twin is None else Case.SAME), twin, None
        ours = self._form(arrival.form_id)
        if ours == theirs:
            return Case.SAME, ours, None
        log = self._store.revisions(arrival.form_id)
        base = common_ancestor(states(ours, log), states(theirs, arrival.log))
        if base == ours:
            return Case.NEWER, ours, base
        # What was taken from a package is there, whatever else has been changed.
        has_news = bool(merge(base, ours, theirs).differences)
        return (Case.BOTH_CHANGED if has_news else Case.OLDER), ours, base

    def _twins(self, form: Form, project: str) -> Iterator[Form]:
        """Yield forms of the store that have the same content under another id."""
        for line in self._by_name.get((form.year, project), ()):
            found = self._form(line.form_id)
            if replace(found, made=0) == replace(form, made=0):
                yield found

    def _form(self, form_id: FormId) -> Form:
        return self._evaluator.with_template_digest(self._store.load(form_id).form)


def counts(forms: Iterable[PlannedForm]) -> dict[Case, int]:
    """Return how many forms there are of each case that occurs."""
    cases = [one.case for one in forms]
    return {case: cases.count(case) for case in Case if case in cases}


def needing_choice(forms: Sequence[PlannedForm]) -> tuple[PlannedForm, ...]:
    """Return the forms that have conflicts, and nobody but the user can say which side is right."""
    return tuple(one for one in forms if one.case is Case.BOTH_CHANGED and (one.conflicts or one.is_held))
