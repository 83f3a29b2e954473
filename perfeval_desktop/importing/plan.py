"""What becomes of the forms that were found: each made, put into a stored one cell by cell, or left out."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.facts import text_of
from perfeval_desktop.domain.form import Form, FormState, Place
from perfeval_desktop.domain.places import NOTE
from perfeval_desktop.domain.template import Template
from perfeval_desktop.importing.comparison import Change, Comparison, compared
from perfeval_desktop.importing.contents import FileContents, FoundForm, placed_in
from perfeval_desktop.importing.counterparts import Counterparts, name_of
from perfeval_desktop.store import FormId, FormSummary

# What a blank prints of its indicators.
_PRINTED = frozenset({Role.NUMBER, Role.LEVEL1, Role.LEVEL2, Role.LEVEL3, Role.WEIGHT})


class Action(StrEnum):
    """What is done with a form that was found."""

    CREATE = "create"
    UPDATE = "update"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Planned:
    """The form ``number`` of those found in ``file``, and what is to be done with it.

    ``form`` is what would be made of it, of ``template``. ``counterpart`` is the stored form that it is
    another version of, of the same template then; ``comparison`` has what it would change of that, and
    ``taken`` are the changes to be made. ``namesake`` is the file in which a form of the same project, unit
    and year was found before, and ``is_repeated`` tells whether that was the very same. ``settled`` are the
    places where a person has looked at what was in doubt. ``keeps_unread``: what was not read goes along as
    a note.
    """

    file: Path
    number: int
    found: FoundForm
    template: Template
    form: Form
    action: Action
    counterpart: FormSummary | None = None
    comparison: Comparison | None = None
    taken: frozenset[Change] = frozenset()
    namesake: Path | None = None
    is_repeated: bool = False
    settled: frozenset[Place] = frozenset()
    keeps_unread: bool = True

    @property
    def is_final(self) -> bool:
        """Whether the stored form cannot be changed any more."""
        return self.counterpart is not None and self.counterpart.state is FormState.FINAL

    @property
    def is_blank(self) -> bool:
        """Whether nobody has filled it in: no project is named, no indicator has more than a blank prints."""
        grid = self.template.grid
        rows = () if grid is None else self.form.rows(grid.key)
        columns = [] if grid is None else [one.key for one in grid.columns if one.role not in _PRINTED]
        is_named = text_of(self.template, self.form, Role.PROJECT).strip()
        return not is_named and not any(row.text(column).strip() for row in rows for column in columns)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What it would change of the stored form."""
        return () if self.comparison is None else self.comparison.changes

    @property
    def unread(self) -> tuple[str, ...]:
        """What has no cell in the form, each with where it stands in the file."""
        return (
            *(f"{cell.place}：{cell.text}" for cell in self.found.found.unread),
            *(f"{one.words}：{one.text}" for one in self.found.unplaced),
        )

    @property
    def result(self) -> Form:
        """The form as it would be saved, be it made or updated."""
        form = self.form
        if self.action is Action.UPDATE and self.comparison is not None:
            form = self.comparison.merged(one for one in self.changes if one in self.taken)
        return _with_note(form, self.unread) if self.keeps_unread else form

    def with_text(self, place: Place, text: str) -> "Planned":
        """Return it with a text typed at ``place`` of its form, which a person then has looked at."""
        form = enter(self.template, self.form, place, text)
        settled = replace(self, form=form, settled=self.settled | {place})
        if self.comparison is None:
            return settled
        comparison = compared(self.template, self.comparison.ours, form)
        wanted = {change.origin for change in self.taken} | {place}
        taken = frozenset(one for one in comparison.changes if one.origin in wanted)
        return replace(settled, comparison=comparison, taken=taken)

    def looked_at(self, place: Place) -> "Planned":
        """Return it with what is in doubt at ``place`` found right by a person."""
        return replace(self, settled=self.settled | {place})

    def taking(self, changes: frozenset[Change]) -> "Planned":
        """Return it with these changes to be made, and no other."""
        return replace(self, taken=changes)

    def with_action(self, action: Action) -> "Planned":
        """Return it with something else to be done with it."""
        return replace(self, action=action)

    def keeping_unread(self, *, keeps: bool) -> "Planned":
        """Return it with what was not read going along as a note, or not."""
        return replace(self, keeps_unread=keeps)

    def in_template(self, template: Template) -> "Planned":
        """Return it as a new form of another template, without what was typed."""
        return self.found_as(placed_in(template, self.found), template)

    def found_as(self, found: FoundForm, template: Template) -> "Planned":
        """Return it as a new form of a template, as which it was found once more."""
        plain = Planned(self.file, self.number, found, template, found.form, Action.CREATE)
        return replace(plain, namesake=self.namesake, is_repeated=self.is_repeated)


