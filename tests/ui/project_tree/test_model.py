from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from form_summaries import form_id, listed, standing_of
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.store import FormId, FormSummary
from perfeval_ui.project_tree.grouping import Group, Grouping
from perfeval_ui.project_tree.model import ProjectTreeModel
from perfeval_ui.project_tree.row_data import Role
from ui.project_tree.tree_picture import tree

# Two years, two departments, three units; the ids are not in the order of the tree.
FORMS = (
    listed(1),
    listed(2, state=FormState.FINAL),
    listed(3, unit="咨询中心"),
    listed(4, department="区教育局", unit="电教馆", project="电子书包"),
    listed(5, year=2021, state=FormState.FINAL),
)


def checked_model(forms: Iterable[FormSummary]) -> ProjectTreeModel:
    """Return a model that aborts the run when it breaks a promise of Qt's."""
    model = ProjectTreeModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.reset(forms)
    return model


@pytest.fixture
def model() -> ProjectTreeModel:
    return checked_model(FORMS)


def index_at(model: ProjectTreeModel, *names: str) -> QModelIndex:
    """Return the row found by following ``names`` from the top."""
    index = QModelIndex()
    for name in names:
        rows = [model.index(row, 0, index) for row in range(model.rowCount(index))]
        index = next(one for one in rows if one.data() == name)
    return index


class Signals:
    """Counts what a model announces."""

    def __init__(self, model: ProjectTreeModel) -> None:
        self.changed: list[str] = []
        self.counts = dict.fromkeys(("inserted", "removed", "moved", "reset"), 0)
        model.dataChanged.connect(self._change)
        model.rowsInserted.connect(self._insert)
        model.rowsRemoved.connect(self._remove)
        model.rowsMoved.connect(self._move)
        model.modelReset.connect(self._reset)

    def _change(self, first: QModelIndex, last: QModelIndex, _roles: Sequence[int]) -> None:
        assert first == last
        self.changed.append(first.data())

    def _insert(self) -> None:
        self.counts["inserted"] += 1

    def _remove(self) -> None:
        self.counts["removed"] += 1

    def _move(self) -> None:
        self.counts["moved"] += 1

    def _reset(self) -> None:
        self.counts["reset"] += 1

    def structural(self) -> dict[str, int]:
        return {name: times for name, times in self.counts.items() if times}


# -- what is shown --------------------------------------------------------------------------------------


def test_forms_stand_below_year_department_and_unit(model: ProjectTreeModel) -> None:
    assert tree(model) == [
        (
            "2023 年度 1/4",
            [
                ("区教育局 0/1", [("电教馆 0/1", [("电子书包", [])])]),
                (
                    "区科委 1/3",
                    [
                        ("信息中心 1/2", [("项目1", []), ("项目2", [])]),
                        ("咨询中心 0/1", [("项目3", [])]),
                    ],
                ),
            ],
        ),
        ("2021 年度 1/1", [("区科委 1/1", [("信息中心 1/1", [("项目5", [])])])]),
    ]


def test_another_grouping_shows_the_same_forms_otherwise(model: ProjectTreeModel) -> None:
    model.set_grouping(Grouping.BY_DEPARTMENT)
    assert model.grouping is Grouping.BY_DEPARTMENT
    assert [name for name, _ in tree(model)] == ["区教育局 0/1", "区科委 2/4"]
    assert index_at(model, "区科委", "信息中心", "2021 年度", "项目5") == model.index_of(form_id(5))


def test_forms_of_a_unit_stand_in_the_order_of_their_making(model: ProjectTreeModel) -> None:
    model.reset(reversed([listed(number) for number in range(12)]))
    unit = index_at(model, "2023 年度", "区科委", "信息中心")
    shown = [model.index(row, 0, unit).data() for row in range(model.rowCount(unit))]
    assert shown == [f"项目{number}" for number in range(12)]


def test_a_row_knows_its_form_or_its_group(model: ProjectTreeModel) -> None:
    project, unit = model.index_of(form_id(3)), model.index_of(form_id(3)).parent()
    assert model.summary(project) == project.data(Role.SUMMARY) == FORMS[2]
    assert model.group(project) is None
    assert project.data(Role.GROUP) is None
    assert model.summary(unit) is unit.data(Role.SUMMARY) is None
    group = model.group(unit)
    assert isinstance(group, Group)
    assert unit.data(Role.GROUP) is group
    assert model.group(QModelIndex()) is model.root
    assert model.summary(QModelIndex()) is None
    assert model.data(QModelIndex()) is None


