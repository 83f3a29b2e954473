"""A clerk at work: any sequence of what can be done in the window, on a real store in a file.

What should come of it is kept by :class:`Expected`, which knows no patches: it remembers whole forms.
"""

import tempfile
from collections.abc import Callable, Collection, Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Literal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import enter, enter_block
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.form import Form, FormState, Place, Row, RowId
from perfeval_desktop.domain.patch import apply
from perfeval_desktop.domain.places import place_of
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.errors import FinalFormError, StorageError, StorageErrorKind, UnfinishedFormError
from perfeval_desktop.evaluated_form import EvaluatedForm, evaluate
from perfeval_desktop.session import EditingSession, Notification
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import Entry, FormId, FormSummary, RevisionKind, Saved, Standing, StoredForm
from small_forms import CATALOGUE
from small_strategies import forms, places, rows, texts

MOST_FORMS = 5

Way = Literal["undo", "redo"]
OTHER: dict[Way, Way] = {"undo": "redo", "redo": "undo"}
Choice = st.integers(0, MOST_FORMS - 1)
Choices = st.lists(Choice, max_size=3)


class FillingStore(Store):
    """A store whose disk has ``room`` for so many more saved forms; ``None`` for any number."""

    room: int | None = None

    def save(self, stored: StoredForm, entry: Entry, *, kind: RevisionKind, label: str, by: str) -> Saved:
        if self.room is not None and entry.form != stored.form:
            if self.room == 0:
                raise StorageError(StorageErrorKind.FULL, "磁盘已满。")
            self.room -= 1
        return super().save(stored, entry, kind=kind, label=label, by=by)


@cache
def seen(form_id: FormId, form: Form) -> EvaluatedForm:
    return evaluate(CATALOGUE[form.template.id], form_id, form)


def standing(form: Form) -> Standing:
    return seen(FormId(""), form).standing


def grid_of(form: Form) -> str:
    grid = CATALOGUE[form.template.id].grid
    assert grid is not None
    return grid.key


class RefusedError(Exception):
    """What is expected where the store refuses."""


class ForbiddenError(Exception):
    """What is expected where a form is final, or should become so with errors."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A form before (or after) a step of its own, and the last revision of that step."""

    number: int
    label: str
    form: Form


@dataclass(slots=True)
class Paper:
    """A form as it should be: its contents, those after each revision, what undo and redo make of it."""

    form: Form
    log: list[Moment]
    in_bin: bool = False
    past: list[Moment] = field(default_factory=list)
    future: list[Moment] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TreeStep:
    """A step of the tree; ``away`` is ``None`` for an edit, which each form has as a step of this number."""

    number: int
    label: str
    away: bool | None
    numbers: dict[FormId, int]


