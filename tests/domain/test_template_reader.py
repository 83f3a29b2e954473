import re
from decimal import Decimal
from typing import Any

import pytest

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.rounding import Rounding, RoundingMode
from perfeval_desktop.domain.rules import (
    USUAL_OVER_ACHIEVEMENT,
    USUAL_REACHED_WORDS,
    USUAL_THRESHOLDS,
    AllOrNothing,
    AskReason,
    DeductionLadder,
    DeductPoints,
    ExecutionRule,
    GradeBand,
    Proportional,
    QualitativeTier,
    RateForm,
    RateStyle,
    Step,
    Steps,
    Thresholds,
    TotalCap,
)
from perfeval_desktop.domain.template import AmountStyle, FormKind, Orientation, Template
from perfeval_desktop.domain.template_reader import digest_of, read_template
from perfeval_desktop.errors import TemplateError
from template_text import KeyPath, key_paths, shown_path, toml, with_value, without
from whole_template import WHOLE, WHOLE_TEXT, Asked, asked, asked_in

SOURCE = "本单位.toml"
HALF_UP_2 = Rounding(RoundingMode.HALF_UP, 2)
SHORTEST = """
format = 2
id = "shortest"
name = "最短"
title = "自评表"

[[blocks]]
type = "texts"
key = "texts"
columns = [{ key = "opinion", label = "意见" }]
"""


def whole(**changes: Any) -> Template:  # noqa: ANN401  # a value of TOML
    """Return the whole template with other values of some keys, ``__`` standing for the dots."""
    data: dict[str, Any] = WHOLE
    for key, value in changes.items():
        data = with_value(data, tuple(key.split("__")), value)
    return read_template(toml(data), source=SOURCE)


def shortest(more: str = "") -> Template:
    return read_template(more + SHORTEST, source=SOURCE)


def scored(text: str = "") -> Template:
    return read_template(f"{SHORTEST}[scoring]\n{text}", source=SOURCE)


def refusal(text: str) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        read_template(text, source=SOURCE)
    return caught.value


def refusal_with(path: KeyPath, value: Any) -> str:  # noqa: ANN401
    return str(refusal(toml(with_value(WHOLE, path, value))))


def wrong(path: KeyPath, reason: str) -> str:
    return f"模板文件“{SOURCE}”的“{shown_path(path)}”{named_block(path)}有误：{reason}"


def named_block(path: KeyPath) -> str:
    """Return what stands behind the number of a block: its key, or its label where the key is wrong."""
    if path[0] != "blocks" or len(path) <= 2:
        return ""
    block = WHOLE["blocks"][path[1]]
    name = block.get("label", "").replace("\n", "") if path[2:] == ("key",) else block["key"]
    return f"（“{name}”块）" if name else ""


# -- every key -----------------------------------------------------------------------------------------------

ASKED = asked()
PATHS = key_paths(WHOLE)


def declared(path: KeyPath) -> Asked | None:
    """Return how the reader asks for the key at ``path``; ``None`` for an item of a list."""
    if not isinstance(path[-1], str):
        return None
    keys = [part for part in path if isinstance(part, str)]
    if keys[0] == "blocks":
        block = WHOLE["blocks"][path[1]]["type"] if len(path) > 1 else ""
        table = f"blocks.{block}" if len(keys) == 2 else ".".join(keys[1:-1])
    else:
        table = ".".join(keys[:-1])
    return asked_in(table, ASKED).get(path[-1])


REQUIRED = [path for path in PATHS if (one := declared(path)) is not None and one.is_required]
BOUNDED = [path for path in PATHS if (one := declared(path)) is not None and one.least is not None]


def test_the_whole_template_says_everything_the_reader_asks_for() -> None:
    said = {(one.table, one.key) for path in PATHS if (one := declared(path)) is not None}
    never = {
        (f"blocks.{one}", key)
        for one in ("fields", "goals", "texts", "figures", "closing")
        for key in ("rows",)
    }
    unsaid = {(one.table, one.key) for one in ASKED} - said - never
    optional_words = {"heading", "label", "label_width", "columns"}
    assert {one for one in unsaid if not (one[0].startswith("blocks.") and one[1] in optional_words)} == {
        ("scoring.over_achievement", "ladder"),
        ("scoring.over_achievement.ladder", "least"),
        ("scoring.over_achievement.ladder", "earns"),
    }