def test_only_the_name_of_a_project_can_be_edited(model: ProjectTreeModel) -> None:
    project = model.index_of(form_id(1))
    assert project.flags() & Qt.ItemFlag.ItemIsEditable
    assert project.data(Qt.ItemDataRole.EditRole) == "项目1"
    assert not project.parent().flags() & Qt.ItemFlag.ItemIsEditable


def test_rows_speak_to_tooltips_and_screen_readers(model: ProjectTreeModel) -> None:
    project, unit = model.index_of(form_id(2)), model.index_of(form_id(2)).parent()
    assert "已定稿" in project.data(Qt.ItemDataRole.ToolTipRole)
    assert project.data(Qt.ItemDataRole.AccessibleTextRole) == "项目2，已定稿，99.97 分，优"
    assert "已定稿 1 项，共 2 项" in unit.data(Qt.ItemDataRole.ToolTipRole)
    assert unit.data(Qt.ItemDataRole.AccessibleTextRole) == "信息中心，已定稿 1 项，共 2 项"


def test_a_form_is_found_in_the_tree(model: ProjectTreeModel) -> None:
    assert len(model) == 5
    assert form_id(5) in model
    assert model.index_of(form_id(5)).data() == "项目5"
    assert form_id(6) not in model
    assert not model.index_of(form_id(6)).isValid()


def test_a_group_is_found_by_its_path(model: ProjectTreeModel) -> None:
    assert model.index_of_path((2023, "区科委")) == index_at(model, "2023 年度", "区科委")
    assert not model.index_of_path((2019,)).isValid()
    assert not model.index_of_path(()).isValid()


def test_a_group_stands_for_all_forms_in_it(model: ProjectTreeModel) -> None:
    rows = [index_at(model, "2021 年度"), model.index_of(form_id(2)), index_at(model, "2023 年度", "区科委")]
    assert model.forms_at(rows) == (form_id(1), form_id(2), form_id(3), form_id(5))
    assert model.forms_at(rows[1:2]) == (form_id(2),)
    assert model.forms_at([]) == ()


# -- following changes ----------------------------------------------------------------------------------


def test_a_changed_line_changes_its_row_and_nothing_else(model: ProjectTreeModel) -> None:
    signals = Signals(model)
    model.apply([FORMS[0]._replace(project="新名称", standing=standing_of("88", "良"))], [])
    assert signals.changed == ["新名称"]
    assert signals.structural() == {}
    assert model.index_of(form_id(1)).row() == 0


def test_another_state_changes_the_counts_around_it(model: ProjectTreeModel) -> None:
    signals = Signals(model)
    model.apply([FORMS[0]._replace(state=FormState.FINAL)], [])
    assert sorted(signals.changed) == ["2023 年度", "信息中心", "区科委", "项目1"]
    assert signals.structural() == {}
    assert tree(model)[0][0] == "2023 年度 2/4"


def test_a_new_form_is_put_at_the_end_of_its_unit(model: ProjectTreeModel) -> None:
    signals = Signals(model)
    model.apply([listed(6)], [])
    assert signals.structural() == {"inserted": 1}
    assert model.index_of(form_id(6)).row() == 2
    assert tree(model)[0][0] == "2023 年度 1/5"


def test_a_form_taken_back_returns_to_its_place(model: ProjectTreeModel) -> None:
    before = tree(model)
    model.apply([], [form_id(1)])
    assert tree(model) != before
    model.apply([FORMS[0]], [])
    assert tree(model) == before


def test_groups_come_and_go_with_their_forms(model: ProjectTreeModel) -> None:
    signals = Signals(model)
    model.apply([listed(6, year=2022, department="区民政局", unit="养老院")], [])
    assert signals.structural() == {"inserted": 4}
    assert [name for name, _ in tree(model)] == ["2023 年度 1/4", "2022 年度 0/1", "2021 年度 1/1"]
    model.apply([], [form_id(6)])
    assert signals.structural() == {"inserted": 4, "removed": 2}
    assert [name for name, _ in tree(model)] == ["2023 年度 1/4", "2021 年度 1/1"]


def test_a_form_moves_to_another_group_as_one_row(model: ProjectTreeModel) -> None:
    signals = Signals(model)
    kept = QPersistentModelIndex(model.index_of(form_id(1)))
    model.apply([FORMS[0]._replace(implementing_unit="咨询中心")], [])
    assert signals.structural() == {"moved": 1}
    assert kept.data() == "项目1"
    assert kept.parent().data() == "咨询中心"


