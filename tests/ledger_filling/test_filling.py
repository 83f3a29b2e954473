from collections.abc import Iterator
from pathlib import Path

import pytest

from ledgers import form, table
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.form import Form, FormState, TemplateRef
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.places import execution_place
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.errors import FinalFormError, LedgerError
from perfeval_desktop.exchange.ledger.columns import Choice, Confidence, chosen, proposals
from perfeval_desktop.exchange.ledger.fields import LedgerField
from perfeval_desktop.exchange.ledger.table import LedgerTable
from perfeval_desktop.ledger_filling.filling import Applied, LedgerFilling, LedgerPlan, proposed_year
from perfeval_desktop.ledger_filling.matching import MatchKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from small_forms import CATALOGUE, clean_form, named

LEDGER = """
    2023年度台账
    |项目名称|年初预算（万元）|全年预算（万元）|支出（万元）|
    |教师培训|10|12|11|
    |桥梁加固|20|20|--|
    |农村公路养护|3|3|3|
    |信息化建设|5|5|5|
"""


def columns(found: LedgerTable) -> Choice:
    return chosen(proposals(found))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[EditingSession]:
    with Store.open(tmp_path / "台账.perfeval") as store:
        made = EditingSession(store, CATALOGUE)
        names = ("教师培训", "桥梁加固", "农村公路日常养护", "饮水安全")
        made.create([named(clean_form(), name) for name in names], "新建")
        yield made


@pytest.fixture
def filling(session: EditingSession) -> LedgerFilling:
    return LedgerFilling(session, table(LEDGER))


def planned(filling: LedgerFilling, **more: object) -> LedgerPlan:
    return filling.plan(columns(table(LEDGER)), 2023, **more)  # type: ignore[arg-type]


def ids(session: EditingSession) -> dict[str, FormId]:
    return {one.project: one.form_id for one in session.summaries()}


def total(session: EditingSession, project: str, role: Role) -> str:
    stored = session.load(ids(session)[project])
    place = execution_place(session.template_of(stored), role)
    return "" if place is None else stored.text(*place)


def test_a_plan_tells_of_every_row_and_of_every_form(filling: LedgerFilling) -> None:
    plan = planned(filling)
    assert [one.match.kind for one in plan.rows] == [
        *(MatchKind.NAME, MatchKind.NAME, MatchKind.FUZZY, MatchKind.NONE),
    ]
    assert [one.project for one in plan.without_row] == ["饮水安全"]
    assert plan.counts == (
        "台账 4 个项目：对上 2 个，名称相似、要核对的 1 个，没有对上的 1 个；1 张表台账里没有"
    )
    assert (plan.year, plan.unit.unit) == (2023, MoneyUnit.TEN_THOUSAND_YUAN)


def test_only_sure_changes_are_taken_unless_told_otherwise(filling: LedgerFilling) -> None:
    assert {number for number, _ in planned(filling).usual_ticks} == {0, 1}


def test_changes_of_many_forms_are_one_step(filling: LedgerFilling, session: EditingSession) -> None:
    before = {name: session.load(form_id) for name, form_id in ids(session).items()}
    plan = planned(filling)
    done = filling.apply(plan, plan.usual_ticks)
    assert done.words == f"填了 2 张表的 {len(plan.usual_ticks)} 格资金"
    assert session.undo_label == f"从台账{done.words}"
    assert total(session, "教师培训", Role.EXECUTED) == "11.00"
    assert total(session, "桥梁加固", Role.ADJUSTED_BUDGET) == "20.00"
    assert session.load(ids(session)["农村公路日常养护"]) == before["农村公路日常养护"]
    assert planned(filling).rows[0].changes == ()
    session.undo()
    assert {name: session.load(form_id) for name, form_id in ids(session).items()} == before
    assert planned(filling).usual_ticks == plan.usual_ticks


def test_a_cell_that_is_not_ticked_stays(filling: LedgerFilling, session: EditingSession) -> None:
    before = total(session, "教师培训", Role.EXECUTED)
    done = filling.apply(planned(filling), {(0, LedgerField.ADJUSTED)})
    assert (done.forms, done.cells) == (1, 1)
    assert total(session, "教师培训", Role.ADJUSTED_BUDGET) == "12.00"
    assert total(session, "教师培训", Role.EXECUTED) == before


def test_rows_without_a_form_become_new_ones_in_the_same_step(
    filling: LedgerFilling, session: EditingSession
) -> None:
    plan = planned(filling)
    done = filling.apply(plan, {(0, LedgerField.ADJUSTED)}, {3: CATALOGUE["self"]})
    assert done.words == "填了 1 张表的 1 格资金，新建 1 张"
    (form_id,) = done.created
    made = session.load(form_id)
    read = facts(CATALOGUE["self"], made)
    assert (read.project, made.year) == ("信息化建设", 2023)
    assert total(session, "信息化建设", Role.EXECUTED) == "5.00"
    session.undo()
    assert "信息化建设" not in ids(session)


