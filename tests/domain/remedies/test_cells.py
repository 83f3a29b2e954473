from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form, Place, RowId
from perfeval_desktop.domain.money import MoneyUnit, read_amount
from perfeval_desktop.domain.remedies import REMEDIES
from remedying import judged_of, mended, offered, texts
from short_forms import short_template, typed
from sound_form import EFFECT, FUNDING, GRID, HEAD, NATIONAL, SCORING, TRAININGS, sound_form, spent, with_row

EXECUTED = "funding.total.executed"


def with_executed(text: str) -> Form:
    return sound_form(funding__total__executed=text, funding__current_appropriation__executed="9.9")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("99000元", "改成 9.9 万元"),
        ("0.00099亿元", "改成 9.9 万元"),
        ("约9.9", "改成 9.9 万元"),
        ("约9.9（万元）", "改成 9.9 万元"),
        ("共计 ９．９ 万元。", "改成 9.9 万元"),
        ("约 99000 元", "改成 9.9 万元"),
        ("约99千元", "改成 9.9 万元"),
        ("99000（元）左右", "改成 9.9 万元"),
        ("99 000元", "改成 9.9 万元"),
        ("9.9\u200b（约）", "改成 9.9 万元"),
        ("9,9", "改成 99 万元"),
        ("9.9000001", "改成 9.9 万元"),
    ],
)
def test_an_amount_is_offered_as_a_number_in_the_unit_of_the_form(text: str, label: str) -> None:
    assert list(offered(with_executed(text), Code.ENTRY)) == [label]


def test_an_amount_in_another_unit_is_converted() -> None:
    after = mended(with_executed("99000元"), Code.ENTRY, "改成 9.9 万元")
    assert after.text("funding", "total", "executed") == "9.9"


@pytest.mark.parametrize(
    "text",
    [
        *("九万九", "9.9和9.8", "见附件", "-9.9", "99999999999999999999"),
        # What stands beside the number may change what it says.
        *(
            "9.9美元",
            "9.9%",
            "9.9角",
            "9.9万多元",
            "万元：9.9",
            "9.9万5千元",
            "9.9/年",
            "5 6",
            "2023年9",
            "约10分",
        ),
    ],
)
def test_nothing_is_offered_for_what_names_no_one_amount(text: str) -> None:
    assert offered(with_executed(text), Code.ENTRY) == {}


@pytest.mark.parametrize(("text", "label"), [("约20分", "改成 20"), ("约 20", "改成 20"), ("2,0", "改成 20")])
def test_a_weight_is_offered_as_a_number(text: str, label: str) -> None:
    after = mended(with_row(TRAININGS, weight=text), Code.ENTRY, label)
    assert after.text("indicators", TRAININGS, "weight") == "20"


@pytest.mark.parametrize("text", ["20%", "2成", "20‰", "20折"])
def test_nothing_is_offered_for_what_is_a_share_and_no_points(text: str) -> None:
    assert offered(with_row(TRAININGS, weight=text), Code.ENTRY) == {}


def test_a_unit_behind_a_blank_is_not_overlooked() -> None:
    form = typed(with_executed("约 12 万元"), form__only__unit="元")
    assert list(offered(form, Code.ENTRY)) == ["改成 120000 元"]


@given(
    st.decimals(Decimal("0.01"), 10**6, places=2),
    st.sampled_from(
        ["约{}{}", "约 {} {}", "实际支出{}\u00a0{}", "{}（{}）左右", "共\u200b{}\u200b{}。", "{} {}已付"]
    ),
    st.sampled_from([("元", 0), ("千元", 3), ("万", 4), ("万元", 4), ("百万元", 6), ("亿元", 8)]),
    st.sampled_from(tuple(MoneyUnit)),
)
def test_an_amount_that_is_offered_is_the_money_that_is_written(
    value: Decimal, frame: str, named: tuple[str, int], unit: MoneyUnit
) -> None:
    name, exponent = named
    form = typed(with_executed(frame.format(f"{value:,f}", name)), form__only__unit=unit.value)
    (remedy,) = offered(form, Code.ENTRY).values()
    assert read_amount(texts(remedy)[EXECUTED], unit).value == value.scaleb(exponent)


def test_nothing_is_offered_for_a_cell_the_template_has_no_place_for() -> None:
    judged = judged_of(sound_form(funding__total__gone="9\u200b9"), NATIONAL)
    assert list(REMEDIES[Code.ENTRY](judged, Place("funding", RowId("total"), "gone"))) == []


def test_an_amount_with_a_currency_sign_is_one_of_two() -> None:
    offers = offered(with_executed("￥1,234.50"), Code.ENTRY)
    assert {label: texts(one) for label, one in offers.items()} == {
        "是元，改成 0.12345 万元": {EXECUTED: "0.12345"},
        "是万元，改成 1234.5 万元": {EXECUTED: "1234.5"},
    }


@pytest.mark.parametrize(
    ("text", "visible"), [("9\u200b.9", "9.9"), ("\u202e9.9万元", "9.9万元"), ("9\u00ad.\u200b9", "9.9")]
)
def test_what_cannot_be_seen_is_taken_out(text: str, visible: str) -> None:
    label = f"去掉看不见的字符，改成“{visible}”"
    assert list(offered(with_executed(text), Code.ENTRY)) == [label]
    assert mended(with_executed(text), Code.ENTRY, label).text("funding", "total", "executed") == visible


