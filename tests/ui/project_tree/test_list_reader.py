"""The list read in two steps: whatever happens between, the tree ends as if it had been read at once."""

from collections.abc import Iterable

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from PySide6.QtCore import QObject
from PySide6.QtTest import QAbstractItemModelTester

from form_summaries import form_id, listed
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.store import FormCount, FormId, FormSummary, UnitYear
from perfeval_ui.project_tree import list_reader
from perfeval_ui.project_tree.grouping import Grouping
from perfeval_ui.project_tree.list_reader import ListReader
from perfeval_ui.project_tree.model import ProjectTreeModel
from ui.project_tree.tree_picture import Tree, tree

UNITS = st.builds(
    UnitYear,
    st.sampled_from((2021, 2023)),
    st.sampled_from(("区科委", "区教育局")),
    st.sampled_from(("信息中心", "咨询中心")),
)
STATES = st.sampled_from((FormState.DRAFT, FormState.FINAL))


class MadeUpList:
    """A list of forms in memory, which can refuse to be read."""

    def __init__(self, forms: Iterable[FormSummary] = ()) -> None:
        self.forms = {one.form_id: one for one in forms}
        self.is_indexed = True
        self.is_broken = False

    def summaries(self) -> list[FormSummary]:
        return self._read()

    def counts(self) -> dict[UnitYear, FormCount]:
        counts: dict[UnitYear, FormCount] = {}
        for one in self._read():
            forms, final = counts.get(one.unit_year, FormCount(0, 0))
            counts[one.unit_year] = FormCount(forms + 1, final + (one.state is FormState.FINAL))
        return counts

    def summaries_of(self, unit_year: UnitYear) -> list[FormSummary]:
        return sorted(one for one in self._read() if one.unit_year == unit_year)

    def unit_year_of(self, form_id: FormId) -> UnitYear | None:
        return next((one.unit_year for one in self._read() if one.form_id == form_id), None)

    def bin(self) -> list[FormSummary]:
        return []

    def bin_count(self) -> int:
        return 0

    def _read(self) -> list[FormSummary]:
        if self.is_broken:
            raise StorageError(StorageErrorKind.INPUT_OUTPUT, "读取时出错。")
        return list(self.forms.values())


class Desk:
    """A list with a tree that is filled from it."""

    def __init__(self, forms: Iterable[FormSummary]) -> None:
        self.root = QObject()
        self.list = MadeUpList(forms)
        self.model = ProjectTreeModel(self.root)
        QAbstractItemModelTester(self.model, QAbstractItemModelTester.FailureReportingMode.Fatal, self.root)
        self.reader = ListReader(self.list, self.model, self.model.receive, self.root)
        self.failures: list[str] = []
        self.reader.failed.connect(self.failures.append)
        self.reader.begin()
        # Parts come when a test says so, not when pytest lets events happen.
        self.reader.stop()

    def change(self, *summaries: FormSummary) -> None:
        """Save forms and follow, as the panel does."""
        self.list.forms.update((one.form_id, one) for one in summaries)
        changed = frozenset(one.form_id for one in summaries)
        self.reader.provide([one.unit_year for one in summaries], without=changed)
        self.model.apply(summaries, ())
        self.reader.recount()

    def delete(self, form_id: FormId) -> None:
        """Delete a form and follow."""
        del self.list.forms[form_id]
        self.model.apply((), (form_id,))
        self.reader.recount()

    def read_all(self) -> None:
        """Let the reader come to its end."""
        while self.model.awaited:
            self.reader.go_on()

    def at_once(self) -> Tree:
        """Return the tree as it is where everything is read at once, with the same filter and grouping."""
        whole = ProjectTreeModel(self.root)
        whole.set_grouping(self.model.grouping)
        whole.reset(self.list.forms.values())
        whole.set_filter(self.typed)
        return tree(whole)

    typed = ""

    def sift(self, typed: str) -> None:
        """Type into the filter."""
        self.typed = typed
        self.model.set_filter(typed)


@pytest.fixture(autouse=True)
def _few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_reader, "AT_ONCE", 2)


FORMS = (
    listed(1),
    listed(2, state=FormState.FINAL),
    listed(3, unit="咨询中心"),
    listed(4, department="区教育局", unit="电教馆"),
    listed(5, year=2021, state=FormState.FINAL),
)


@pytest.fixture
def desk(qapp: QObject) -> Desk:
    del qapp
    return Desk(FORMS)


def test_first_come_groups_with_their_counts_and_no_forms(desk: Desk) -> None:
    assert tree(desk.model) == [
        (
            "2023 年度 1/4",
            [
                ("区教育局 0/1", [("电教馆 0/1", [])]),
                ("区科委 1/3", [("信息中心 1/2", []), ("咨询中心 0/1", [])]),
            ],
        ),
        ("2021 年度 1/1", [("区科委 1/1", [("信息中心 1/1", [])])]),
    ]
    unit = desk.model.index_of_path((2023, "区科委", "信息中心"))
    assert desk.model.hasChildren(unit)
    assert desk.model.rowCount(unit) == 0
    assert len(desk.model) == 5


def test_forms_come_by_and_by(desk: Desk) -> None:
    desk.reader.go_on()
    assert 0 < len(desk.model.awaited) < 4
    desk.read_all()
    assert tree(desk.model) == desk.at_once()