@pytest.mark.parametrize("path", REQUIRED, ids=shown_path)
def test_a_missing_key_is_named_with_file_and_reason(path: KeyPath) -> None:
    error = refusal(toml(without(WHOLE, path)))
    assert str(error).startswith(wrong(path, "缺少这一项，应为"))
    assert error.key == shown_path(path)


@pytest.mark.parametrize("path", [one for one in PATHS if one not in REQUIRED], ids=shown_path)
def test_no_other_key_is_missed(path: KeyPath) -> None:
    message = ""
    try:
        read_template(toml(without(WHOLE, path)), source=SOURCE)
    except TemplateError as error:
        message = str(error)
    # What is left may not be legal, or lack the key of a column that had it from its role.
    assert "缺少这一项" not in message or message.startswith(wrong((*path[:-1], "key"), ""))


@pytest.mark.parametrize("path", PATHS, ids=shown_path)
def test_a_value_of_another_type_is_named_with_file_and_reason(path: KeyPath) -> None:
    message = refusal_with(path, 2.5)
    list_path = path[:-1] if isinstance(path[-1], int) else path
    named = (wrong(path, "应为"), wrong(list_path, "应为"))
    assert message.startswith(named)


@pytest.mark.parametrize("path", [one for one in PATHS if declared(one) is not None], ids=shown_path)
def test_an_unknown_key_beside_it_is_named(path: KeyPath) -> None:
    strange = (*path[:-1], "wieght")
    assert refusal_with(strange, "10") == wrong(strange, "没有这一项，请检查拼写。")


@pytest.mark.parametrize("path", BOUNDED, ids=shown_path)
def test_a_number_out_of_its_bounds_is_named_with_them(path: KeyPath) -> None:
    one = declared(path)
    assert one is not None
    assert one.least is not None
    assert one.most is not None
    for beyond in (one.least - 1, one.most + 1):
        value = {"whole": beyond, "number": str(beyond), "numbers": [str(beyond)]}[one.takes]
        assert refusal_with(path, value) == wrong(
            path, f"应在 {one.least} 到 {one.most} 之间，现为 {beyond}。"
        )


CLOSED = [path for path in PATHS if (one := declared(path)) is not None and one.choices]


@pytest.mark.parametrize("path", CLOSED, ids=shown_path)
def test_another_word_than_those_of_a_closed_set_is_told_them(path: KeyPath) -> None:
    one = declared(path)
    assert one is not None
    otherwise = "；不让程序读取的栏不写 role，只写 key" if Role.LEVEL1 in one.choices else ""
    words = "、".join(one.choices)
    assert refusal_with(path, "其他") == wrong(path, f"应为 {words} 之一，现为 其他{otherwise}。")


# -- the text as a whole -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["title = “财政”", "a = " + "9" * 5000, "a = " + "[" * 5000])
def test_what_is_no_toml_is_refused(text: str) -> None:
    message = str(refusal(text))
    assert message.startswith(f"模板文件“{SOURCE}”不是有效的 TOML：")
    assert message.endswith("。请改正后再打开。")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (SHORTEST.replace("[[blocks]]", "[blocks]"), "blocks"),
        (f'{SHORTEST}[scoring.grades]\nname = "优"\nleast = "0"\n', "scoring.grades"),
    ],
)
def test_a_list_with_one_bracket_is_told_to_have_two(text: str, key: str) -> None:
    assert str(refusal(text)) == (
        f"模板文件“{SOURCE}”的“{key}”有误：应为表的列表，请写成 [[{key}]]，两层方括号。"
    )


@pytest.mark.parametrize(
    "text",
    ["a = {\n x = 1 }", "a = { x = 1,\n y = 2 }", "a = { x = 1, # 一\n}", "a = { x = 1\n}", "a = { x = 1, }"],
)
def test_a_table_in_braces_over_several_lines_is_told_to_stand_on_one(text: str) -> None:
    hint = "。行内表 { … } 要写在一行里，最后一项后面不加逗号。请改正后再打开。"
    assert str(refusal(text)).endswith(hint)


