from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form
from remedying import mended, offered
from short_forms import short_template, typed
from sound_form import FUNDING, GRID, HEAD, SCORING, TRAININGS, sound_form, spent, with_row

CLEARED = "改用程序算的数"


def cleared(form: Form, code: Code, place: tuple[str, str, str]) -> None:
    assert mended(form, code, CLEARED).text(*place) == ""


def test_claimed_totals_and_grades_give_way_to_the_computed_ones() -> None:
    for column, text in (("total", "95"), ("total_weight", "95"), ("grade", "差")):
        form = sound_form(**{f"figures__only__{column}": text})
        cleared(form, Code.PRINTED_TOTAL, ("figures", "only", column))


def test_a_claimed_rate_gives_way_to_the_computed_one() -> None:
    cleared(
        sound_form(funding__total__execution_rate="98%"),
        Code.EXECUTION,
        ("funding", "total", "execution_rate"),
    )


def test_a_typed_score_of_the_rate_gives_way_to_the_rules() -> None:
    cleared(sound_form(funding__total__score="9"), Code.EXECUTION, ("funding", "total", "score"))


def test_nothing_is_offered_for_more_spent_than_there_was() -> None:
    assert offered(spent("10", "10", "11"), Code.EXECUTION) == {}


def test_nothing_is_offered_where_no_rule_gives_the_score_of_the_rate() -> None:
    form = typed(spent("0", "0", "0"), form__only__execution_note="没有安排预算")
    assert offered(form, Code.EXECUTION) == {}


def test_points_repeated_below_the_total_are_cleared() -> None:
    rows = """
rows = [
    { key = "total", role = "total" },
    { key = "current_appropriation", role = "source", fixed = { score = "—" } },
]
"""
    fixed = short_template(SCORING + HEAD + FUNDING + rows + GRID)
    form = typed(sound_form(fixed), funding__current_appropriation__score="9.9")
    after = mended(form, Code.REPEATED_SCORE, "清空", fixed)
    assert after.text("funding", "current_appropriation", "score") == ""


WITH_COMPLETION = short_template(
    SCORING + HEAD + FUNDING + GRID.replace('"actual",', '"actual", "completion_rate",')
)


def test_a_claimed_completion_rate_gives_way_to_the_computed_one() -> None:
    form = with_row(TRAININGS, sound_form(WITH_COMPLETION), completion_rate="100%")
    after = mended(form, Code.COMPLETION, CLEARED, WITH_COMPLETION)
    assert after.text("indicators", TRAININGS, "completion_rate") == ""
