"""Reading a template from TOML: every value checked, every error naming file, key and reason."""

import hashlib
from collections.abc import Iterable
from decimal import Decimal

from perfeval_desktop.domain.block_reader import read_block
from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.legality import first_problem
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.numerals import shortened
from perfeval_desktop.domain.rounding import Rounding, RoundingMode
from perfeval_desktop.domain.rules import (
    USUAL_OVER_ACHIEVEMENT,
    USUAL_REACHED_WORDS,
    USUAL_THRESHOLDS,
    AchievementRule,
    AllOrNothing,
    AskReason,
    DeductionLadder,
    DeductPoints,
    ExecutionRule,
    GradeBand,
    OverAchievement,
    Proportional,
    QualitativeTier,
    RateForm,
    RateStyle,
    Scoring,
    Step,
    Steps,
    Thresholds,
    TotalCap,
)
from perfeval_desktop.domain.template import AmountStyle, FormKind, Orientation, Page, Template
from perfeval_desktop.domain.toml_hints import toml_hint
from perfeval_desktop.domain.toml_table import TomlTable
from perfeval_desktop.domain.toml_text import parsed_toml
from perfeval_desktop.errors import TemplateError

FORMAT = 2

# What the forms of the country have in common; a template may say otherwise.
USUAL_TIERS = (
    QualitativeTier("达成预期指标", Decimal("0.8"), Decimal(1)),
    QualitativeTier("部分达成预期指标并具有一定效果", Decimal("0.6"), Decimal("0.8")),
    QualitativeTier("未达成预期指标且效果较差", Decimal(0), Decimal("0.6")),
)
_USUAL_LABELS = (
    *("年度|总体|目标", "绩|效|指|标", "项目|资金", "一级|指标", "二级|指标", "三级|指标"),
    *("产出|指标", "效益|指标", "成本|指标", "满意度|指标", "数量|指标", "质量|指标", "时效|指标"),
    *("经济|效益|指标", "社会|效益|指标", "生态|效益|指标", "可持续|影响|指标", "服务对象|满意度|指标"),
    *("经济|成本|指标", "社会|成本|指标", "生态环境|成本|指标"),
    *("年度|资金总额", "当年|财政拨款", "本年|财政拨款", "上年|结转资金", "其他|资金", "财政专户|管理资金"),
    *("年初|预算数", "全年|预算数", "全年|执行数", "年度|指标值", "实际|完成值", "偏差原因分析及|改进措施"),
)