@pytest.mark.parametrize("text", ["a = { x = 1, “y” = 2 }", "a = {", "a = 1 2", "“a” = 1", "[a.]\n"])
def test_other_slips_are_told_no_such_thing(text: str) -> None:
    assert "行内表" not in str(refusal(text))


def test_figures_without_a_grid_are_told_what_to_name() -> None:
    text = toml(without(WHOLE, ("blocks", 5, "grid")))
    assert str(refusal(text)) == wrong(("blocks", 5, "grid"), "缺少这一项，应为 indicators 块的 key。")


@pytest.mark.parametrize("number", [1, 3])
def test_a_template_of_another_format_asks_for_another_program(number: int) -> None:
    assert refusal_with(("format",), number) == wrong(
        ("format",), "应为 2；此模板由另一版本的程序写成，请换用相应的程序或改写模板。"
    )


def test_the_format_is_looked_at_before_anything_else() -> None:
    assert refusal('format = 1\ncolumns = "anything"').key == "format"


def test_a_template_is_named_by_the_digest_of_its_text() -> None:
    template = read_template(WHOLE_TEXT, source=SOURCE)
    assert template.digest == digest_of(WHOLE_TEXT)
    assert re.fullmatch("[0-9a-f]{16}", template.digest)
    assert digest_of(WHOLE_TEXT.replace("\n", "\r\n")) == template.digest
    assert digest_of(WHOLE_TEXT + "# 注") != template.digest


def test_what_is_not_legal_is_named_like_what_cannot_be_read() -> None:
    path = ("blocks", 5, "grid")
    assert refusal_with(path, "head") == wrong(
        path, "“head”不是此块之前的 indicators 块的 key，应为 indicators。"
    )


# -- what a template says ------------------------------------------------------------------------------------


def test_the_words_of_a_template_are_as_written() -> None:
    template = whole()
    assert (template.id, template.name, template.source) == ("whole-2024", "本局 2024", "本局公开的自评表")
    assert (template.number, template.title) == ("公开14表", "{year}年度{project}自评表")
    assert template.year_line == "（{implementing_unit}，{unit}）"
    assert template.kind is FormKind.DEPARTMENT
    assert template.page.orientation is Orientation.PORTRAIT
    assert template.amounts == AmountStyle(MoneyUnit.YUAN, 3, grouping=True, unit_in_cell=True)
    assert template.rate == RateStyle(Rounding(RoundingMode.TRUNCATE, 3), RateForm.FRACTION, fixed=False)
    assert template.thresholds == Thresholds(
        explained_execution=Decimal("0.8"),
        low_execution=Decimal("0.5"),
        output="产出",
        quantity="数量",
        numbered_names=True,
        switched_off=frozenset({"repetition", "stale-year"}),
    )


def test_what_a_template_leaves_out_is_as_usual() -> None:
    template = shortest()
    assert template.kind is FormKind.SELF_ASSESSMENT
    assert (template.source, template.number, template.year_line) == ("", "", "")
    assert template.page.orientation is Orientation.PORTRAIT
    assert template.amounts == AmountStyle(MoneyUnit.TEN_THOUSAND_YUAN, 2, grouping=False)
    assert template.rate == RateStyle(HALF_UP_2, RateForm.PERCENT, fixed=True)
    assert template.thresholds == USUAL_THRESHOLDS
    assert template.scoring is None


def test_labels_break_at_the_usual_points_and_at_the_templates_own() -> None:
    template = shortest('break_points = ["绩效|自评"]\n')
    assert template.break_points["绩效自评"] == ("绩效", "自评")
    assert template.break_points["服务对象满意度指标"] == ("服务对象", "满意度", "指标")
    assert "绩效自评" not in shortest().break_points