def test_what_is_added_to_a_group_that_has_not_come_is_counted_with_it(desk: Desk) -> None:
    desk.list.forms[form_id(6)] = listed(6)
    desk.reader.recount()
    assert tree(desk.model)[0][0] == "2023 年度 1/5"
    assert form_id(6) not in desk.model


def test_a_short_list_comes_at_once_and_so_does_one_without_an_index(qapp: QObject) -> None:
    del qapp
    assert not Desk(FORMS[:2]).model.awaited
    desk = Desk(FORMS)
    desk.list.is_indexed = False
    desk.reader.begin()
    assert not desk.model.awaited
    assert tree(desk.model) == desk.at_once()


def test_a_form_that_is_wanted_comes_with_those_it_stands_with(desk: Desk) -> None:
    assert form_id(1) not in desk.model
    desk.reader.provide_form(form_id(1))
    assert form_id(1) in desk.model
    assert form_id(2) in desk.model
    assert form_id(3) not in desk.model
    desk.reader.provide_form(FormId("nobody's"))
    assert len(desk.model.awaited) == 3


def test_what_is_awaited_is_known_by_the_group_it_comes_into(desk: Desk) -> None:
    department = desk.model.index_of_path((2023, "区科委"))
    units = {UnitYear(2023, "区科委", "信息中心"), UnitYear(2023, "区科委", "咨询中心")}
    assert set(desk.model.awaited_at([department])) == units
    desk.reader.provide(desk.model.awaited_at([department]))
    assert desk.model.awaited_at([department]) == ()
    assert desk.model.forms_at([department]) == (form_id(1), form_id(2), form_id(3))


def test_what_cannot_be_read_is_told_once_and_comes_later(desk: Desk) -> None:
    desk.list.is_broken = True
    desk.reader.go_on()
    assert desk.failures == ["读取时出错。"]
    desk.reader.provide_form(form_id(1))
    desk.reader.recount()
    assert len(desk.failures) == 3
    with pytest.raises(StorageError):
        desk.reader.begin()
    desk.list.is_broken = False
    desk.read_all()
    assert tree(desk.model) == desk.at_once()


def test_a_form_whose_new_place_cannot_be_read_comes_with_the_others(desk: Desk) -> None:
    desk.reader.provide_form(form_id(3))
    moved = listed(3)
    desk.list.forms[moved.form_id] = moved
    # Nobody has read what it stands with now.
    desk.model.apply((moved,), ())
    assert form_id(3) not in desk.model
    desk.read_all()
    assert tree(desk.model) == desk.at_once()


def test_a_form_that_another_program_moves_meanwhile_is_there_once(desk: Desk) -> None:
    desk.reader.provide_form(form_id(3))
    desk.list.forms[form_id(3)] = listed(3)
    desk.read_all()
    assert tree(desk.model) == desk.at_once()


def test_a_unit_that_another_program_empties_meanwhile_is_gone(desk: Desk) -> None:
    del desk.list.forms[form_id(4)]
    desk.read_all()
    assert tree(desk.model) == desk.at_once()


class Interleaved(RuleBasedStateMachine):
    """Forms arrive while they are created, changed, moved and deleted, sifted and grouped."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(listed(number, unit=f"第{number % 3}中心") for number in range(1, 12))
        self.made = 11
        assert len(self.desk.model.awaited) > 0

    @rule()
    def some_arrive(self) -> None:
        self.desk.reader.go_on()

    @rule(unit=UNITS, state=STATES)
    def create(self, unit: UnitYear, state: FormState) -> None:
        self.made += 1
        self.desk.change(_line(self.made, unit, state))

    @precondition(lambda self: self.desk.list.forms)
    @rule(data=st.data(), unit=UNITS, state=STATES)
    def change(self, data: st.DataObject, unit: UnitYear, state: FormState) -> None:
        changed = data.draw(st.sampled_from(sorted(self.desk.list.forms.values())))
        line = _line(1, unit if data.draw(st.booleans()) else changed.unit_year, state)
        self.desk.change(line._replace(form_id=changed.form_id, project=changed.project))

    @precondition(lambda self: self.desk.list.forms)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        self.desk.delete(data.draw(st.sampled_from(sorted(self.desk.list.forms))))

    @rule(typed=st.sampled_from(("", "项目1", "咨询", "2021", "没有的")))
    def sift(self, typed: str) -> None:
        self.desk.sift(typed)

    @rule(grouping=st.sampled_from(Grouping))
    def group(self, grouping: Grouping) -> None:
        self.desk.model.set_grouping(grouping)

    @rule(number=st.integers(1, 14))
    def want(self, number: int) -> None:
        self.desk.reader.provide_form(form_id(number))

    @invariant()
    def every_count_is_right(self) -> None:
        assert len(self.desk.model) == len(self.desk.list.forms)
        if not self.desk.typed:
            assert _counts(tree(self.desk.model)) == _counts(self.desk.at_once())

    def teardown(self) -> None:
        self.desk.read_all()
        assert tree(self.desk.model) == self.desk.at_once()


def _line(number: int, unit: UnitYear, state: FormState) -> FormSummary:
    year, department, name = unit
    return listed(number, year=year, department=department, unit=name, state=state)


def _counts(rows: Tree) -> Tree:
    """Return the tree without its forms."""
    return [(name, _counts(below)) for name, below in rows if "/" in name]


@pytest.mark.usefixtures("qapp")
class TestInterleaved(Interleaved.TestCase):  # type: ignore[misc,valid-type]  # hypothesis makes it
    settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