class Expected:
    """What store and session should hold."""

    def __init__(self) -> None:
        self.papers: dict[FormId, Paper] = {}
        self.number = 0
        self.room: int | None = None
        self.begin()

    def begin(self) -> None:
        """Start the program."""
        self.open: FormId | None = None
        self.preview: Form | None = None
        self.pending: tuple[Form, str] | None = None
        self.steps: dict[Way, list[TreeStep]] = {"undo": [], "redo": []}

    # -- what is expected to be seen ---------------------------------------------------------------------

    @property
    def present(self) -> Form | None:
        return self.papers[self.open].form if self.open else None

    @property
    def base(self) -> Form:
        form = self.pending[0] if self.pending else self.present
        assert form is not None
        return form

    def label(self, way: Way) -> str | None:
        if self.pending:
            return self.pending[1] if way == "undo" else None
        step = self.next(way)
        return step.label if step else None

    # -- one form ------------------------------------------------------------------------------------------

    def save(self, form_id: FormId, form: Form, label: str) -> bool:
        """Return whether there was anything to save."""
        paper = self.papers[form_id]
        if form == paper.form:
            return False
        self.check(paper.form, form)
        becomes_final = form.state is FormState.FINAL is not paper.form.state
        if becomes_final and standing(form).errors:
            raise ForbiddenError
        if self.room is not None:
            if self.room == 0:
                raise RefusedError
            self.room -= 1
        self.number += 1
        paper.past.append(Moment(self.number, label, paper.form))
        paper.future.clear()
        self.put(paper, form, label)
        return True

    def check(self, before: Form, after: Form) -> None:
        if before.state is FormState.FINAL and replace(before, state=after.state) != after:
            raise ForbiddenError

    def put(self, paper: Paper, form: Form, label: str) -> None:
        paper.form = form
        paper.log.append(Moment(self.number, label, form))

    def turn(self, form_id: FormId, way: Way, label: str) -> None:
        """Undo or redo one form."""
        paper = self.papers[form_id]
        self.check(paper.form, (paper.past if way == "undo" else paper.future)[-1].form)
        if self.room is not None:
            if self.room == 0:
                raise RefusedError
            self.room -= 1
        self.number += 1
        here, there = (paper.past, paper.future) if way == "undo" else (paper.future, paper.past)
        moment = here.pop()
        there.append(Moment(self.number, label, paper.form))
        self.put(paper, moment.form, label)

    def see(self, form: Form) -> None:
        assert self.open
        self.check(self.papers[self.open].form, form)
        self.preview = form

    def commit(self, form: Form, label: str) -> bool:
        assert self.open
        try:
            if self.save(self.open, form, label):
                self.steps["redo"].clear()
            self.preview = None
        except RefusedError:
            self.pending, self.preview = (form, label), None
            return False
        self.pending = None
        return True

    def retry(self) -> bool:
        return self.commit(*self.pending) if self.pending else True

    def settle(self) -> None:
        if not self.retry():
            raise RefusedError

    def show(self, form_id: FormId | None) -> None:
        self.settle()
        self.open, self.preview = form_id, None

    def revert_to(self, number: int, label: str) -> bool:
        if not self.retry():
            return False
        assert self.open
        log = self.papers[self.open].log
        return self.commit([one.form for one in log if one.number <= number][-1], label)

    # -- the tree ----------------------------------------------------------------------------------------

    def create(self, made: dict[FormId, Form], label: str) -> None:
        for form_id, form in made.items():
            self.number += 1
            self.papers[form_id] = Paper(form, [Moment(self.number, label, form)])
        self.did(label, dict.fromkeys(made, 0), away=False)

    def delete(self, form_ids: tuple[FormId, ...], label: str) -> None:
        self.settle()
        self.move(form_ids, away=True)
        self.did(label, dict.fromkeys(form_ids, 0), away=True)

    def restore(self, form_ids: tuple[FormId, ...], label: str) -> None:
        self.move(form_ids, away=False)
        self.did(label, dict.fromkeys(form_ids, 0), away=False)

    def move(self, form_ids: Collection[FormId], *, away: bool) -> None:
        self.number += len(form_ids)
        for form_id in form_ids:
            self.papers[form_id].in_bin = away
            if away and form_id == self.open:
                self.open = self.preview = None

    def edit(self, form_ids: Iterable[FormId], change: Callable[[Form], Form], label: str) -> None:
        self.settle()
        numbers: dict[FormId, int] = {}
        try:
            for form_id in form_ids:
                if self.save(form_id, change(self.papers[form_id].form), label):
                    numbers[form_id] = self.number
        finally:
            self.did(label, numbers, away=None)
            self.follow(numbers)

    def did(self, label: str, numbers: dict[FormId, int], *, away: bool | None) -> None:
        if numbers:
            self.steps["redo"].clear()
            self.steps["undo"].append(TreeStep(self.number, label, away, numbers))

    def follow(self, form_ids: Container[FormId]) -> None:
        if self.open in form_ids:
            self.preview = None

    def purge(self, form_ids: tuple[FormId, ...]) -> None:
        self.number += len(form_ids)
        for form_id in form_ids:
            del self.papers[form_id]
        for steps in self.steps.values():
            lost = [
                place for place, step in enumerate(steps) if not step.numbers.keys() <= self.papers.keys()
            ]
            del steps[: max(lost, default=-1) + 1]

    # -- undo and redo -------------------------------------------------------------------------------------

    def next(self, way: Way) -> TreeStep | Moment | None:
        """Return the later of the open form's step and the tree's."""
        moments = self.moments(self.open, way) if self.open else []
        steps = [step for step in self.steps[way] if self.fits(step, way)]
        if steps and (not moments or steps[-1].number >= moments[-1].number):
            return steps[-1]
        return moments[-1] if moments else None

    def moments(self, form_id: FormId, way: Way) -> list[Moment]:
        paper = self.papers[form_id]
        return paper.past if way == "undo" else paper.future

    def fits(self, step: TreeStep, way: Way) -> bool:
        return step.away is not None or all(
            [one.number for one in self.moments(form_id, way)[-1:]] == [number]
            for form_id, number in step.numbers.items()
        )

    def undo(self) -> bool:
        return self.travel("undo")

    def redo(self) -> bool:
        return self.travel("redo")

    def travel(self, way: Way) -> bool:
        self.settle()
        step = self.next(way)
        if isinstance(step, Moment):
            assert self.open
            self.turn(self.open, way, step.label)
            self.preview = None
        elif step is not None:
            del self.steps[way][self.steps[way].index(step) :]
            if step.away is None:
                self.travel_edit(step, way)
            else:
                self.move(step.numbers, away=step.away is (way == "redo"))
                self.steps[OTHER[way]].append(replace(step, number=self.number))
        return step is not None

    def travel_edit(self, step: TreeStep, way: Way) -> None:
        numbers: dict[FormId, int] = {}
        try:
            for form_id in step.numbers:
                self.turn(form_id, way, step.label)
                numbers[form_id] = self.number
        finally:
            left = {one: number for one, number in step.numbers.items() if one not in numbers}
            if left:
                self.steps[way].append(replace(step, numbers=left))
            if numbers:
                self.steps[OTHER[way]].append(replace(step, number=self.number, numbers=numbers))
            self.follow(numbers)