def test_a_move_makes_the_new_group_and_takes_the_empty_one_away(model: ProjectTreeModel) -> None:
    signals = Signals(model)
    kept = QPersistentModelIndex(model.index_of(form_id(4)))
    model.apply([FORMS[3]._replace(department="区体育局")], [])
    assert signals.structural() == {"inserted": 2, "moved": 1, "removed": 1}
    assert kept.isValid()
    assert kept == model.index_of(form_id(4))
    assert [name for name, _ in tree(model)[0][1]] == ["区科委 1/3", "区体育局 0/1"]


def test_a_form_that_was_not_there_is_not_missed(model: ProjectTreeModel) -> None:
    signals = Signals(model)
    model.apply([], [form_id(9)])
    assert signals.structural() == {}
    assert signals.changed == []


def test_only_the_open_form_is_marked(model: ProjectTreeModel) -> None:
    signals = Signals(model)
    model.set_open(form_id(1))
    model.set_open(form_id(1))
    model.set_open(form_id(2))
    assert signals.changed == ["项目1", "项目1", "项目2"]
    marked = [number for number in range(1, 6) if model.index_of(form_id(number)).data(Role.IS_OPEN)]
    assert marked == [2]
    assert model.open_form == form_id(2)
    model.set_open(form_id(9))
    model.set_open(None)
    assert signals.changed == ["项目1", "项目1", "项目2", "项目2"]


# -- the filter -----------------------------------------------------------------------------------------


def test_the_filter_keeps_groups_that_hold_a_hit(model: ProjectTreeModel) -> None:
    model.set_filter("电子书包")
    assert model.is_filtered
    assert tree(model) == [("2023 年度 0/1", [("区教育局 0/1", [("电教馆 0/1", [("电子书包", [])])])])]
    assert len(model) == 5
    model.set_filter("")
    assert not model.is_filtered
    assert model.root.count == 5


def test_all_forms_of_a_department_that_is_looked_for_stay(model: ProjectTreeModel) -> None:
    model.set_filter("科委 2023")
    assert model.forms_at([index_at(model, "2023 年度")]) == (form_id(1), form_id(2), form_id(3))


def test_changes_go_through_the_filter(model: ProjectTreeModel) -> None:
    model.set_filter("项目1")
    signals = Signals(model)
    model.apply([listed(6, project="别的"), listed(11)], [])
    assert model.forms_at([index_at(model, "2023 年度")]) == (form_id(1), form_id(11))
    model.apply([FORMS[0]._replace(project="改名")], [])
    assert model.forms_at([index_at(model, "2023 年度")]) == (form_id(11),)
    model.apply([], [form_id(6), form_id(11)])
    assert tree(model) == []
    assert signals.structural() == {"inserted": 1, "removed": 3}
    model.set_filter("改名")
    assert index_at(model, "2023 年度", "区科委", "信息中心", "改名").isValid()


# -- any sequence of changes ----------------------------------------------------------------------------

few_forms = st.builds(
    listed,
    st.integers(0, 7),
    year=st.sampled_from([2021, 2023]),
    department=st.sampled_from(["", "区科委", "区教育局"]),
    unit=st.sampled_from(["信息中心", "咨询中心"]),
    project=st.sampled_from(["运维", "建设", ""]),
    state=st.sampled_from(FormState),
)
notifications = st.tuples(
    st.lists(few_forms, max_size=3), st.lists(st.integers(0, 7).map(form_id), max_size=2)
)


# The tester asks every row of a model everything, over and over.
@settings(deadline=None)
@given(
    start=st.lists(few_forms, max_size=6),
    changes=st.lists(notifications, max_size=6),
    grouping=st.sampled_from(Grouping),
    typed=st.sampled_from(["", "运维", "科委 2023"]),
)
def test_following_any_changes_gives_the_tree_that_is_built_from_the_result(
    start: list[FormSummary],
    changes: list[tuple[list[FormSummary], list[FormId]]],
    grouping: Grouping,
    typed: str,
) -> None:
    forms = {one.form_id: one for one in start}
    followed = checked_model(forms.values())
    followed.set_grouping(grouping)
    followed.set_filter(typed)
    kept = {one: QPersistentModelIndex(followed.index_of(one)) for one in forms}
    for new_or_changed, gone in changes:
        followed.apply(new_or_changed, gone)
        for one in gone:
            forms.pop(one, None)
        forms.update((one.form_id, one) for one in new_or_changed)
    built = checked_model(forms.values())
    built.set_grouping(grouping)
    built.set_filter(typed)
    assert tree(followed) == tree(built)
    assert len(followed) == len(built)
    for one, index in kept.items():
        assert not index.isValid() or index == followed.index_of(one)
