"""Random forms, scored by the program and by :mod:`faults.fraction_scoring`: every figure is the same."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from random import Random
from unittest.mock import patch

from faults.campaign import Campaign, Portion, always, tries
from faults.figures import Failure, Figures, in_words
from faults.fraction_scoring import (
    COUNT,
    REACHED_WORDS,
    SHARE_OF_ALL,
    SIGNS,
    UNITS,
    Cell,
    FundRow,
    Funds,
    Indicator,
    Quantity,
    Sheet,
    Table,
    score,
)
from perfeval_desktop.domain import scoring as program
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.form import Form, Row, RowId, TemplateRef
from perfeval_desktop.domain.rounding import Rounding
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import read_template
from template_text import toml

_FORMS_OF_A_TEMPLATE = 250
_FUND_ROWS = ("total", "fiscal", "other")
_AMOUNTS = ("initial_budget", "adjusted_budget", "executed")
# What a row earns its points by, beside what was typed.
_BY = {"target": ("weight",), "coefficient": ("weight", "coefficient"), "share": ("share", "item_score")}


# -- templates -----------------------------------------------------------------------------------------------


def _template(random: Random) -> tuple[Table, str]:
    """Return what the file of a template says, and by what its rows earn points."""
    by = random.choice(("target", "target", "coefficient", "share"))
    columns = ["level1", "level3", "target", "actual", *_BY[by], "score"]
    data: Table = {
        "format": 2,
        "id": "oracle",
        "name": "试算",
        "title": "自评表",
        "year_line": "",
        "amounts": {"unit": random.choice(("元", "万元"))},
        "rate": {**_rounding(random), "form": random.choice(("percent", "number", "fraction"))},
        "scoring": _scoring(random),
        "blocks": [
            {
                "type": "funding",
                "key": "funding",
                "name_width": "60",
                "columns": _columns((*_AMOUNTS, "score"), 120),
                "rows": [
                    {"key": key, "label": key, "role": "source" if number else "total"}
                    for number, key in enumerate(_FUND_ROWS)
                ],
            },
            {
                "type": "indicators",
                "key": "indicators",
                "columns": _columns(columns, 180),
                "dimensions": [{"name": "产出指标"}],
            },
        ],
    }
    return data, by


def _columns(roles: Sequence[str], width: int) -> list[Table]:
    each = width // len(roles)
    widths = [each] * (len(roles) - 1) + [width - each * (len(roles) - 1)]
    return [{"role": role, "label": role, "width": str(one)} for role, one in zip(roles, widths, strict=True)]


def _rounding(random: Random) -> Table:
    return {"mode": random.choice(("half-up", "truncate", "up")), "decimals": random.randint(0, 3)}


def _steps(random: Random) -> list[Table]:
    return random.choice(
        (
            [{"least": "0.9", "earns": "1"}, {"least": "0.6", "earns": "0.5"}],
            [
                {"least": "0.8", "earns": "0.95"},
                {"least": "0.3", "earns": "0.333"},
                {"least": "0", "earns": "0.1"},
            ],
        )
    )


def _scoring(random: Random) -> Table:
    execution: Table = {
        "weight": random.choice(("0", "6", "10", "12.5", "20")),
        "from_printed_rate": random.random() < 0.5,
    }
    if random.random() < 0.3:
        execution["steps"] = _steps(random)
    over_achievement: tuple[Table, ...] = (
        {"over": "0.3"},
        {"over": "0.5", "deduct": "1"},
        {"ladder": [{"least": "0.3", "earns": "0.9"}, {"least": "1", "earns": "0.755"}]},
    )
    return {
        "score": _rounding(random),
        "total": _rounding(random),
        "achievement": random.choice(("proportional", "proportional", "all-or-nothing", _steps(random))),
        "over_achievement": random.choice(over_achievement),
        "caps": random.choice(([], [{"below": "0.5", "most": "59"}, {"below": "0.8", "most": "89"}])),
        "grades": [
            {"name": name, "least": least} for name, least in (("优", "90"), ("中", "60"), ("差", "0"))
        ],
        "execution": execution,
    }


# -- forms ---------------------------------------------------------------------------------------------------


class _Drawn:
    """A form as it is typed, and as the fractions take it: both are made side by side."""

    def __init__(self, template: Template, by: str, random: Random) -> None:
        self._random = random
        unit = 10_000 if template.amounts.unit == "万元" else 1
        funds = [{key: self._amount() for key in _AMOUNTS} for _ in _FUND_ROWS]
        if random.random() < 0.3:
            funds = self._near_rounding()
        score = self._points(20) if random.random() < 0.2 else None
        self.funds = Funds([_in_yuan(one, unit) for one in funds], score)
        self.indicators = [self._indicator(by) for _ in range(random.randint(0, 8))]
        typed = [{key: self._typed(one[key]) for key in _AMOUNTS} for one in funds]
        typed[0]["score"] = self._typed(score)
        tables = {
            "funding": _rows(dict(zip(_FUND_ROWS, typed, strict=True))),
            "indicators": _rows({f"r{at}": self._cells(one) for at, one in enumerate(self.indicators)}),
        }
        self.form = Form(TemplateRef(template.id, template.digest), 2023, tables=tables, made=9)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    # -- numbers

    def _number(self, longest: int = 9) -> Fraction:
        random = self._random
        if self._chance(0.15):
            return Fraction(random.choice(("0", "1", "100", "99.995", "0.005", "33.335", "66.665", "12.345")))
        whole, decimals = random.randrange(10 ** random.randint(1, longest)), random.choice((0, 0, 1, 2, 3))
        return Fraction(whole * 10**decimals + random.randrange(10**decimals), 10**decimals)

    def _amount(self) -> Fraction | None:
        if self._chance(0.2):
            return None
        return (
            Fraction(0)
            if self._chance(0.1)
            else Fraction(self._random.randrange(10 ** self._random.randint(3, 13)), 100)
        )

    def _near_rounding(self) -> list[dict[str, Fraction | None]]:
        """Return funds whose rate lies at an edge: nearly all was spent, or exactly half of a last figure."""
        budget = Fraction(self._random.randint(1, 10**7))
        executed = self._random.choice(
            (budget, budget - Fraction(1, 100), budget / 2, budget * Fraction(98885, 100_000))
        )
        executed = Fraction(round(executed * 100), 100)
        blank = dict.fromkeys(_AMOUNTS)
        return [{**blank, "adjusted_budget": budget, "executed": executed}, blank, blank]

    def _points(self, most: int = 100) -> Fraction:
        decimals = self._random.choice((0, 0, 1, 2, 3))
        return Fraction(self._random.randint(0, most * 10**decimals), 10**decimals)

    # -- rows

    def _indicator(self, by: str) -> Indicator:
        name = self._random.choice((COUNT, SHARE_OF_ALL))
        target = self._target(name)
        named = {key: self._points() for key in _BY[by] if not self._chance(0.1)}
        score = self._points() if self._chance(0.2) else None
        return Indicator(name, target, self._actual(name, target), score=score, **named)

    def _target(self, name: str) -> Cell:
        if self._chance(0.1):
            return Cell(self._random.choice(("", "稳定性高", "有所提高")))
        return self._quantity(name, self._random.choice(SIGNS), self._number(4))

    def _actual(self, name: str, target: Cell) -> Cell:
        kind = self._random.randrange(10)
        if kind == 0:
            return Cell(self._random.choice(("", *REACHED_WORDS, "有一定效果")))
        if kind == 1 or target.quantity is None:
            return target
        # Near the target, or far from it.
        near = target.quantity.number * self._random.choice(
            (1, 1, Fraction(99, 100), Fraction(3, 2), Fraction(1, 3))
        )
        number = Fraction(round(near * 1000), 1000) if self._chance(0.6) else self._number(4)
        sign = self._random.choice(SIGNS) if kind == 2 else ""
        return self._quantity(name, sign, number)

    def _quantity(self, name: str, sign: str, number: Fraction) -> Cell:
        quantity = Quantity(sign, number, self._random.choice(UNITS[name]))
        return Cell(f"{sign}{_plain(number)}{quantity.unit}", quantity)

    def _cells(self, one: Indicator) -> dict[str, str]:
        numbers = {
            key: self._typed(getattr(one, key))
            for key in ("weight", "score", "coefficient", "item_score", "share")
        }
        if numbers["coefficient"]:
            numbers["coefficient"] += "%"
        return {
            "level1": "产出指标",
            "level3": one.name,
            "target": one.target.text,
            "actual": one.actual.text,
            **numbers,
        }

    def _typed(self, value: Fraction | None) -> str:
        if value is None:
            return ""
        plain = _plain(value)
        whole, point, rest = plain.partition(".")
        return f"{int(whole):,}{point}{rest}" if self._chance(0.3) else plain


def _in_yuan(row: dict[str, Fraction | None], unit: int) -> FundRow:
    initial, adjusted, executed = (None if (one := row[key]) is None else one * unit for key in _AMOUNTS)
    return initial, adjusted, executed


def _plain(value: Fraction) -> str:
    """Return a number of few decimals as it is written."""
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"


def _rows(cells: dict[str, dict[str, str]]) -> tuple[Row, ...]:
    return tuple(
        Row(RowId(row), {key: text for key, text in one.items() if text}) for row, one in cells.items()
    )


# -- the campaign --------------------------------------------------------------------------------------------


def _run(portion: Portion) -> None:
    random = portion.random
    for first in range(0, portion.tries, _FORMS_OF_A_TEMPLATE):
        data, by = _template(random)
        template = read_template(toml(data), source="oracle.toml")
        for number in range(first, min(first + _FORMS_OF_A_TEMPLATE, portion.tries)):
            portion.figures.tries += 1
            drawn = _Drawn(template, by, random)
            _hold_against(portion.figures, template, data, drawn, where=f"form {number}")


def _hold_against(figures: Figures, template: Template, data: Table, drawn: _Drawn, *, where: str) -> None:
    right = score(data["scoring"], data["rate"], drawn.funds, drawn.indicators)
    figures.meet("indicators", len(drawn.indicators))
    figures.meet("scores by the rule", sum(one is not None for one in right.scores))
    try:
        got = _sheet(program.score(template, facts(template, drawn.form)))
    except Exception as bug:  # noqa: BLE001  # whatever it is
        figures.fail(Failure.TRACEBACK, f"{where}: {in_words(bug)}")
        return
    for name, one, other in zip(Sheet._fields, got, right, strict=True):
        if one != other:
            figures.fail(
                Failure.WRONG, f"{where}, {name}: {_different(drawn, one, other)}; {data['scoring']}"
            )


def _different(drawn: _Drawn, one: object, other: object) -> str:
    if not (isinstance(one, list) and isinstance(other, list)):
        return f"{one} instead of {other}"
    at = next(at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1])
    row = drawn.funds if at == 0 else drawn.indicators[at - 1]
    return f"{one[at]} instead of {other[at]} for {row}"


def _sheet(sheet: program.ScoreSheet) -> Sheet:
    scores = [sheet.execution.value, *(one.value for one in sheet.indicators)]
    return Sheet(
        rate=None if sheet.rate is None else Fraction(sheet.rate.figure),
        scores=[None if one is None else Fraction(one) for one in scores],
        total=Fraction(sheet.total),
        grade=sheet.grade,
        total_weight=Fraction(sheet.total_weight),
    )


def _run_with_bankers_rounding(portion: Portion) -> None:
    """Round halves to the even figure, as Python does by itself."""
    with patch.object(Rounding, "__call__", lambda self, value: round(value, self.decimals)):
        _run(portion)


CAMPAIGNS = (
    Campaign(name="oracle", run=_run, sizes=tries(50_000, full=1_000_000, each=12_500), seconds=1800),
    Campaign(
        name="oracle-control-rounding",
        run=_run_with_bankers_rounding,
        sizes=always(1000),
        must_fail=frozenset({Failure.WRONG}),
    ),
)