# -- what the clerk does ---------------------------------------------------------------------------------


class Clerk(RuleBasedStateMachine):
    """Does the same in a session and in what is expected of it, and holds the two against each other."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.expected = Expected()
        self.start()

    def start(self) -> None:
        store = FillingStore.open(Path(self.folder.name) / "绩效自评.perfeval")
        assert isinstance(store, FillingStore)
        self.store, self.session = store, EditingSession(store, CATALOGUE)
        self.store.room = self.expected.room
        self.tree: dict[FormId, FormSummary] = {one.form_id: one for one in self.session.summaries()}
        self.told = self.session.shown
        self.session.subscribe(self.follow)

    def follow(self, notification: Notification) -> None:
        """Keep the tree from what is told alone, as the window does."""
        before, after = notification.before, notification.after
        assert before is self.told
        self.told = after
        if notification.patch is not None:
            assert before
            assert after
            assert before.form_id == after.form_id
            assert apply(notification.patch, before.form) == after.form
        for form_id in notification.unlisted:
            self.tree.pop(form_id, None)
        self.tree.update({one.form_id: one for one in notification.listed})

    def teardown(self) -> None:
        try:
            assert self.store.verify() == ()
        finally:
            self.store.close()
            self.folder.cleanup()

    def both(self, do: Callable[..., object], expect: Callable[..., object], *arguments: object) -> None:
        """Do both: with equal results, or both refused, or both forbidden."""
        try:
            expected = expect(*arguments)
        except ForbiddenError:
            try:
                do(*arguments)
            except (FinalFormError, UnfinishedFormError):
                pass
            else:
                raise AssertionError("not forbidden")
        except RefusedError:
            try:
                do(*arguments)
            except StorageError as refused:
                assert refused.kind is StorageErrorKind.FULL  # noqa: PT017  # no other is expected
            else:
                raise AssertionError("not refused")
        else:
            assert do(*arguments) == expected

    def commit(self, form: Form, label: str) -> None:
        self.both(self.session.commit, self.expected.commit, form, label)

    def of_tree(self, choices: Sequence[int]) -> tuple[FormId, ...]:
        return self.chosen(choices, in_bin=False)

    def of_bin(self, choices: Sequence[int]) -> tuple[FormId, ...]:
        return self.chosen(choices, in_bin=True)

    def chosen(self, choices: Sequence[int], *, in_bin: bool) -> tuple[FormId, ...]:
        there = [form_id for form_id, paper in self.expected.papers.items() if paper.in_bin is in_bin]
        return tuple(dict.fromkeys(there[one % len(there)] for one in choices if there))

    def is_open(self) -> bool:
        return self.expected.open is not None

    def has_bin(self) -> bool:
        return any(paper.in_bin for paper in self.expected.papers.values())

    def has_room(self) -> bool:
        return len(self.expected.papers) < MOST_FORMS

    # -- forms -------------------------------------------------------------------------------------------

    @initialize(made=st.lists(forms(), min_size=3, max_size=3))
    def begin(self, made: list[Form]) -> None:
        self.create(made)
        self.open_form(0)

    @precondition(has_room)
    @rule(made=st.lists(forms(), max_size=2))
    def create(self, made: list[Form]) -> None:
        ids = self.session.create(made, "新建")
        self.expected.create(dict(zip(ids, made, strict=True)), "新建")

    @precondition(lambda self: self.has_room() and self.is_open())
    @rule(choice=Choice)
    def duplicate(self, choice: int) -> None:
        self.create([self.session.load(form_id) for form_id in self.of_tree([choice])])

    @rule(choice=Choice)
    def open_form(self, choice: int) -> None:
        for form_id in self.of_tree([choice]) or [None]:
            self.both(self.session.open, self.expected.show, form_id)

    @precondition(is_open)
    @rule(choices=Choices, name=texts())
    def rename(self, choices: list[int], name: str) -> None:
        def renamed(form: Form) -> Form:
            place = place_of(CATALOGUE[form.template.id], Role.PROJECT)
            assert place is not None
            return form.with_text(place, name)

        self.edit_many(choices, renamed, "重命名")

    @precondition(is_open)
    @rule(choices=Choices, state=st.sampled_from(FormState))
    def set_state(self, choices: list[int], state: FormState) -> None:
        self.edit_many(choices, lambda form: replace(form, state=state), "改状态")

    def edit_many(self, choices: list[int], change: Callable[[Form], Form], label: str) -> None:
        def do(*arguments: object) -> None:
            self.session.edit_many(*arguments)  # type: ignore[arg-type]  # as they came

        self.both(do, self.expected.edit, self.of_tree(choices), change, label)

    @precondition(is_open)
    @rule(choices=st.lists(Choice, max_size=2))
    def delete(self, choices: list[int]) -> None:
        self.both(self.session.delete, self.expected.delete, self.of_tree(choices), "删除")

    @precondition(has_bin)
    @rule(choices=Choices)
    def restore(self, choices: list[int]) -> None:
        self.both(self.session.restore, self.expected.restore, self.of_bin(choices), "恢复")

    @precondition(lambda self: self.has_bin() and not self.has_room())
    @rule(choice=Choice)
    def purge(self, choice: int) -> None:
        self.both(self.session.purge, self.expected.purge, self.of_bin([choice]))

    # -- the open form -----------------------------------------------------------------------------------

    @precondition(is_open)
    @rule(data=st.data(), text=texts(), leaves=st.booleans())
    def type(self, data: st.DataObject, text: str, *, leaves: bool) -> None:
        """Type into a cell, and leave it or not."""
        base = self.expected.base
        template = CATALOGUE[base.template.id]
        place = data.draw(st.sampled_from(places(template, base)))
        changed = enter(template, base, place, text)
        self.both(self.session.preview, self.expected.see, changed)
        if leaves:
            self.commit(changed, f"修改 {place.path}")

    @precondition(lambda self: self.expected.preview is not None)
    @rule()
    def drop_preview(self) -> None:
        self.session.preview(None)
        self.expected.preview = None

    @precondition(is_open)
    @rule(at=st.integers(0, 3), new=st.lists(rows(), min_size=1, max_size=2))
    def insert_rows(self, at: int, new: list[Row]) -> None:
        base, made = self.expected.base.new_rows(len(new))
        named = tuple(replace(row, cells=like.cells) for row, like in zip(made, new, strict=True))
        grid = grid_of(base)
        self.commit(base.inserting(grid, min(at, len(base.rows(grid))), named), "插入行")

    @precondition(is_open)
    @rule(numbers=st.frozensets(st.integers(0, 2), min_size=1))
    def remove_rows(self, numbers: frozenset[int]) -> None:
        base = self.expected.base
        ids = (row.id for at, row in enumerate(base.rows(grid_of(base))) if at in numbers)
        self.commit(base.removing(grid_of(base), frozenset(ids)), "删除行")

    @precondition(is_open)
    @rule(at=st.integers(0, 5), to=st.integers(0, 5))
    def move_row(self, at: int, to: int) -> None:
        base = self.expected.base
        there = base.rows(grid_of(base))
        if there:
            row = there[at % len(there)].id
            self.commit(base.moving(grid_of(base), row, to % len(there)), "移动行")

    @precondition(is_open)
    @rule(
        at=st.integers(0, 5),
        data=st.data(),
        block=st.lists(st.lists(texts(), max_size=3), max_size=3),
    )
    def paste(self, at: int, data: st.DataObject, block: list[list[str]]) -> None:
        base = self.expected.base
        template, grid = CATALOGUE[base.template.id], grid_of(base)
        there = base.rows(grid)
        if there:
            column = data.draw(st.sampled_from(template.by_key[grid].columns)).key
            place = Place(grid, RowId(there[at % len(there)].id), column)
            changed, _ = enter_block(template, base, place, block)
            self.commit(changed, "粘贴")

    @precondition(is_open)
    @rule(data=st.data())
    def revert(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(self.session.revisions())).number
        self.both(self.session.revert_to, self.expected.revert_to, number, "恢复")

    # -- undo and redo -----------------------------------------------------------------------------------

    @rule()
    def undo(self) -> None:
        self.both(self.session.undo, self.expected.undo)

    @rule()
    def redo(self) -> None:
        self.both(self.session.redo, self.expected.redo)

    @precondition(lambda self: self.expected.room is None and self.expected.pending is None)
    @rule(times=st.integers(1, 4))
    def undo_and_redo(self, times: int) -> None:
        before, open_before = self.everything(), self.expected.open
        done = 0
        while done < times and self.session.undo():
            assert self.expected.undo()
            done += 1
        for _ in range(done):
            assert self.session.redo()
            assert self.expected.redo()
            if open_before and self.expected.open is None and not self.expected.papers[open_before].in_bin:
                # Its creation or restoring was among the steps, and that closed it.
                self.both(self.session.open, self.expected.show, open_before)
        assert self.everything() == before
        assert self.expected.open == open_before

    def everything(self) -> tuple[dict[FormId, Form], set[FormId]]:
        ids = [one.form_id for one in (*self.store.summaries(), *self.store.bin())]
        return {one: self.store.load(one).form for one in ids}, {one.form_id for one in self.store.bin()}

    # -- trouble -----------------------------------------------------------------------------------------

    @precondition(is_open)
    @rule(room=st.integers(0, 2))
    def fill_disk(self, room: int) -> None:
        self.store.room = self.expected.room = room

    @precondition(lambda self: self.expected.room is not None)
    @rule()
    def free_disk(self) -> None:
        self.store.room = self.expected.room = None

    @precondition(lambda self: self.expected.pending is not None)
    @rule()
    def retry(self) -> None:
        self.both(self.session.retry, self.expected.retry)

    @precondition(lambda self: self.expected.pending is not None)
    @rule()
    def discard_pending(self) -> None:
        self.session.discard_pending()
        self.expected.pending = self.expected.preview = None

    @rule()
    def restart(self) -> None:
        open_before = self.expected.open
        self.store.close()
        self.expected.begin()
        self.start()
        if open_before:
            self.session.open(open_before)
            self.expected.show(open_before)

    # -- what must hold at any time ----------------------------------------------------------------------

    @invariant()
    def the_store_holds_what_is_expected(self) -> None:
        papers = self.expected.papers
        assert self.everything() == (
            {form_id: paper.form for form_id, paper in papers.items()},
            {form_id for form_id, paper in papers.items() if paper.in_bin},
        )
        assert self.store.latest_revision() == self.expected.number

    @invariant()
    def the_open_form_is_the_saved_one(self) -> None:
        form_id, session = self.expected.open, self.session
        if form_id is None:
            assert session.present is None
            assert session.shown is None
        else:
            assert session.present == self.store.load(form_id).form
            assert session.base == self.expected.base

    @invariant()
    def what_is_shown_is_scored_and_checked_and_saved_unless_preview_or_pending(self) -> None:
        shown, expected = self.session.shown, self.expected
        assert shown is self.told
        if shown is None:
            assert expected.open is None
        else:
            assert expected.open == shown.form_id
            assert shown.form == (expected.base if expected.preview is None else expected.preview)
            template = CATALOGUE[shown.form.template.id]
            assert shown.sheet == score(template, facts(template, shown.form))
            assert replace(shown, trouble=None) == seen(shown.form_id, shown.form)
            assert (shown.trouble is None) == (expected.pending is None)

    @invariant()
    def the_tree_that_was_told_is_the_stores(self) -> None:
        assert self.tree == {one.form_id: one for one in self.store.summaries()}

    @invariant()
    def every_standing_is_the_one_computed_anew(self) -> None:
        for one in (*self.store.summaries(), *self.store.bin()):
            assert one.standing == standing(self.expected.papers[one.form_id].form)

    @invariant()
    def the_next_steps_are_the_expected_ones(self) -> None:
        assert self.session.undo_label == self.expected.label("undo")
        assert self.session.redo_label == self.expected.label("redo")


TestSession = Clerk.TestCase
TestSession.settings = settings(
    max_examples=20,
    stateful_step_count=50,
    # The disk is synced after every change; how long that takes is not what is tested.
    deadline=None,
    # Every run tries something else, also where the profile for continuous integration would not.
    derandomize=False,
    suppress_health_check=[HealthCheck.too_slow],
)
