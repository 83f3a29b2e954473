"""Any sequence of what a user can do in the window, on a real store in a file.

After every step the session must be as :class:`SessionModel` says.
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

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
from perfeval_desktop.session import EditingSession, Notification
from perfeval_desktop.store import FormId, FormSummary
from properties.session_model import ForbiddenError, RefusedError, SessionModel, evaluated, standing
from session_driver import FailingStore
from small_forms import CATALOGUE
from small_strategies import forms, places, rows, texts

MOST_FORMS = 5

Choice = st.integers(0, MOST_FORMS - 1)
Choices = st.lists(Choice, max_size=3)


def grid_of(form: Form) -> str:
    grid = CATALOGUE[form.template.id].grid
    assert grid is not None
    return grid.key


class SessionMachine(RuleBasedStateMachine):
    """Does the same in a session and in the model of it, and compares the two."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.model = SessionModel()
        self.start()

    def start(self) -> None:
        store = FailingStore.open(Path(self.folder.name) / "绩效自评.perfeval")
        assert isinstance(store, FailingStore)
        self.store, self.session = store, EditingSession(store, CATALOGUE)
        self.store.room = self.model.room
        self.tree: dict[FormId, FormSummary] = {one.form_id: one for one in self.session.summaries()}
        self.last_shown = self.session.shown
        self.session.subscribe(self.follow)

    def follow(self, notification: Notification) -> None:
        """Keep the project tree up to date from notifications alone, as the window does."""
        before, after = notification.before, notification.after
        assert before is self.last_shown
        self.last_shown = after
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

    def do_both(self, do: Callable[..., object], expect: Callable[..., object], *arguments: object) -> None:
        """Do both, with equal results, or both refused, or both forbidden."""
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
        self.do_both(self.session.commit, self.model.commit, form, label)

    def listed_forms(self, choices: Sequence[int]) -> tuple[FormId, ...]:
        return self.chosen(choices, in_bin=False)

    def forms_in_bin(self, choices: Sequence[int]) -> tuple[FormId, ...]:
        return self.chosen(choices, in_bin=True)

    def chosen(self, choices: Sequence[int], *, in_bin: bool) -> tuple[FormId, ...]:
        there = [form_id for form_id, form in self.model.forms.items() if form.in_bin is in_bin]
        return tuple(dict.fromkeys(there[one % len(there)] for one in choices if there))

    def is_open(self) -> bool:
        return self.model.open_id is not None

    def has_bin(self) -> bool:
        return any(form.in_bin for form in self.model.forms.values())

    def has_room(self) -> bool:
        return len(self.model.forms) < MOST_FORMS

    # -- forms -------------------------------------------------------------------------------------------

    @initialize(made=st.lists(forms(), min_size=3, max_size=3))
    def begin(self, made: list[Form]) -> None:
        self.create(made)
        self.open_form(0)

    @precondition(has_room)
    @rule(made=st.lists(forms(), max_size=2))
    def create(self, made: list[Form]) -> None:
        ids = self.session.create(made, "新建")
        self.model.create(dict(zip(ids, made, strict=True)), "新建")

    @precondition(lambda self: self.has_room() and self.is_open())
    @rule(choice=Choice)
    def duplicate(self, choice: int) -> None:
        self.create([self.session.load(form_id) for form_id in self.listed_forms([choice])])

    @rule(choice=Choice)
    def open_form(self, choice: int) -> None:
        for form_id in self.listed_forms([choice]) or [None]:
            self.do_both(self.session.open, self.model.open, form_id)

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

        self.do_both(do, self.model.edit_many, self.listed_forms(choices), change, label)

    @precondition(is_open)
    @rule(choices=st.lists(Choice, max_size=2))
    def delete(self, choices: list[int]) -> None:
        self.do_both(self.session.delete, self.model.delete, self.listed_forms(choices), "删除")

    @precondition(has_bin)
    @rule(choices=Choices)
    def restore(self, choices: list[int]) -> None:
        self.do_both(self.session.restore, self.model.restore, self.forms_in_bin(choices), "恢复")

    @precondition(lambda self: self.has_bin() and not self.has_room())
    @rule(choice=Choice)
    def purge(self, choice: int) -> None:
        self.do_both(self.session.purge, self.model.purge, self.forms_in_bin([choice]))

    # -- the open form -----------------------------------------------------------------------------------

    @precondition(is_open)
    @rule(data=st.data(), text=texts(), leaves=st.booleans())
    def type(self, data: st.DataObject, text: str, *, leaves: bool) -> None:
        """Type into a cell, and leave it or not."""
        base = self.model.base
        template = CATALOGUE[base.template.id]
        place = data.draw(st.sampled_from(places(template, base)))
        changed = enter(template, base, place, text)
        self.do_both(self.session.preview, self.model.show_preview, changed)
        if leaves:
            self.commit(changed, f"修改 {place.path}")

    @precondition(lambda self: self.model.preview is not None)
    @rule()
    def drop_preview(self) -> None:
        self.session.preview(None)
        self.model.preview = None

    @precondition(is_open)
    @rule(at=st.integers(0, 3), new=st.lists(rows(), min_size=1, max_size=2))
    def insert_rows(self, at: int, new: list[Row]) -> None:
        base, made = self.model.base.new_rows(len(new))
        named = tuple(replace(row, cells=like.cells) for row, like in zip(made, new, strict=True))
        grid = grid_of(base)
        self.commit(base.inserting(grid, min(at, len(base.rows(grid))), named), "插入行")

    @precondition(is_open)
    @rule(numbers=st.frozensets(st.integers(0, 2), min_size=1))
    def remove_rows(self, numbers: frozenset[int]) -> None:
        base = self.model.base
        ids = (row.id for at, row in enumerate(base.rows(grid_of(base))) if at in numbers)
        self.commit(base.removing(grid_of(base), frozenset(ids)), "删除行")

    @precondition(is_open)
    @rule(at=st.integers(0, 5), to=st.integers(0, 5))
    def move_row(self, at: int, to: int) -> None:
        base = self.model.base
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
        base = self.model.base
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
        self.do_both(self.session.revert_to, self.model.revert_to, number, "恢复")

    # -- undo and redo -----------------------------------------------------------------------------------

    @rule()
    def undo(self) -> None:
        self.do_both(self.session.undo, self.model.undo)

    @rule()
    def redo(self) -> None:
        self.do_both(self.session.redo, self.model.redo)

    @precondition(lambda self: self.model.room is None and self.model.pending is None)
    @rule(times=st.integers(1, 4))
    def undo_and_redo(self, times: int) -> None:
        before, open_before = self.everything(), self.model.open_id
        done = 0
        while done < times and self.session.undo():
            assert self.model.undo()
            done += 1
        for _ in range(done):
            assert self.session.redo()
            assert self.model.redo()
            if open_before and self.model.open_id is None and not self.model.forms[open_before].in_bin:
                # Its creation or restoring was among the steps, and that closed it.
                self.do_both(self.session.open, self.model.open, open_before)
        assert self.everything() == before
        assert self.model.open_id == open_before

    def everything(self) -> tuple[dict[FormId, Form], set[FormId]]:
        ids = [one.form_id for one in (*self.store.summaries(), *self.store.bin())]
        return {one: self.store.load(one).form for one in ids}, {one.form_id for one in self.store.bin()}

    # -- trouble -----------------------------------------------------------------------------------------

    @precondition(is_open)
    @rule(room=st.integers(0, 2))
    def fill_disk(self, room: int) -> None:
        self.store.room = self.model.room = room

    @precondition(lambda self: self.model.room is not None)
    @rule()
    def free_disk(self) -> None:
        self.store.room = self.model.room = None

    @precondition(lambda self: self.model.pending is not None)
    @rule()
    def retry(self) -> None:
        self.do_both(self.session.retry, self.model.retry)

    @precondition(lambda self: self.model.pending is not None)
    @rule()
    def discard_pending(self) -> None:
        self.session.discard_pending()
        self.model.pending = self.model.preview = None

    @rule()
    def restart(self) -> None:
        open_before = self.model.open_id
        self.store.close()
        self.model.start()
        self.start()
        if open_before:
            self.session.open(open_before)
            self.model.open(open_before)

    # -- what must hold at any time ----------------------------------------------------------------------

    @invariant()
    def the_store_holds_what_is_expected(self) -> None:
        forms = self.model.forms
        assert self.everything() == (
            {form_id: expected.form for form_id, expected in forms.items()},
            {form_id for form_id, expected in forms.items() if expected.in_bin},
        )
        assert self.store.latest_revision() == self.model.number

    @invariant()
    def the_open_form_is_the_saved_one(self) -> None:
        form_id, session = self.model.open_id, self.session
        if form_id is None:
            assert session.present is None
            assert session.shown is None
        else:
            assert session.present == self.store.load(form_id).form
            assert session.base == self.model.base

    @invariant()
    def what_is_shown_is_scored_and_checked_and_saved_unless_preview_or_pending(self) -> None:
        shown, expected = self.session.shown, self.model
        assert shown is self.last_shown
        if shown is None:
            assert expected.open_id is None
        else:
            assert expected.open_id == shown.form_id
            assert shown.form == (expected.base if expected.preview is None else expected.preview)
            template = CATALOGUE[shown.form.template.id]
            assert shown.sheet == score(template, facts(template, shown.form))
            assert replace(shown, save_error=None) == evaluated(shown.form_id, shown.form)
            assert (shown.save_error is None) == (expected.pending is None)

    @invariant()
    def the_notified_tree_is_the_one_in_the_store(self) -> None:
        assert self.tree == {one.form_id: one for one in self.store.summaries()}

    @invariant()
    def every_standing_is_the_one_computed_anew(self) -> None:
        for one in (*self.store.summaries(), *self.store.bin()):
            assert one.standing == standing(self.model.forms[one.form_id].form)

    @invariant()
    def the_next_steps_are_the_expected_ones(self) -> None:
        assert self.session.undo_label == self.model.label("undo")
        assert self.session.redo_label == self.model.label("redo")


TestSession = SessionMachine.TestCase
TestSession.settings = settings(
    max_examples=20,
    stateful_step_count=50,
    # The disk is synced after every change; how long that takes is not what is tested.
    deadline=None,
    # Every run tries something else, also where the profile for continuous integration would not.
    derandomize=False,
    suppress_health_check=[HealthCheck.too_slow],
)
