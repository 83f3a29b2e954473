import pytest

from form_summaries import form_id
from ledgers import form, row
from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.template import Template
from perfeval_desktop.exchange.ledger.fields import LedgerField
from perfeval_desktop.exchange.ledger.rows import LedgerAmount, LedgerRow
from perfeval_desktop.ledger_filling.matching import Match, MatchKind
from perfeval_desktop.ledger_filling.plan import (
    PlannedRow,
    TemplatedForm,
    amount_changes,
    planned,
    with_changes,
)
from short_forms import filled, short_template

FUNDING = '[[blocks]]\ntype = "funding"\ncolumns = "{columns}"\n'
WHOLE = short_template(FUNDING.format(columns="initial_budget adjusted_budget executed"))
YUAN, WAN = MoneyUnit.YUAN, MoneyUnit.TEN_THOUSAND_YUAN
SURE = Match(MatchKind.NAME, form(1, "教师培训"), (), "名称相同")


def plan(
    one: LedgerRow,
    stored: Form | None = None,
    *,
    template: Template = WHOLE,
    match: Match = SURE,
    unit: MoneyUnit = WAN,
) -> PlannedRow:
    forms = {form_id(1): TemplatedForm(template, stored or filled(template))}
    (found,) = planned([one], [match], forms, unit)
    return found


def changes(one: PlannedRow) -> dict[str, tuple[str, str]]:
    return {change.words: (change.before, change.after) for change in one.changes}


def test_amounts_go_into_the_total_by_their_roles() -> None:
    found = plan(row("教师培训", "10", "12.5", "", "9.123456"))
    assert changes(found) == {
        "年初预算数": ("", "10.00"),
        "全年预算数": ("", "12.50"),
        "全年执行数": ("", "9.123456"),
    }
    assert [change.place.path for change in found.changes] == [
        *("funding.total.initial_budget", "funding.total.adjusted_budget", "funding.total.executed"),
    ]
    assert (found.form_id, found.needs_look) == (form_id(1), False)


def test_amounts_are_written_in_the_unit_of_the_form() -> None:
    stored = filled(WHOLE, form={"unit": "元"})
    assert changes(plan(row("教师培训", "10.5"), stored)) == {"年初预算数": ("", "105000.00")}
    assert changes(plan(row("教师培训", "105000"), unit=YUAN)) == {"年初预算数": ("", "10.50")}


def test_what_stands_there_already_is_not_changed() -> None:
    stored = filled(WHOLE, funding={"total": {"initial_budget": "10", "adjusted_budget": "11"}})
    found = plan(row("教师培训", "10.00", "12", "", "9"), stored)
    assert found.same == (LedgerField.INITIAL,)
    assert [(change.before, change.after, change.overwrites) for change in found.changes] == [
        ("11", "12.00", True),
        ("", "9.00", False),
    ]


def test_an_amount_far_from_the_one_before_is_to_be_looked_at() -> None:
    stored = filled(WHOLE, funding={"total": {"initial_budget": "10", "adjusted_budget": "0"}})
    found = plan(row("教师培训", "1000", "12"), stored)
    assert [change.is_far for change in found.changes] == [True, False]
    assert found.notes == ("年初预算数与原来的相差 100 倍以上，请核对单位",)
    assert found.needs_look


def test_sources_that_no_longer_add_up_to_their_total_are_told() -> None:
    funding = {
        "total": {"initial_budget": "10", "adjusted_budget": "10"},
        "current_appropriation": {"initial_budget": "6", "adjusted_budget": "10"},
        "other_funds": {"initial_budget": "4"},
    }
    found = plan(row("教师培训", "12", "10", "", "3"), filled(WHOLE, funding=funding))
    assert found.notes == ("年初预算数各来源加起来是 10，不等于总额 12（万元），请改各来源的数",)