def test_nothing_ticked_does_nothing(filling: LedgerFilling, session: EditingSession) -> None:
    before = session.undo_label
    assert filling.apply(planned(filling), ()).words == "没有要改的"
    assert session.undo_label == before
    assert Applied(0, 0, ()).words == "没有要改的"


def test_the_user_says_which_form_it_is(filling: LedgerFilling, session: EditingSession) -> None:
    own = ids(session)
    plan = planned(filling, picks={0: None, 2: own["农村公路日常养护"], 3: own["饮水安全"]})
    kinds = [one.match.kind for one in plan.rows]
    assert kinds == [MatchKind.NONE, MatchKind.NAME, MatchKind.CHOSEN, MatchKind.CHOSEN]
    assert [one.project for one in plan.without_row] == ["教师培训"]


def test_two_rows_never_fill_one_form(filling: LedgerFilling, session: EditingSession) -> None:
    plan = planned(filling, picks={3: ids(session)["教师培训"]})
    with pytest.raises(LedgerError, match="几行对上了同一张表"):
        filling.apply(plan, plan.usual_ticks)
    assert total(session, "教师培训", Role.EXECUTED) != "5.00"


def test_a_form_that_was_changed_meanwhile_is_not_filled(
    filling: LedgerFilling, session: EditingSession
) -> None:
    plan = planned(filling)
    form_id = ids(session)["教师培训"]
    session.edit_many([form_id], lambda one: one.with_year(2022), "年度")
    with pytest.raises(LedgerError, match="刚才改动过"):
        filling.apply(plan, plan.usual_ticks)
    assert total(session, "桥梁加固", Role.ADJUSTED_BUDGET) != "20.00"


def test_a_final_form_is_listed_and_left_alone(filling: LedgerFilling, session: EditingSession) -> None:
    form_id = ids(session)["教师培训"]
    session.set_state([form_id], FormState.FINAL, despite_errors=True)
    plan = planned(filling)
    assert plan.rows[0].changes == ()
    assert plan.rows[0].troubles[0].startswith("已定稿")
    assert 0 not in {number for number, _ in plan.usual_ticks}


def test_one_that_became_final_meanwhile_refuses_all(filling: LedgerFilling, session: EditingSession) -> None:
    plan = planned(filling)
    session.set_state([ids(session)["教师培训"]], FormState.FINAL, despite_errors=True)
    with pytest.raises((LedgerError, FinalFormError)):
        filling.apply(plan, plan.usual_ticks)
    assert total(session, "桥梁加固", Role.ADJUSTED_BUDGET) != "20.00"


def test_a_form_whose_template_is_gone_hinders_no_other(
    filling: LedgerFilling, session: EditingSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = ids(session)["教师培训"]
    find, load = session.template_of, session.load

    def without(one: Form) -> object:
        return find(Form(TemplateRef("gone", "0"), one.year) if one == load(lost) else one)

    monkeypatch.setattr(session, "template_of", without)
    plan = planned(filling)
    assert plan.rows[0].troubles[0].startswith("这张表的模板找不到")
    assert plan.rows[1].changes


def test_a_unit_that_the_user_chose_counts(filling: LedgerFilling) -> None:
    plan = planned(filling, unit=MoneyUnit.YUAN)
    assert (plan.unit.unit, plan.unit.confidence) == (MoneyUnit.YUAN, Confidence.SURE)
    assert plan.unit.reason.startswith("由您选定；")
    assert planned(filling, unit=MoneyUnit.TEN_THOUSAND_YUAN).unit.reason == planned(filling).unit.reason


def test_rows_that_may_be_of_several_forms_are_counted(session: EditingSession) -> None:
    twice = table("|项目名称|支出（万元）|\n|教师培训|1|\n|教师培训|2|")
    plan = LedgerFilling(session, twice).plan(columns(twice), 2023)
    assert plan.counts == "台账 2 个项目：对上 0 个，有几张可能的 2 个；4 张表台账里没有"


@pytest.mark.parametrize(
    ("text", "file", "year"),
    [
        ("2021年台账\n|项目名称|支出|\n|甲乙|1|", "2020年", 2021),
        ("|项目名称|支出|\n|甲乙|1|", "2020年台账", 2020),
        ("|项目名称|支出|\n|甲乙|1|", "台账", 2022),
    ],
)
def test_the_year_is_told_by_title_or_file_or_by_the_forms(text: str, file: str, year: int) -> None:
    forms = [
        form(1, "一", year=2022),
        form(2, "二", year=2023, state=FormState.FINAL),
        form(3, "三", year=2024, kind=FormKind.TARGET),
    ]
    assert proposed_year(table(text), forms, file) == year


def test_where_all_is_final_the_last_year_counts_and_without_forms_the_year_before_this() -> None:
    bare = table("|项目名称|支出|\n|甲乙|1|")
    assert proposed_year(bare, [form(2, "二", year=2023, state=FormState.FINAL)], "") == 2023
    assert 2000 < proposed_year(bare, [], "") < 2100
