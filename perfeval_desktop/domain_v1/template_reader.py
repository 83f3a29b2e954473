"""Reading a template from TOML: every value checked, every error naming file, key and reason."""

import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from perfeval_desktop.domain_v1.form import AmountField, FundSource, IndicatorField
from perfeval_desktop.domain_v1.money import MoneyUnit
from perfeval_desktop.domain.rounding import Rounding, RoundingMode
from perfeval_desktop.domain_v1.template import (
    Closing,
    Dimension,
    ExecutionRule,
    FundingStyle,
    FundRow,
    GradeBand,
    IndicatorColumn,
    Labels,
    PageLayout,
    PointsStyle,
    QualitativeTier,
    SubRowRate,
    Template,
    TextLimits,
)
from perfeval_desktop.errors import TemplateError

FORMAT = 1
TABLE_WIDTH = Decimal(180)

_Choice = TypeVar("_Choice", bound=StrEnum)
_Value = TypeVar("_Value")


def read_template(text: str, *, source: str) -> Template:
    """Return the template written in ``text``.

    ``source`` is the file name used in messages. Raises :class:`TemplateError` for text that is no TOML, a
    missing, unknown or ill-typed key, a figure out of range, or widths that do not fill the page.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(f"模板文件“{source}”不是有效的 TOML：{error}。请改正后再打开。") from error
    root = _Table(data, source, "")
    if root.whole("format", least=1, most=999) != FORMAT:
        raise root.wrong("format", f"应为 {FORMAT}；此模板可能由更新的程序写成，请升级程序")
    template = _template(root)
    root.finish()
    return template


def _template(root: "_Table") -> Template:
    template = Template(
        id=root.text("id"),
        name=root.text("name"),
        title=root.text("title"),
        year_line=root.text("year_line"),
        labels=_labels(root.table("labels")),
        funding=_funding(root.table("funding")),
        execution=_execution(root.table("execution")),
        score_rounding=_rounding(root.table("score_rounding")),
        points=_points(root.table("points")),
        dimensions=root.tables("dimensions", _dimension),
        grades=root.tables("grades", _grade),
        tiers=root.tables("tiers", _tier),
        reached_words=frozenset(root.texts("reached_words")),
        over_achievement=root.number("over_achievement", least=0, most=100),
        limits=_limits(root.table("limits")),
        columns=root.tables("columns", _column),
        closing=_closing(root.table("closing")),
        layout=_layout(root.table("layout")),
    )
    _check_words(root, template)
    _check_grid(root, template)
    return template


def _check_words(root: "_Table", template: Template) -> None:
    if template.year_line.count("{year}") != 1 or template.year_line.count("{") != 1:
        raise root.wrong("year_line", "应含一个 {year}，没有别的花括号")
    if bool(template.grades) != (template.labels.grade is not None):
        raise root.wrong("grades", "应与 labels.grade 同时给出或同时省去")
    if list(template.grades) != sorted(template.grades, key=lambda band: -band.least):
        raise root.wrong("grades", "应由高到低排列")
    if template.grades and template.grades[-1].least != 0:
        raise root.wrong("grades", "最低一档应从 0 分起")
    if any(tier.least > tier.most for tier in template.tiers):
        raise root.wrong("tiers", "least 不应大于 most")
    if len({dimension.name for dimension in template.dimensions}) < len(template.dimensions):
        raise root.wrong("dimensions", "一级指标的名称不能重复")


def _check_grid(root: "_Table", template: Template) -> None:
    fields = [column.field for column in template.columns]
    if len(set(fields)) < len(fields):
        raise root.wrong("columns", "同一列不能出现两次")
    if not {IndicatorField.LEVEL1, IndicatorField.LEVEL3} <= set(fields):
        raise root.wrong("columns", "至少要有 level1 和 level3 两列")
    width = sum((column.width for column in template.columns), template.layout.indicator_block)
    if width != TABLE_WIDTH:
        raise root.wrong(
            "columns", f"各列宽度与 layout.indicator_block 之和应为 {TABLE_WIDTH} 毫米，现为 {width}"
        )


def _labels(table: "_Table") -> Labels:
    labels = Labels(
        project=table.text("project"),
        department=table.text("department"),
        implementing_unit=table.text("implementing_unit"),
        funding=table.text("funding"),
        funding_weight=table.text("funding_weight"),
        execution_rate=table.text("execution_rate"),
        funding_score=table.text("funding_score"),
        annual_goal=table.text("annual_goal"),
        expected_goal=table.text("expected_goal"),
        actual_outcome=table.text("actual_outcome"),
        indicators=table.text("indicators"),
        total=table.text("total"),
        grade=table.text("grade") if table.has("grade") else None,
    )
    table.finish()
    return labels


def _funding(table: "_Table") -> FundingStyle:
    style = FundingStyle(
        unit=table.choice("unit", MoneyUnit),
        decimals=table.whole("decimals", least=0, most=6),
        grouping=table.flag("grouping"),
        rows=table.tables("rows", _fund_row),
        columns=table.tables("columns", _amount_column),
        sub_weight=table.text("sub_weight", blank=True),
        sub_score=table.text("sub_score", blank=True),
        sub_rate=table.choice("sub_rate", SubRowRate),
        sub_rate_of_nothing=table.text("sub_rate_of_nothing", blank=True),
    )
    if [row.source for row in style.rows] != list(FundSource):
        raise table.wrong("rows", f"应依次为 {'、'.join(FundSource)}")
    if [field for field, _ in style.columns] != list(AmountField):
        raise table.wrong("columns", f"应依次为 {'、'.join(AmountField)}")
    table.finish()
    return style


def _fund_row(table: "_Table") -> FundRow:
    return FundRow(
        source=table.choice("source", FundSource),
        label=table.text("label"),
        indent=table.whole("indent", least=0, most=3),
    )


def _amount_column(table: "_Table") -> tuple[AmountField, str]:
    return table.choice("field", AmountField), table.text("label")


def _execution(table: "_Table") -> ExecutionRule:
    rule = ExecutionRule(
        weight=table.number("weight", least=0, most=100),
        rate_rounding=_rounding(table.table("rate_rounding")),
        rate_suffix=table.text("rate_suffix", blank=True),
        score_from_printed_rate=table.flag("score_from_printed_rate"),
    )
    table.finish()
    return rule


def _rounding(table: "_Table") -> Rounding:
    rounding = Rounding(
        mode=table.choice("mode", RoundingMode), decimals=table.whole("decimals", least=0, most=3)
    )
    table.finish()
    return rounding


def _points(table: "_Table") -> PointsStyle:
    style = PointsStyle(
        fixed_execution_weight=table.flag("fixed_execution_weight"),
        fixed_execution_score=table.flag("fixed_execution_score"),
        fixed_weight=table.flag("fixed_weight"),
        fixed_score=table.flag("fixed_score"),
        fixed_total=table.flag("fixed_total"),
    )
    table.finish()
    return style


def _dimension(table: "_Table") -> Dimension:
    return Dimension(
        name=table.text("name"),
        weight=table.number("weight", least=0, most=100) if table.has("weight") else None,
        level2=table.texts("level2"),
        required=table.flag("required"),
        keep_empty=table.flag("keep_empty"),
    )


def _grade(table: "_Table") -> GradeBand:
    return GradeBand(name=table.text("name"), least=table.number("least", least=0, most=100))


def _tier(table: "_Table") -> QualitativeTier:
    return QualitativeTier(
        name=table.text("name"),
        least=table.number("least", least=0, most=1),
        most=table.number("most", least=0, most=1),
    )


def _limits(table: "_Table") -> TextLimits:
    limits = TextLimits(
        goal=table.whole("goal", least=1, most=100_000) if table.has("goal") else None,
        reason=table.whole("reason", least=1, most=100_000) if table.has("reason") else None,
    )
    table.finish()
    return limits


def _column(table: "_Table") -> IndicatorColumn:
    return IndicatorColumn(
        field=table.choice("field", IndicatorField),
        label=table.text("label"),
        width=table.number("width", least=5, most=180),
    )


def _closing(table: "_Table") -> Closing:
    closing = Closing(
        signatures=table.texts("signatures"),
        stamp=table.text("stamp") if table.has("stamp") else None,
        footnotes=table.texts("footnotes"),
    )
    table.finish()
    return closing


def _layout(table: "_Table") -> PageLayout:
    layout = PageLayout(
        identity=table.widths("identity", columns=4),
        funding=table.widths("funding", columns=8),
        goals=table.widths("goals", columns=3),
        indicator_block=table.number("indicator_block", least=0, most=40),
        break_points={
            "".join(parts): parts for parts in table.tables("break_points", lambda one: one.texts("parts"))
        },
    )
    table.finish()
    return layout


class _Table:
    """One TOML table being read: hands out typed values and remembers which keys were asked for."""

    def __init__(self, values: Mapping[str, object], source: str, path: str) -> None:
        self._values = values
        self._source = source
        self._path = path
        self._asked: set[str] = set()

    def wrong(self, key: str, reason: str) -> TemplateError:
        """Return the error that says what is wrong with ``key``."""
        return TemplateError(f"模板文件“{self._source}”的“{self._path}{key}”有误：{reason}。")

    def has(self, key: str) -> bool:
        return key in self._values

    def _take(self, key: str, kind: type[_Value], kind_name: str) -> _Value:
        self._asked.add(key)
        if key not in self._values:
            raise self.wrong(key, f"缺少这一项，应为{kind_name}")
        value = self._values[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(key, f"应为{kind_name}")
        return value

    def text(self, key: str, *, blank: bool = False) -> str:
        value = self._take(key, str, "文字")
        if not (blank or value.strip()):
            raise self.wrong(key, "不能为空")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self._take(key, list, "文字列表")
        if not all(isinstance(value, str) for value in values):
            raise self.wrong(key, "应为文字列表")
        for number, value in enumerate(values, 1):
            if not value.strip():
                raise self.wrong(f"{key}[{number}]", "不能为空，不需要就删去")
        return tuple(values)

    def flag(self, key: str) -> bool:
        return self._take(key, bool, " true 或 false")

    def whole(self, key: str, *, least: int, most: int) -> int:
        value = self._take(key, int, "整数")
        if not least <= value <= most:
            raise self.wrong(key, f"应在 {least} 到 {most} 之间，现为 {value}")
        return value

    def number(self, key: str, *, least: int, most: int) -> Decimal:
        # Figures are written as text ("0.30") so that they never pass through a binary float.
        value = self._take(key, str, '带引号的数字（如 "10"）')
        return self._decimal(key, value, least=least, most=most)

    def _decimal(self, key: str, text: str, *, least: int, most: int) -> Decimal:
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise self.wrong(key, f"“{text}”不是数字") from None
        if not (number.is_finite() and least <= number <= most):
            raise self.wrong(key, f"应在 {least} 到 {most} 之间，现为 {text}")
        return number

    def widths(self, key: str, *, columns: int) -> tuple[Decimal, ...]:
        widths = tuple(self._decimal(key, text, least=5, most=180) for text in self.texts(key))
        if len(widths) != columns:
            raise self.wrong(key, f"应有 {columns} 个宽度，现有 {len(widths)} 个")
        if sum(widths) != TABLE_WIDTH:
            raise self.wrong(key, f"宽度之和应为 {TABLE_WIDTH} 毫米，现为 {sum(widths)}")
        return widths

    def choice(self, key: str, choices: type[_Choice]) -> _Choice:
        value = self.text(key)
        try:
            return choices(value)
        except ValueError:
            raise self.wrong(key, f"应为 {'、'.join(choices)} 之一，现为 {value}") from None

    def table(self, key: str) -> "_Table":
        return _Table(self._take(key, dict, "一个表"), self._source, f"{self._path}{key}.")

    def tables(self, key: str, read: Callable[["_Table"], _Value]) -> tuple[_Value, ...]:
        found = []
        for number, values in enumerate(self._take(key, list, "表的列表"), 1):
            if not isinstance(values, dict):
                raise self.wrong(key, "应为表的列表")
            table = _Table(values, self._source, f"{self._path}{key}[{number}].")
            found.append(read(table))
            table.finish()
        return tuple(found)

    def finish(self) -> None:
        """Refuse keys that nothing asked for: most often a slip of the pen."""
        for key in self._values:
            if key not in self._asked:
                raise self.wrong(key, "没有这一项，请检查拼写")