def test_scoring_is_as_usual_where_nothing_is_said() -> None:
    scoring = scored().scoring
    assert scoring is not None
    assert scoring.execution is None
    assert scoring.achievement == Proportional()
    assert scoring.over_achievement == USUAL_OVER_ACHIEVEMENT
    assert [tier.least for tier in scoring.tiers] == [Decimal("0.8"), Decimal("0.6"), 0]
    assert scoring.reached_words == USUAL_REACHED_WORDS
    assert (scoring.score_rounding, scoring.total_rounding) == (HALF_UP_2, HALF_UP_2)
    assert (scoring.caps, scoring.grades) == ((), ())


def test_scoring_is_as_the_template_says() -> None:
    scoring = whole().scoring
    assert scoring is not None
    assert scoring.execution == ExecutionRule(
        weight=Decimal(20), rule=Steps((Step(Decimal("0.95"), Decimal(1)),)), from_printed_rate=True
    )
    assert scoring.achievement == Steps(
        (Step(Decimal("0.9"), Decimal(1)), Step(Decimal("0.6"), Decimal("0.5")))
    )
    assert scoring.over_achievement == DeductPoints(Decimal("0.5"), Decimal(1))
    assert scoring.tiers == (QualitativeTier("达成", Decimal("0.8"), Decimal(1)),)
    assert scoring.reached_words == {"达成"}
    assert scoring.score_rounding == Rounding(RoundingMode.UP, 1)
    assert scoring.total_rounding == Rounding(RoundingMode.HALF_UP, 0)
    assert scoring.caps == (TotalCap(Decimal("0.5"), Decimal(59)),)
    assert scoring.grades == (GradeBand("优", Decimal(90)), GradeBand("差", Decimal(0)))


def test_the_total_is_rounded_like_a_score_unless_it_says_otherwise() -> None:
    scoring = scored('score = { mode = "truncate", decimals = 1 }\n').scoring
    assert scoring is not None
    assert scoring.total_rounding == Rounding(RoundingMode.TRUNCATE, 1)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('achievement = "proportional"', Proportional()),
        ('achievement = "all-or-nothing"', AllOrNothing()),
        ('achievement = [{ least = "0.5", earns = "0.4" }]', Steps((Step(Decimal("0.5"), Decimal("0.4")),))),
    ],
)
def test_a_target_not_reached_earns_by_one_of_three_rules(text: str, rule: object) -> None:
    scoring = scored(text).scoring
    assert scoring is not None
    assert scoring.achievement == rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('over = "0.2"', AskReason(Decimal("0.2"))),
        ('deduct = "2"', DeductPoints(Decimal("0.3"), Decimal(2))),
        (
            'ladder = [{ least = "0.3", earns = "0.8" }]',
            DeductionLadder((Step(Decimal("0.3"), Decimal("0.8")),)),
        ),
    ],
)
def test_too_much_of_a_good_thing_asks_or_deducts(text: str, rule: object) -> None:
    scoring = scored(f"over_achievement = {{ {text} }}").scoring
    assert scoring is not None
    assert scoring.over_achievement == rule


def test_an_execution_rate_earns_its_share_where_no_steps_are_given() -> None:
    scoring = whole(scoring__execution={"weight": "12.5"}).scoring
    assert scoring is not None
    assert scoring.execution == ExecutionRule(
        weight=Decimal("12.5"), rule=Proportional(), from_printed_rate=False
    )


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (
            ("scoring", "achievement"),
            "half",
            "应为 proportional、all-or-nothing 之一，或分档的列表，现为 half。",
        ),
        (("scoring", "achievement"), [], "不能为空。"),
        (("scoring", "execution", "steps"), [], "不能为空。"),
        (("scoring", "over_achievement"), {"ladder": []}, None),
        (("scoring", "over_achievement"), {"ladder": [{"least": "1", "earns": "1"}], "over": "1"}, None),
        (("id",), " ", "不能为空。"),
        (("format",), True, "应为整数，不带引号。"),
        (("blocks",), ["head"], "应为表的列表。"),
    ],
)
def test_what_makes_no_sense_is_named(path: KeyPath, value: Any, reason: str | None) -> None:  # noqa: ANN401
    message = refusal_with(path, value)
    if reason is None:
        below = {"ladder": "不能为空。"} if value["ladder"] == [] else {"over": "没有这一项，请检查拼写。"}
        ((key, reason),) = below.items()
        path = (*path, key)
    assert message == wrong(path, reason)