def test_what_the_form_has_no_column_for_is_told() -> None:
    template = short_template(FUNDING.format(columns="adjusted_budget executed"))
    found = plan(row("教师培训", "10", "12"), template=template)
    assert changes(found) == {"全年预算数": ("", "12.00")}
    assert found.notes == ("这张表没有年初预算数一栏",)


def test_a_final_form_is_not_touched() -> None:
    match = SURE._replace(form=form(1, "教师培训", state=FormState.FINAL))
    found = plan(row("教师培训", "--"), match=match)
    assert found.changes == ()
    assert found.troubles == (
        "已定稿，不改动；要填请先把状态改回“填报中”",
        "“--”表示没有金额，没有填（年初预算数1）",
    )


def test_a_form_without_its_template_is_told() -> None:
    (found,) = planned([row("教师培训", "10")], [SURE], {}, WAN)
    assert found.troubles == ("这张表的模板找不到，填不了；请先打开这张表，看怎样补上模板",)


@pytest.mark.parametrize(
    "text",
    [
        '[[blocks]]\ntype = "fields"\ncolumns = "project"\n',
        FUNDING.format(columns="executed")
        + 'rows = [{ key = "a", role = "source" }, { key = "b", role = "source" }]\n',
    ],
)
def test_a_form_without_a_row_for_all_of_the_money_is_told(text: str) -> None:
    template = short_template(text)
    found = plan(row("教师培训", "", "", "", "10"), template=template)
    assert (found.changes, found.troubles) == ((), ("这张表的资金没有总额一行，填不了",))
    stored = TemplatedForm(template, filled(template))
    assert amount_changes(stored, row("教师培训", "", "", "", "10"), WAN, keeps_own_units=False) == ()


def test_the_only_row_stands_for_all_of_the_money() -> None:
    template = short_template(
        FUNDING.format(columns="executed") + 'rows = [{ key = "a", role = "source" }]\n'
    )
    found = plan(row("教师培训", "", "", "", "10"), template=template)
    assert [change.place.path for change in found.changes] == ["funding.a.executed"]
    assert found.notes == ()


def test_each_column_keeps_the_unit_in_its_heading_where_they_differ() -> None:
    amounts = {
        LedgerField.INITIAL: LedgerAmount("10", "B2", unit=WAN),
        LedgerField.ADJUSTED: LedgerAmount("120000", "C2", unit=YUAN),
        LedgerField.EXECUTED: LedgerAmount("90000", "D2"),
    }
    one = LedgerRow(0, "A2", "教师培训", amounts=amounts)
    forms = {form_id(1): TemplatedForm(WHOLE, filled(WHOLE))}
    (found,) = planned([one], [SURE], forms, YUAN, keeps_own_units=True)
    assert [change.after for change in found.changes] == ["10.00", "12.00", "9.00"]
    (found,) = planned([one], [SURE], forms, YUAN)
    assert [change.after for change in found.changes] == ["0.001", "12.00", "9.00"]


@pytest.mark.parametrize(
    ("kind", "needs_look"),
    [(MatchKind.SEVERAL, True), (MatchKind.NONE, False)],
)
def test_a_row_without_a_form_changes_nothing(kind: MatchKind, *, needs_look: bool) -> None:
    found = plan(row("教师培训", "10", "见附件"), match=Match(kind, None, (), ""))
    assert (found.form_id, found.changes, found.needs_look) == (None, (), needs_look)
    assert found.troubles == ("“见附件”不是数字，没有填（全年预算数1）",)


def test_a_match_that_is_not_sure_is_to_be_looked_at() -> None:
    assert plan(row("教师培训", "10"), match=SURE._replace(kind=MatchKind.FUZZY)).needs_look


def test_only_the_changes_that_are_wanted_are_entered() -> None:
    found = plan(row("教师培训", "10", "12"))
    made = with_changes(TemplatedForm(WHOLE, filled(WHOLE)), found.changes[:1])
    assert dict(made.rows("funding")[0].cells) == {"initial_budget": "10.00"}