class Intake(NamedTuple):
    """What is to be saved in one step: new forms, and changed ones."""

    new: tuple[Form, ...]
    changed: dict[FormId, Form]

    @property
    def label(self) -> str:
        """The words for 撤销 and the history."""
        return f"导入 {len(self.new) + len(self.changed)} 张表"


class Planner:
    """Plans what becomes of forms as they come; ``load`` returns a stored form with its template."""

    def __init__(
        self, summaries: Iterable[FormSummary], load: Callable[[FormId], tuple[Template, Form]]
    ) -> None:
        self._counterparts = Counterparts(summaries)
        self._load = load
        # In which file each form was found first, and each project of a unit and year.
        self._forms: dict[Form, Path] = {}
        self._names: dict[Hashable, Path] = {}

    def plan(self, contents: FileContents, templates: Callable[[str], Template]) -> tuple[Planned, ...]:
        """Return what becomes of the forms of a file.

        Blank cells of a stored form are filled; what would overwrite one is for a person to choose. Left out
        is what nobody filled in, what is there already or was found before, what a final form says otherwise,
        and a further version of a stored form.
        """
        return tuple(
            self._with_namesake(self._planned(contents.file, number, found, templates(found.template)))
            for number, found in enumerate(contents.forms)
        )

    def _planned(self, file: Path, number: int, found: FoundForm, template: Template) -> Planned:
        counterpart = self._counterparts.of(template, found.form)
        if counterpart is None:
            planned = Planned(file, number, found, template, found.form, Action.CREATE)
            return replace(planned, action=Action.SKIP) if planned.is_blank else planned
        own_template, ours = self._load(counterpart.form_id)
        if own_template.digest != template.digest:
            found = placed_in(own_template, found)
        comparison = compared(own_template, ours, found.form)
        taken = frozenset(one for one in comparison.changes if not one.before)
        action = Action.UPDATE if comparison.changes else Action.SKIP
        planned = Planned(
            file, number, found, own_template, found.form, action, counterpart, comparison, taken
        )
        return replace(planned, action=Action.SKIP) if planned.is_final else planned

    def _with_namesake(self, planned: Planned) -> Planned:
        """Return it knowing of one that was found before: the same one, or one of the same name."""
        name = name_of(planned.template, planned.form)
        is_repeated = planned.form in self._forms
        namesake = self._forms.get(planned.form) or (self._names.get(name) if name else None)
        self._forms.setdefault(planned.form, planned.file)
        self._names.setdefault(name, planned.file)
        is_left_out = is_repeated or (namesake is not None and planned.action is Action.UPDATE)
        action = Action.SKIP if is_left_out else planned.action
        return replace(planned, namesake=namesake, is_repeated=is_repeated, action=action)


def intake(planned: Iterable[Planned]) -> Intake:
    """Return what is to be saved of what was planned; of two updates of one form the later stands, whole."""
    new: list[Form] = []
    changed: dict[FormId, Form] = {}
    for one in planned:
        if one.action is Action.CREATE:
            new.append(one.result)
        elif one.action is Action.UPDATE and one.counterpart is not None:
            changed[one.counterpart.form_id] = one.result
    return Intake(tuple(new), changed)


def _with_note(form: Form, lines: Iterable[str]) -> Form:
    """Return ``form`` with lines added to its note, but for those that it has."""
    note = form.text(*NOTE)
    there = note.splitlines()
    missing = [one for line in lines if (one := " ".join(line.split())) not in there]
    if not missing:
        return form
    heading = [] if _HEADING in there else [_HEADING]
    return form.with_text(NOTE, "\n".join([*there, *heading, *missing]))


_HEADING = "导入时没有放进表里的文字："
