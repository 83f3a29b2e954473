"""What the table says of a row, of a form without one, of a line that is no project."""

from ledgers import form, row
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.exchange.ledger.columns import Confidence
from perfeval_desktop.exchange.ledger.fields import LedgerField
from perfeval_desktop.exchange.ledger.rows import LeftOut
from perfeval_desktop.ledger_filling.filling import LedgerPlan
from perfeval_desktop.ledger_filling.matching import Match, MatchKind
from perfeval_desktop.ledger_filling.money import UnitProposal
from perfeval_desktop.ledger_filling.plan import Change, PlannedRow
from perfeval_ui.ledger.lines import Shown, form_words, lines_of
from short_forms import at

OWN = form(1, "教师培训", unit="一中")
CHANGE = Change(LedgerField.INITIAL, at("funding.total.initial_budget"), "年初", "8", "10.00", is_far=False)
SURE = PlannedRow(
    row("教师培训", "10", "12", unit="一中"),
    Match(MatchKind.NAME, OWN, (), "名称相同"),
    (CHANGE,),
    (LedgerField.ADJUSTED,),
)
ALIKE = PlannedRow(
    row("培训", "10", number=1),
    Match(MatchKind.FUZZY, OWN, (), "名称相似 75%"),
    (CHANGE._replace(before=""),),
    notes=("请核对",),
)
NONE = PlannedRow(
    row("", "--", code="0012", number=2), Match(MatchKind.NONE, None, (), "没有"), troubles=("没有金额",)
)
PLAN = LedgerPlan(
    2023,
    UnitProposal(MoneyUnit.TEN_THOUSAND_YUAN, Confidence.SURE, ""),
    (SURE, ALIKE, NONE),
    (form(2, "饮水安全", state=FormState.FINAL),),
    (LeftOut("A9", "合计 12", "合计、小计"),),
)


def test_each_filter_shows_its_lines() -> None:
    shown = {one: [line.project or line.form for line in lines_of(PLAN, one)] for one in Shown}
    assert shown == {
        Shown.ALL: ["教师培训（一中）", "培训", "0012"],
        Shown.LOOK: ["培训"],
        Shown.NONE: ["0012"],
        Shown.MISSING: ["饮水安全［已定稿］"],
        Shown.LEFT_OUT: ["合计 12"],
    }


def test_an_amount_is_shown_before_and_after() -> None:
    sure, alike, none = lines_of(PLAN, Shown.ALL)
    assert sure.amount(LedgerField.INITIAL) == "8 → 10.00"
    assert sure.amount(LedgerField.ADJUSTED) == "12（相同）"
    assert sure.amount(LedgerField.EXECUTED) == ""
    assert alike.amount(LedgerField.INITIAL) == "空 → 10.00"
    assert none.amount(LedgerField.INITIAL) == "--"
    (missing,) = lines_of(PLAN, Shown.MISSING)
    assert missing.amount(LedgerField.INITIAL) == ""


def test_how_it_was_matched_and_what_is_amiss_is_said() -> None:
    sure, alike, none = lines_of(PLAN, Shown.ALL)
    assert (sure.form, sure.way, sure.note) == ("教师培训（一中）", "名称相同", "")
    assert (alike.note, none.note, none.may_be_new, alike.may_be_new) == ("请核对", "没有金额", True, False)
    assert lines_of(PLAN, Shown.LEFT_OUT)[0].note == "合计、小计"


def test_a_form_is_named_with_its_unit_and_its_state() -> None:
    assert form_words(OWN) == "教师培训（一中）"
    assert form_words(form(1, "", state=FormState.IN_REVIEW)) == "（未命名项目）［待审核］"