def _break_points(labels: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {"".join(parts): parts for parts in (tuple(label.split("|")) for label in labels)}


USUAL_BREAK_POINTS = _break_points(_USUAL_LABELS)


def digest_of(text: str) -> str:
    """Return the name of a template's text: the beginning of its SHA-256, line ends made alike."""
    return hashlib.sha256("\n".join(text.splitlines()).encode()).hexdigest()[:16]


def read_template(text: str, *, source: str) -> Template:
    """Return the template written in ``text``.

    ``source`` is the file name used in messages. Raises :class:`TemplateError` for text that is no TOML, a
    missing, unknown or ill-typed key, a figure out of range, or what :mod:`legality` forbids.
    """
    try:
        data = parsed_toml(text)
    except ValueError as error:
        hint = toml_hint(text, str(error))
        raise TemplateError(f"模板文件“{source}”不是有效的 TOML：{error}。{hint}请改正后再打开。") from error
    root = TomlTable(data, source)
    if root.whole("format", least=1, most=999) != FORMAT:
        raise root.wrong("format", f"应为 {FORMAT}；此模板由另一版本的程序写成，请换用相应的程序或改写模板")
    template = _template(root, text)
    root.finish()
    problem = first_problem(template)
    if problem is not None:
        raise root.wrong(problem.path, problem.reason)
    return template


def _template(root: TomlTable, text: str) -> Template:
    return Template(
        id=root.text("id"),
        digest=digest_of(text),
        name=root.text("name"),
        kind=root.choice("kind", FormKind, FormKind.SELF_ASSESSMENT),
        source=root.text("source", ""),
        number=root.text("number", ""),
        title=root.text("title"),
        year_line=root.text("year_line", ""),
        page=Page(root.choice("page", Orientation, Orientation.PORTRAIT)),
        amounts=_amounts(root.table("amounts")),
        rate=_rate(root.table("rate")),
        blocks=root.tables("blocks", read_block),
        scoring=_scoring(root.table("scoring")) if root.has("scoring") else None,
        break_points=USUAL_BREAK_POINTS | _break_points(root.texts("break_points", ())),
        text=text,
        thresholds=_thresholds(root.table("checks")),
    )


def _amounts(table: TomlTable) -> AmountStyle:
    style = AmountStyle(
        unit=table.choice("unit", MoneyUnit, MoneyUnit.TEN_THOUSAND_YUAN),
        decimals=table.whole("decimals", 2, least=0, most=6),
        grouping=table.flag("grouping", default=False),
        unit_in_cell=table.flag("unit_in_cell", default=False),
    )
    table.finish()
    return style


def _thresholds(table: TomlTable) -> Thresholds:
    usual = USUAL_THRESHOLDS
    thresholds = Thresholds(
        explained_execution=table.number("explained_execution", usual.explained_execution, least=0, most=1),
        low_execution=table.number("low_execution", usual.low_execution, least=0, most=1),
        output=table.text("output", usual.output),
        quantity=table.text("quantity", usual.quantity),
        numbered_names=table.flag("numbered_names", usual.numbered_names),
        switched_off=_switched_off(table),
    )
    table.finish()
    return thresholds


def _switched_off(table: TomlTable) -> frozenset[str]:
    codes = table.texts("switched_off", ())
    for number, code in enumerate(codes, 1):
        if code not in _MAY_BE_SWITCHED_OFF:
            raise table.wrong(
                f"switched_off[{number}]",
                f"没有叫“{shortened(code)}”的检查，或不能关；用 perfeval checks 可以看到全部名称",
            )
    return frozenset(codes)


# What cannot be read does not count, which has to be said.
_MAY_BE_SWITCHED_OFF = frozenset(code.value for code in Code) - {Code.ENTRY}


def _rate(table: TomlTable) -> RateStyle:
    style = RateStyle(
        rounding=_rounding(table),
        form=table.choice("form", RateForm, RateForm.PERCENT),
        fixed=table.flag("fixed", default=True),
    )
    table.finish()
    return style


def _rounding(table: TomlTable, usual: Rounding = Rounding(RoundingMode.HALF_UP, 2)) -> Rounding:  # noqa: B008
    return Rounding(
        mode=table.choice("mode", RoundingMode, usual.mode),
        decimals=table.whole("decimals", usual.decimals, least=0, most=4),
    )


def _scoring(table: TomlTable) -> Scoring:
    score_table, total_table = table.table("score"), table.table("total")
    score = _rounding(score_table)
    total = _rounding(total_table, score)
    score_table.finish()
    total_table.finish()
    scoring = Scoring(
        execution=_execution(table.table("execution")) if table.has("execution") else None,
        achievement=_achievement(table),
        over_achievement=_over_achievement(table.table("over_achievement")),
        tiers=table.tables("tiers", _tier) or USUAL_TIERS,
        reached_words=frozenset(table.texts("reached_words", tuple(USUAL_REACHED_WORDS))),
        score_rounding=score,
        total_rounding=total,
        caps=table.tables("caps", _cap),
        grades=table.tables("grades", _grade),
    )
    table.finish()
    return scoring


def _execution(table: TomlTable) -> ExecutionRule:
    rule = ExecutionRule(
        weight=table.number("weight", least=0, most=100),
        rule=Steps(_steps(table, "steps")) if table.has("steps") else Proportional(),
        from_printed_rate=table.flag("from_printed_rate", default=False),
    )
    table.finish()
    return rule


def _achievement(table: TomlTable) -> AchievementRule:
    if table.kind_of("achievement") is list:
        return Steps(_steps(table, "achievement"))
    named: dict[str, AchievementRule] = {"proportional": Proportional(), "all-or-nothing": AllOrNothing()}
    word = table.text("achievement", "proportional")
    if word not in named:
        raise table.wrong(
            "achievement", f"应为 {'、'.join(named)} 之一，或分档的列表，现为 {shortened(word)}"
        )
    return named[word]


def _over_achievement(table: TomlTable) -> OverAchievement:
    rule: OverAchievement
    if table.has("ladder"):
        rule = DeductionLadder(_steps(table, "ladder"))
    else:
        over = table.number("over", USUAL_OVER_ACHIEVEMENT.over, least=0, most=100)
        if table.has("deduct"):
            rule = DeductPoints(over, table.number("deduct", least=0, most=100))
        else:
            rule = AskReason(over)
    table.finish()
    return rule


def _steps(table: TomlTable, key: str) -> tuple[Step, ...]:
    steps = table.tables(key, _step)
    if not steps:
        raise table.wrong(key, "不能为空")
    return steps


def _step(table: TomlTable) -> Step:
    return Step(table.number("least", least=0, most=100), table.number("earns", least=0, most=1))


def _cap(table: TomlTable) -> TotalCap:
    return TotalCap(table.number("below", least=0, most=1), table.number("most", least=0, most=100))


def _grade(table: TomlTable) -> GradeBand:
    return GradeBand(name=table.text("name"), least=table.number("least", least=0, most=100))


def _tier(table: TomlTable) -> QualitativeTier:
    return QualitativeTier(
        name=table.text("name"),
        least=table.number("least", least=0, most=1),
        most=table.number("most", least=0, most=1),
    )
