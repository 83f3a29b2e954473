from perfeval_desktop.domain.findings import Code
from remedying import mended, offered, texts
from short_forms import short_template, typed
from sound_form import FUNDING, GRID, HEAD, SCORING, sound_form, spent


def test_a_total_becomes_the_sum_of_its_sources() -> None:
    form = sound_form(funding__total__executed="9.8")
    after = mended(form, Code.FUND_SOURCES, "合计改为各项之和 9.90 万元")
    assert after.text("funding", "total", "executed") == ""


def test_a_total_without_sources_goes_to_the_one_that_is_chosen() -> None:
    form = sound_form(funding__current_appropriation__executed="")
    assert list(offered(form, Code.FUND_SOURCES)) == [
        "填到“当年财政拨款”",
        "填到“上年结转资金”",
        "填到“其他资金”",
    ]
    after = mended(form, Code.FUND_SOURCES, "填到“上年结转资金”")
    assert after.text("funding", "carryover", "executed") == "9.9"


SPLIT = short_template(
    SCORING
    + HEAD
    + FUNDING
    + '[[blocks]]\ntype = "funding"\nkey = "uses"\nname_label = "按用途"\ncolumns = "initial_budget"\n'
    'rows = [{ key = "pay", label = "人员", role = "source" }]\n' + GRID
)


def test_nothing_is_offered_where_two_splits_of_the_money_differ() -> None:
    form = typed(sound_form(SPLIT), uses__pay__initial_budget="8")
    assert offered(form, Code.FUND_SOURCES, SPLIT) == {}


def test_a_blank_initial_budget_is_the_adjusted_one_or_nothing() -> None:
    form = spent("", "10", "9.9")
    after = mended(form, Code.BUDGET_REASON, "年中没有调整：填成一样的数")
    assert after.text("funding", "total", "initial_budget") == "10"
    zero = offered(form, Code.BUDGET_REASON)["年中才安排的：填 0"]
    assert texts(zero) == {"funding.total.initial_budget": "0"}


def test_of_sources_alone_only_nothing_can_be_offered() -> None:
    form = typed(spent("", "10", "9.9"), funding__total__adjusted_budget="")
    assert list(offered(form, Code.BUDGET_REASON)) == ["年中才安排的：填 0"]
