"""What becomes of the forms that were found: each made, put into a stored one cell by cell, or left out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.places import NOTE
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.entering import entered
from perfeval_desktop.domain.transcripts.matching import match
from perfeval_desktop.importing.comparison import Change, Comparison, compared
from perfeval_desktop.importing.contents import FileContents, FoundForm
from perfeval_desktop.importing.counterparts import Counterparts
from perfeval_desktop.store import FormId, FormSummary


class Action(StrEnum):
    """What is done with a form that was found."""

    CREATE = "create"
    UPDATE = "update"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Planned:
    """A form that was found in ``file``, and what is to be done with it.

    ``form`` is what would be made. ``counterpart`` is the stored form that it is another version of;
    ``comparison`` has what it would change of that, and ``taken`` are the changes to be made.
    ``is_repeated``: the same form was found before. ``keeps_unread``: what was not read goes along as a note.
    """

    file: Path
    found: FoundForm
    template: Template
    form: Form
    action: Action
    counterpart: FormSummary | None = None
    comparison: Comparison | None = None
    taken: frozenset[Change] = frozenset()
    is_repeated: bool = False
    keeps_unread: bool = True

    @property
    def is_final(self) -> bool:
        """Whether the stored form cannot be changed any more."""
        return self.counterpart is not None and self.counterpart.state is FormState.FINAL

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
    def needs_a_look(self) -> bool:
        """Whether a person should decide: something is in doubt, unread, or would be overwritten."""
        return bool(self.found.found.doubts or self.unread or any(one.before for one in self.changes))

    @property
    def result(self) -> Form:
        """The form as it would be saved, be it made or updated."""
        form = self.form
        if self.action is Action.UPDATE and self.comparison is not None:
            form = self.comparison.merged(one for one in self.changes if one in self.taken)
        return _with_note(form, self.unread) if self.keeps_unread else form


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
        self._seen: set[Form] = set()

    def plan(self, contents: FileContents, templates: Callable[[str], Template]) -> tuple[Planned, ...]:
        """Return what becomes of the forms of a file.

        Blank cells of a stored form are filled; what would overwrite one is for a person to choose. What is
        there already, or was found before, is left out, and so is what a final form says otherwise.
        """
        return tuple(
            self._planned(contents.file, found, templates(found.template)) for found in contents.forms
        )

    def _planned(self, file: Path, found: FoundForm, template: Template) -> Planned:
        form = found.form
        is_repeated = form in self._seen
        self._seen.add(form)
        counterpart = self._counterparts.of(template, form)
        if counterpart is None:
            action = Action.SKIP if is_repeated else Action.CREATE
            return Planned(file, found, template, form, action, is_repeated=is_repeated)
        own_template, ours = self._load(counterpart.form_id)
        theirs = form
        if own_template.digest != template.digest:
            transcript = found.found.transcript
            theirs = entered(match(own_template, transcript), transcript, year=form.year)
        comparison = compared(own_template, ours, theirs)
        taken = frozenset(one for one in comparison.changes if not one.before)
        planned = Planned(
            file, found, template, form, Action.UPDATE, counterpart, comparison, taken, is_repeated
        )
        if is_repeated or planned.is_final or not comparison.changes:
            return replace(planned, action=Action.SKIP)
        return planned


def intake(planned: Iterable[Planned]) -> Intake:
    """Return what is to be saved of what was planned; of two updates of one form the later stands."""
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
