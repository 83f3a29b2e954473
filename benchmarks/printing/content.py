"""The forms to print: 17 indicators with long reasons, all different, the same on every machine.

A form has 3,900 characters on the average, some 570 of them distinct, on five pages; 200 forms together have
about 2,700 distinct ones.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random

from perfeval_desktop.domain_v1.form import Amounts, Funding, Indicator, SelfAssessment
from perfeval_desktop.templates import TemplateCatalogue
from printing.sentences import (
    CHARACTERS,
    DEPARTMENTS,
    GOALS,
    INDICATORS,
    PROJECTS,
    REASONS,
    UNITS,
)

TEMPLATE = TemplateCatalogue()["minhang-2021"]

# The list begins with the characters of daily use; the rest turns up now and then in a personal name.
_DAILY = CHARACTERS[:2500]
_SELDOM = CHARACTERS[2500:]


def forms(number: int, *, first: int = 0) -> tuple[SelfAssessment, ...]:
    """Return ``number`` forms, beginning with the one of serial number ``first``."""
    return tuple(_form(serial) for serial in range(first, first + number))


def _form(serial: int) -> SelfAssessment:
    random = Random(serial)
    year = 2019 + serial % 7
    project = f"{random.choice(PROJECTS)}第{random.choice('一二三四五')}期"
    return SelfAssessment(
        template=TEMPLATE.id,
        fiscal_year=year,
        project=f"{project}（{year}年度运维） No.{serial:03d}",
        department=f"闵行区{random.choice(DEPARTMENTS)}局（汇总）",
        implementing_unit=random.choice(UNITS),
        funding=_funding(random),
        expected_goal="".join(random.sample(GOALS, random.randint(2, 4))),
        actual_outcome="".join(random.sample(GOALS, 4)) + _reason(random, 60, 320),
        indicators=tuple(_indicators(random)),
    )


def _funding(random: Random) -> Funding:
    budget = random.randint(20_000_00, 90_000_000_00)
    executed = budget * random.randint(8_200, 10_000) // 10_000
    amounts = Amounts(*(Decimal(cents).scaleb(-2) for cents in (budget, budget, executed)))
    return Funding(current_appropriation=amounts)


def _indicators(random: Random) -> Iterator[Indicator]:
    for indicator in INDICATORS:
        varied = indicator
        if "(%)" in indicator.target and random.random() < 0.6:
            target, actual = random.randint(5_000, 9_900), random.randint(8_000, 10_000)
            varied = replace(
                indicator, target=f"≥{_hundredths(target)}(%)", actual=f"{_hundredths(actual)}(%)"
            )
        yield replace(
            varied,
            level3=indicator.level3 + random.choice(("", "", "（二期）", "（含备件）")),
            # Every seventh or so has lost a point.
            score=(indicator.weight or Decimal(0)) - int(random.random() < 0.15),
            reason=_reason_for(random),
        )


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
