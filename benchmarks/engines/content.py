"""The forms to print: 17 indicators with long reasons, all different, the same on every machine.

A form has 3,900 characters on the average, some 570 of them distinct, on five pages; 200 forms together have
about 2,700 distinct ones.
"""

from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files
from random import Random

from engines.sentences import (
    CHARACTERS,
    DEPARTMENTS,
    GOALS,
    INDICATORS,
    PROJECTS,
    REASONS,
    UNITS,
)
from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.form import Form, Row, RowId
from perfeval_desktop.domain.template_reader import read_template

_FILE = files("perfeval_resources") / "templates" / "minhang-2021.toml"
TEMPLATE = read_template(_FILE.read_text(encoding="utf-8"), source=_FILE.name)

# The list begins with the characters of daily use; the rest turns up now and then in a personal name.
_DAILY = CHARACTERS[:2500]
_SELDOM = CHARACTERS[2500:]


def forms(number: int, *, first: int = 0) -> tuple[Form, ...]:
    """Return ``number`` forms, beginning with the one of serial number ``first``."""
    return tuple(_form(serial) for serial in range(first, first + number))


def _form(serial: int) -> Form:
    random = Random(serial)
    year = 2019 + serial % 7
    project = f"{random.choice(PROJECTS)}第{random.choice('一二三四五')}期"
    head = {
        "project": f"{project}（{year}年度运维） No.{serial:03d}",
        "department": f"闵行区{random.choice(DEPARTMENTS)}局（汇总）",
        "implementing_unit": random.choice(UNITS),
    }
    funding = Row(RowId("current_appropriation"), _funding(random))
    goals = {
        "expected_goal": "".join(random.sample(GOALS, random.randint(2, 4))),
        "actual_outcome": "".join(random.sample(GOALS, 4)) + _reason(random, 60, 320),
    }
    form, rows = blank_form(TEMPLATE, year).new_rows(len(INDICATORS))
    indicators = (Row(row.id, cells) for row, cells in zip(rows, _indicators(random), strict=True))
    return (
        form.with_rows("head", (Row(RowId("only"), head),))
        .with_rows("funding", (funding,))
        .with_rows("goals", (Row(RowId("only"), goals),))
        .with_rows("indicators", tuple(indicators))
    )


def _funding(random: Random) -> dict[str, str]:
    budget = random.randint(20_000_00, 90_000_000_00)
    executed = budget * random.randint(8_200, 10_000) // 10_000
    columns = ("initial_budget", "adjusted_budget", "executed")
    return dict(zip(columns, map(_hundredths, (budget, budget, executed)), strict=True))


def _indicators(random: Random) -> Iterator[dict[str, str]]:
    for level1, level2, level3, planned, reached, weight in INDICATORS:
        target, actual = planned, reached
        if "(%)" in planned and random.random() < 0.6:
            least, most = random.randint(5_000, 9_900), random.randint(8_000, 10_000)
            target, actual = f"≥{_hundredths(least)}(%)", f"{_hundredths(most)}(%)"
        cells = {
            "level1": level1,
            "level2": level2,
            "level3": level3 + random.choice(("", "", "（二期）", "（含备件）")),
            "target": target,
            "actual": actual,
            "weight": weight,
            # Every seventh or so has lost a point.
            "score": str(int(weight) - int(random.random() < 0.15)),
            "reason": _reason_for(random),
        }
        yield {column: text for column, text in cells.items() if text}


def _hundredths(number: int) -> str:
    return f"{Decimal(number).scaleb(-2)}"


def _reason_for(random: Random) -> str:
    """Return a reason: every fifth row or so has none, every tenth explains itself at length."""
    if random.random() < 0.1:
        return _reason(random, 300, 520)
    return _reason(random, 18, 230) if random.random() < 0.82 else ""


def _reason(random: Random, least: int, most: int) -> str:
    """Return whole sentences of ``least`` to ``most`` characters, or as many more as the last one needs."""
    length = random.randint(least, most)
    text = ""
    while len(text) < length:
        text += random.choice(REASONS)
        if random.random() < 0.35:
            text += f"（承担单位：上海{_name(random, 3)}科技有限公司，联系人：{_person(random)}）。"
    return text


def _person(random: Random) -> str:
    given = _SELDOM if random.random() < 0.02 else _DAILY
    return _name(random, 1) + random.choice(given)


def _name(random: Random, length: int) -> str:
    return "".join(random.choices(_DAILY, k=length))