def test_what_cannot_be_seen_in_an_amount_of_another_unit_goes_with_the_unit() -> None:
    assert list(offered(with_executed("9\u200b9000元"), Code.ENTRY)) == ["改成 9.9 万元"]


def test_a_cell_of_nothing_but_what_cannot_be_seen_is_emptied() -> None:
    offers = offered(with_row(TRAININGS, weight="\u202e"), Code.ENTRY)
    assert texts(offers["去掉看不见的字符"]) == {f"indicators.{TRAININGS}.weight": ""}


def test_nothing_is_offered_for_a_weight_in_words() -> None:
    assert offered(with_row(TRAININGS, weight="很多"), Code.ENTRY) == {}


def test_nothing_is_offered_for_a_number_that_is_only_too_large() -> None:
    assert offered(with_row(TRAININGS, weight="120"), Code.ENTRY) == {}


WITH_CHOICE = short_template(
    SCORING
    + HEAD
    + """
[[blocks]]
type = "fields"
key = "more"
columns = [
    { key = "kind", label = "属性", kind = "choice", choices = ["经常性", "一次性", "其他", "其他经常性"] },
]
"""
    + FUNDING
    + GRID
)


@pytest.mark.parametrize(("text", "chosen"), [("一次性项目", "一次性"), ("其他经常性项目", "其他经常性")])
def test_the_choice_that_a_text_names_is_offered(text: str, chosen: str) -> None:
    form = typed(sound_form(WITH_CHOICE), more__only__kind=text)
    after = mended(form, Code.ENTRY, f"改成“{chosen}”", WITH_CHOICE)
    assert after.text("more", "only", "kind") == chosen


@pytest.mark.parametrize("text", ["一次\u200b性", "\ufeff一次性"])
def test_what_cannot_be_seen_in_a_choice_is_taken_out(text: str) -> None:
    form = typed(sound_form(WITH_CHOICE), more__only__kind=text)
    after = mended(form, Code.ENTRY, "去掉看不见的字符，改成“一次性”", WITH_CHOICE)
    assert after.text("more", "only", "kind") == "一次性"


@pytest.mark.parametrize("text", ["经常性、一次性", "长期"])
def test_no_choice_is_offered_where_a_text_names_none_or_several(text: str) -> None:
    assert offered(typed(sound_form(WITH_CHOICE), more__only__kind=text), Code.ENTRY, WITH_CHOICE) == {}


FINE = short_template(
    SCORING
    + HEAD
    + FUNDING
    + GRID.replace('"weight",', '{ role = "weight", most_decimals = 1 }, { role = "coefficient" },')
)


def test_too_many_decimals_are_rounded() -> None:
    form = with_row(TRAININGS, sound_form(FINE), weight="20.04")
    assert texts(offered(form, Code.ENTRY, FINE)["改成 20"]) == {f"indicators.{TRAININGS}.weight": "20"}


def test_nothing_is_offered_for_a_coefficient_that_may_mean_two_things() -> None:
    form = with_row(TRAININGS, sound_form(FINE), coefficient="2")
    assert offered(form, Code.ENTRY, FINE) == {}


@pytest.mark.parametrize(
    ("text", "label", "left"),
    [
        ("有所**提高", "删去“**”", "有所提高"),
        ("请填写", "删去“请填写”", ""),
        ("指标2：", "删去“指标2：”", ""),
    ],
)
def test_a_placeholder_is_taken_out(text: str, label: str, left: str) -> None:
    form = with_row(EFFECT, target=text)
    assert texts(offered(form, Code.PLACEHOLDER)[label]) == {f"indicators.{EFFECT}.target": left}


NUMBERED = short_template("[checks]\nnumbered_names = true\n" + SCORING + HEAD + FUNDING + GRID)


def test_the_number_of_a_name_stays_where_names_are_numbered() -> None:
    form = with_row(EFFECT, sound_form(NUMBERED), level3="指标1：教师**能力")
    assert texts(offered(form, Code.PLACEHOLDER, NUMBERED)["删去“**”"]) == {
        f"indicators.{EFFECT}.level3": "指标1：教师能力"
    }


def test_the_year_of_another_form_becomes_its_own() -> None:
    form = sound_form(goals__only__actual_outcome="2022年共举办教师培训12场，教师满意度达到95%。")
    after = mended(form, Code.STALE_YEAR, "把 2022 改成 2023")
    assert after.text("goals", "only", "actual_outcome").startswith("2023年共举办")


def test_characters_that_are_not_printed_are_taken_out() -> None:
    form = with_row(EFFECT, reason="有所提高😀！")
    remedies = offered(form, Code.UNPRINTABLE, unprintable=lambda text: "😀" if "😀" in text else "")
    assert texts(remedies["删去印不出的字符"]) == {f"indicators.{EFFECT}.reason": "有所提高！"}


def test_a_remedy_for_several_rows_settles_them_all() -> None:
    form = with_row(EFFECT, with_row(TRAININGS, reason="**"), reason="**")
    assert texts(offered(form, Code.PLACEHOLDER)["删去“**”"]) == {
        f"indicators.{TRAININGS}.reason": "",
        f"indicators.{EFFECT}.reason": "",
    }


def test_where_only_a_person_knows_nothing_is_offered() -> None:
    form = with_row(TRAININGS, actual="9场", score="18", reason="")
    assert offered(form, Code.DEDUCTION_REASON) == {}
    assert offered(spent("10", "12", "11.9"), Code.BUDGET_REASON) == {}
