"""Forms that ask everything of the printer: all characters, long cells, many rows, hostile texts."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.blocks import AnyBlock
from perfeval_desktop.domain.columns import ChoiceStyle, Column, Kind, Stage
from perfeval_desktop.domain.entry import enter, row_ids
from perfeval_desktop.domain.form import Form, FormState, Place, RowId
from perfeval_desktop.domain.places import column_of
from perfeval_desktop.domain.template import FORM_BLOCK, Template
from printed_rows import seen
from short_forms import filled

_LIST = (
    Path(__file__).resolve().parents[2] / "resources" / "packaging" / "fonts" / "standard_characters_8105.txt"
)

# Markup, operators, objects, formats, paths, and characters that steer other characters: text like any.
HOSTILE = (
    "<b>粗</b>",
    '<img src="http://x/">',
    "</font><para>&lt;&amp;",
    ") Tj ET (",
    "(((\\)))\\",
    "endstream endobj",
    "%%EOF",
    "/URI (http://x)",
    "<</S/JavaScript/JS(app.alert(1))>>",
    "1 0 obj<</Launch 2>>endobj trailer<</Root 1 0 R>>",
    "\\n\\r\\050",
    "${x}",
    "{year}{title}{0}",
    "%s %d %(x)s",
    "../../etc/passwd",
    "C:\\Windows\\con",
    "]]><x:xmpmeta/>",
    "前\0后",
    "前\u202e后",
    "\ufeff前后",
    "前\u200b\u2060后",
    "前\x1b后",
    "前\ud842后",
    "EMC Q /Artifact BMC",
)

_SENTENCES = (
    "依据财预〔2020〕10号文件，全年安排348,800.00元，执行率100%；",
    "完成机房、网络和安全设备的例行保养与升级，故障平均恢复时间≤4小时；",
    "“引号”——破折号……（括号）【方头】〔六角〕《书名》、顿号；",
    "Windows Server 2019 与 e-mail 系统运维，R&D 支出 5.5 万元，A/B 两类；",
    "面积约1200㎡，温度26℃，合格率98.5%～99.9‰；",
    "因疫情防控要求，原定3～5月的培训改在第四季度举办；",
    "①制度健全②程序规范③资料齐全，☑已完成☐未完成；",
    "株洲市㐀㐁龘靐䶮𬱟𫍽公司，联系人：𬭩𬍛，编号 No.0001-AB_9；",
    "a<b && c>d，{year} %s \\n 原样打印；",
    "第一行\n第二行\r\n第三行\t制表；",
)
_LEVELS = (
    ("产出指标", ("数量指标", "质量指标", "时效指标")),
    ("效益指标", ("社会效益指标", "可持续影响指标")),
    ("满意度指标", ("服务对象满意度指标",)),
)


def standard_characters() -> str:
    """Return the 8,105 characters of 《通用规范汉字表》."""
    return _LIST.read_text(encoding="utf-8").strip()


def stress_form(template: Template) -> Form:
    """Return a form with all standard characters in both faces.

    It has 60 indicators in one group, among them a reason of 3,000 characters, and cells longer than a page.
    """
    characters = standard_characters()
    rows = [
        {
            "level1": "产出指标",
            "level2": "数量指标",
            "level3": f"三级指标之{row}",
            "target": f"≥{row}次",
            "actual": f"{row}次",
            "weight": "1",
            "reason": f"原因{row}",
        }
        for row in range(60)
    ]
    rows[30]["reason"] = "".join(f"第{number}条，" for number in range(600))[:3000]
    last = {"level1": characters, "level3": "字表", "target": "8105字", "actual": "8105字", "weight": "1"}
    form = filled(
        template,
        head={"project": "压力测试", "department": "主管部门甲", "implementing_unit": "实施单位乙"},
        goals={
            "expected_goal": characters,
            "actual_outcome": "".join(f"第{number}句话说明完成情况。" for number in range(300)),
        },
        indicators=[*rows, last],
    )
    return replace(form, state=FormState.FINAL)


def varied_form(template: Template, number: int) -> Form:
    """Return one of many forms that differ in what they say and in how much; the same for the same number."""
    chance = Random(number)  # noqa: S311  # not a secret
    form = blank_form(template, 2023)
    for block in template.blocks:
        if block.has_own_rows:
            form = _with_more_rows(form, block, chance)
        for row_id in row_ids(block, form):
            for column in block.columns:
                if column.stage is not Stage.COMPUTED and not column.shared:
                    place = Place(block.key, row_id, column.key)
                    form = enter(template, form, place, _varied_text(column, chance))
    return replace(form, state=chance.choice(list(FormState)))


def _with_more_rows(form: Form, block: AnyBlock, chance: Random) -> Form:
    form, rows = form.new_rows(chance.randint(0, 6))
    goals = form.rows(getattr(block, "goals", None) or "")
    parents: list[RowId | None] = [goal.id for goal in goals] or [None]
    return form.inserting(block.key, 0, tuple(replace(row, parent=chance.choice(parents)) for row in rows))


def _varied_text(column: Column, chance: Random) -> str:
    def words(most: int) -> str:
        # What a text begins with tells it from all others, wherever it is broken off.
        return f"卷{chance.randint(10**5, 10**6)}号" + "".join(
            chance.choices(_SENTENCES, k=chance.randint(0, most))
        )

    match column.kind:
        case Kind.AMOUNT:
            return f"{chance.randint(0, 10**9) / 100:.2f}"
        case Kind.POINTS | Kind.PERCENT:
            return str(chance.randint(1, 20))
        case Kind.CHOICE:
            return chance.choice(column.choices)
        case Kind.LINE | Kind.VALUE | Kind.DATE:
            return words(1)[:30]
        case Kind.TEXT:
            return words(chance.choice((0, 1, 3, 12)))


def hostile_form(template: Template, text: str) -> Form:
    """Return a form of a usual template with ``text`` in every field."""
    row = dict.fromkeys(("level1", "level2", "level3", "target", "actual", "reason"), text)
    row |= {"weight": "10", "score": "9"}
    return filled(
        template,
        head=dict.fromkeys(("project", "department", "implementing_unit"), text),
        goals=dict.fromkeys(("expected_goal", "actual_outcome"), text),
        indicators=[row, row | {"level1": f"{text}二"}],
    )


_RESPELLED = frozenset({Kind.AMOUNT, Kind.POINTS, Kind.PERCENT})


def printed_texts(template: Template, form: Form) -> Iterator[str]:
    """Yield the texts of ``form`` that are printed as they were typed, in the order of reading.

    Each cell comes once, however many rows it stands beside.
    """
    done: set[int] = set()
    for row in seen(template, form).rows:
        for cell in row.cells:
            if cell.place is not None and id(cell) not in done:
                done.add(id(cell))
                column = column_of(template, cell.place)
                if column is not None and prints_as_typed(column):
                    yield form.text(*cell.place)


def prints_as_typed(column: Column) -> bool:
    """Return whether texts in ``column`` are printed to the letter."""
    is_list = column.kind is Kind.CHOICE and column.choice_style is not ChoiceStyle.WORD
    return column.kind not in _RESPELLED and column.stage is not Stage.COMPUTED and not is_list


def entered_texts(template: Template, form: Form) -> Iterator[str]:
    """Yield the texts of ``form`` that have to be found on paper as they were typed."""
    for block in template.blocks:
        for row in form.rows(block.key) if block.key != FORM_BLOCK else ():
            yield from (row.text(column.key) for column in block.columns if prints_as_typed(column))
