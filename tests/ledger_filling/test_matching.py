from ledgers import form, row, rows
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.exchange.ledger.rows import LedgerRow
from perfeval_desktop.ledger_filling.matching import (
    FormIndex,
    Match,
    MatchKind,
    chosen_match,
    match,
    matches,
)
from perfeval_desktop.store import FormSummary

REPAIR = "农村公路日常养护补助"


def found(one: LedgerRow, *forms: FormSummary) -> Match:
    return match(one, FormIndex(forms, 2023))


def named(one: Match) -> str | None:
    return None if one.form is None else one.form.project


def test_the_code_decides_before_any_name() -> None:
    other, own = form(1, "教师培训", code="0099"), form(2, "教师培训费", code="0012-A")
    one = found(row("教师培训", code="００12a"), other, own)
    assert (one.kind, one.form, one.is_sure) == (MatchKind.CODE, own, True)
    assert one.reason == "项目编码相同；名称相似 85%，差“费”"
    assert found(row("教师培训费", code="0012A"), other, own).reason == "项目编码相同"
    assert found(row("", code="0012A"), other, own).reason == "项目编码相同"


def test_a_code_with_quite_another_name_is_to_be_looked_at() -> None:
    one = found(row("桥梁加固", code="0012"), form(1, "教师培训", code="0012"))
    assert (one.kind, named(one), one.is_sure) == (MatchKind.FUZZY, "教师培训", False)
    assert one.reason == "编码相同，名称却是“教师培训”，请核对"


def test_a_code_that_several_forms_have_is_told_with_all_of_them() -> None:
    one = found(row(code="0012"), form(1, "教师培训", code="0012"), form(2, "培训", code="0012"))
    assert (one.kind, one.form) == (MatchKind.SEVERAL, None)
    assert one.reason == "有 2 张表的编码都是 0012"
    assert [(each.form.project, each.score) for each in one.candidates] == [("教师培训", 100), ("培训", 50)]


def test_the_same_name_is_found_however_it_is_spaced() -> None:
    one = found(row("教师 培训（一期）"), form(1, "教师培训(一期)", unit="一中"), form(2, "桥梁加固"))
    assert (one.kind, named(one), one.reason) == (MatchKind.NAME, "教师培训(一期)", "名称相同")


def test_of_several_of_one_name_the_unit_tells_which() -> None:
    first, second = form(1, "教师培训", unit="第一中学"), form(2, "教师培训", unit="第二中学")
    assert found(row(unit="101-第二中学"), first, second).form == second
    one = found(row(), first, second)
    assert (one.kind, one.reason) == (MatchKind.SEVERAL, "有 2 张同名的表，单位也分不开")


def test_the_form_of_the_end_of_the_year_comes_before_that_of_the_middle() -> None:
    middle = form(1, "教师培训", kind=FormKind.MONITORING)
    end = form(2, "教师培训")
    assert found(row(), middle, end).form == end
    assert found(row(), middle).form == middle


def test_a_target_form_is_none_of_them_nor_is_one_of_another_year() -> None:
    target = form(1, "教师培训", kind=FormKind.TARGET)
    assert found(row(), target, form(2, "教师培训", year=2022), form(3, "")).kind is MatchKind.NONE


def test_the_same_name_of_another_unit_or_code_is_to_be_looked_at() -> None:
    own = form(1, "教师培训", unit="第一中学", code="0012")
    one = found(row(unit="水利局"), own)
    assert (one.kind, one.reason) == (MatchKind.FUZZY, "名称相同，单位不同：表里是“第一中学”")
    one = found(row(code="0099"), own)
    assert (one.kind, one.reason) == (MatchKind.FUZZY, "名称相同，编码不同：表里是 0012")
    assert found(row(code="0099"), form(1, "教师培训")).kind is MatchKind.NAME


def test_a_name_that_is_like_one_is_never_sure() -> None:
    one = found(row("农村公路养护补助"), form(1, REPAIR), form(2, "桥梁加固"))
    assert (one.kind, named(one), one.is_sure) == (MatchKind.FUZZY, REPAIR, False)
    assert one.reason == "名称相似 75%，差“日常”"
    assert [each.score for each in one.candidates] == [75]


def test_names_that_are_about_as_like_are_all_told() -> None:
    one = found(row("信息化建设"), form(1, "信息化建设甲标段"), form(2, "信息化建设乙标段"))
    assert (one.kind, one.form, one.reason) == (MatchKind.SEVERAL, None, "有 2 张表名称相近")


def test_a_form_of_another_unit_is_less_like_it() -> None:
    far, near = form(1, "教师培训", unit="水利局"), form(2, "教师培训", unit="第一中学")
    one = found(row("2023年教师培训经费", unit="第一中学"), far, near)
    assert (one.kind, one.form) == (MatchKind.FUZZY, near)
    assert [(each.score, each.besides) for each in one.candidates] == [
        (95, ""),
        (79, "；单位不同：表里是“水利局”"),
    ]
    alone = found(
        row("农村公路养护补助", unit="第一中学"), form(1, "农村公路日常养护大修补助", unit="水利局")
    )
    assert alone.kind is MatchKind.NONE


def test_what_is_not_like_any_is_not_matched() -> None:
    one = found(row("桥梁加固"), form(1, "教师培训"), form(2, "桥梁检测设备购置"))
    assert (one.kind, one.form, one.candidates) == (MatchKind.NONE, None, ())
    assert found(row(""), form(1, "教师培训")).kind is MatchKind.NONE


def test_letters_that_very_many_names_have_are_not_looked_up() -> None:
    forms = [form(number, f"信息系统运行维护第{number}包") for number in range(60)]
    assert found(row("信息系统运行维护"), *forms).kind is MatchKind.NONE


def test_each_row_is_held_against_the_forms_of_its_year() -> None:
    forms = [form(1, "教师培训", year=2022), form(2, "教师培训", year=2023)]
    one, other = matches([row(year=2022), row(number=1)], forms, 2023)
    assert (one.form, other.form) == tuple(forms)


def test_rows_that_lead_to_one_form_are_told_and_none_gets_it() -> None:
    one, other = matches(rows("教师培训", "教师培训"), [form(1, "教师培训")], 2023)
    assert (one.kind, other.kind, one.form) == (MatchKind.SEVERAL, MatchKind.SEVERAL, None)
    assert one.reason == "台账里还有一行也对上这张表（A2），请选定用哪一行"
    assert [each.form.project for each in one.candidates] == ["教师培训"]


def test_the_only_sure_one_of_several_rows_keeps_its_form() -> None:
    one, other = matches(rows("教师培训", "2023年教师培训经费"), [form(1, "教师培训")], 2023)
    assert (one.kind, other.kind) == (MatchKind.NAME, MatchKind.SEVERAL)


def test_the_user_decides() -> None:
    before = found(row("农村公路养护补助"), form(1, REPAIR))
    other = form(2, "桥梁加固")
    assert chosen_match(other, before)[:2] == (MatchKind.CHOSEN, other)
    none = chosen_match(None, before)
    assert (none.kind, none.form, none.candidates) == (MatchKind.NONE, None, before.candidates)
