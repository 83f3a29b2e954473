"""Forms that ask everything of the printer: all characters, long cells, many rows, hostile texts."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

from perfeval_desktop.domain_v1.form import (
    Amounts,
    FormState,
    Funding,
    Indicator,
    SelfAssessment,
)

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


def stress_form(template: str) -> SelfAssessment:
    """Return a form with all standard characters in both faces.

    It has 60 indicators in one group, among them a reason of 3,000 characters, and cells longer than a page.
    """
    characters = standard_characters()
    rows = [
        Indicator(
            "产出指标",
            "数量指标",
            f"三级指标之{row}",
            f"≥{row}次",
            f"{row}次",
            Decimal(1),
            reason=f"原因{row}",
        )
        for row in range(60)
    ]
    rows[30] = replace(rows[30], reason="".join(f"第{number}条，" for number in range(600))[:3000])
    return SelfAssessment(
        template,
        2023,
        project="压力测试",
        department="主管部门甲",
        implementing_unit="实施单位乙",
        expected_goal=characters,
        actual_outcome="".join(f"第{number}句话说明完成情况。" for number in range(300)),
        indicators=(*rows, Indicator(characters, "", "字表", "8105字", "8105字", Decimal(1))),
        state=FormState.FINAL,
    )


def varied_form(template: str, number: int) -> SelfAssessment:
    """Return one of many forms that differ in what they say and in how much; the same for the same number."""
    chance = Random(number)  # noqa: S311  # not a secret

    def words(most: int) -> str:
        return "".join(chance.choices(_SENTENCES, k=chance.randint(0, most))) + f"之{chance.randint(0, 999)}"

    def amount() -> Decimal:
        return Decimal(chance.randint(0, 10**9)).scaleb(-2)

    rows = [
        Indicator(
            level1,
            chance.choice(level2),
            f"{words(1)[:20]}{chance.randint(0, 99)}",
            f"≥{chance.randint(0, 500)}",
            words(1)[:30],
            Decimal(chance.randint(1, 20)),
            reason=words(chance.choice((0, 1, 3, 12))),
        )
        for level1, level2 in _LEVELS
        for _ in range(chance.randint(1, 6))
    ]
    amounts = Amounts(amount(), amount(), amount())
    return SelfAssessment(
        template,
        2023,
        project=words(2).replace("\n", ""),
        department=words(1),
        implementing_unit=words(1),
        funding=Funding(total=amounts, current_appropriation=amounts),
        expected_goal=words(20),
        actual_outcome=words(20),
        indicators=tuple(rows),
        state=chance.choice(list(FormState)),
    )


def hostile_form(template: str, text: str) -> SelfAssessment:
    """Return a form with ``text`` in every field."""
    row = Indicator(text, text, text, text, text, Decimal(10), Decimal(9), text)
    return SelfAssessment(
        template,
        2023,
        project=text,
        department=text,
        implementing_unit=text,
        expected_goal=text,
        actual_outcome=text,
        indicators=(row, replace(row, level1=f"{text}二")),
    )


def printed_texts(form: SelfAssessment) -> Iterator[str]:
    """Yield the texts of ``form`` that are printed, in the order of reading.

    Neighbours of one level-1 name share it, and those of one level-2 name too.
    """
    yield from (
        form.project,
        form.department,
        form.implementing_unit,
        form.expected_goal,
        form.actual_outcome,
    )
    above = Indicator()
    for row in form.indicators:
        if row.level1 != above.level1 or not row.level1:
            yield row.level1
        if (row.level1, row.level2) != (above.level1, above.level2) or not row.level2:
            yield row.level2
        yield from (row.level3, row.target, row.actual, row.reason)
        above = row
