from perfeval_desktop.domain.checks.targets import TargetReader
from perfeval_desktop.domain.facts import IndicatorFacts, facts
from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form, Row
from short_forms import filled, short_template, typed

TEMPLATE = short_template(
    '[scoring]\n[[blocks]]\ntype = "indicators"\ncolumns = "level3 target actual weight score reason"'
)


def indicator(**cells: str) -> tuple[Form, Row, IndicatorFacts]:
    form = filled(TEMPLATE, indicators=[cells])
    return form, form.rows("indicators")[0], facts(TEMPLATE, form).indicators[0]


def test_of_a_target_that_is_reached_there_is_nothing_to_say() -> None:
    _, row, read = indicator(level3="培训场次", target="≥10场", actual="11场")
    reader = TargetReader(TEMPLATE)
    assert reader.read(row, read) == ()
    assert row.reading[reader] == (read, ())


def test_what_was_judged_of_a_row_stays_with_it() -> None:
    form, row, read = indicator(level3="培训场次", target="≥10场", actual="≥11场")
    reader = TargetReader(TEMPLATE)
    reading = reader.read(row, read)
    ((code, predicate),) = reading
    assert code is Code.COPIED_ACTUAL
    assert "带着目标的符号" in predicate
    assert reader.read(row, read) is reading

    changed = typed(form, indicators__r1__actual="11场")

    again = facts(TEMPLATE, changed).indicators[0]
    assert reader.read(changed.rows("indicators")[0], again) == ()


def test_a_row_may_give_more_than_one_occasion() -> None:
    _, row, read = indicator(level3="投诉率", target="≥5%", actual="很少")
    reading = dict(TargetReader(TEMPLATE).read(row, read))
    assert reading.keys() == {Code.OTHER_KIND, Code.TARGET_DIRECTION}
    assert "目标是数值“≥5%”" in reading[Code.OTHER_KIND]
    assert "越少越好" in reading[Code.TARGET_DIRECTION]


def test_a_question_measures_nothing_though_it_names_a_number() -> None:
    _, row, read = indicator(level3="培训场次", target="多少10", actual="10")
    assert dict(TargetReader(TEMPLATE).read(row, read)) == {
        Code.NOT_MEASURABLE: "“多少10”是一个问题，请写成做到什么、做到多少。"
    }
