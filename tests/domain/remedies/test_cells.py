import pytest

from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form
from remedying import mended, offered, texts
from short_forms import short_template, typed
from sound_form import EFFECT, FUNDING, GRID, HEAD, SCORING, TRAININGS, sound_form, spent, with_row

EXECUTED = "funding.total.executed"


def with_executed(text: str) -> Form:
    return sound_form(funding__total__executed=text, funding__current_appropriation__executed="9.9")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("99000元", "改成 9.9 万元"),
        ("0.00099亿元", "改成 9.9 万元"),
        ("约9.9", "改成 9.9 万元"),
        ("9.9（万元）", "改成 9.9 万元"),
        ("９．９万元整", "改成 9.9 万元"),
        ("9,9", "改成 99 万元"),
        ("9.9000001", "改成 9.9 万元"),
    ],
)
def test_an_amount_is_offered_as_a_number_in_the_unit_of_the_form(text: str, label: str) -> None:
    assert list(offered(with_executed(text), Code.ENTRY)) == [label]


def test_an_amount_in_another_unit_is_converted() -> None:
    after = mended(with_executed("99000元"), Code.ENTRY, "改成 9.9 万元")
    assert after.text("funding", "total", "executed") == "9.9"


@pytest.mark.parametrize("text", ["九万九", "9.9和9.8", "见附件", "-9.9", "99999999999999999999"])
def test_nothing_is_offered_for_what_names_no_one_amount(text: str) -> None:
    assert offered(with_executed(text), Code.ENTRY) == {}


@pytest.mark.parametrize(("text", "label"), [("20分", "改成 20"), ("约 20", "改成 20"), ("2,0", "改成 20")])
def test_a_weight_is_offered_as_a_number(text: str, label: str) -> None:
    after = mended(with_row(TRAININGS, weight=text), Code.ENTRY, label)
    assert after.text("indicators", TRAININGS, "weight") == "20"


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
