"""Hypothesis strategies for whole forms of a few short templates: every rule and every kind of cell."""

from typing import Any

from hypothesis import strategies as st

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from short_forms import FUND_ROWS, filled, short_template
from sound_form import FIGURES, FUNDING, GOALS, GRID, HEAD, SCORING
from strategies import texts

CAPS = '[[scoring.caps]]\nbelow = "0.6"\nmost = "69"\n'
EXECUTION_ROW = 'rows = [{ key = "execution", role = "execution" }]\n'
SPLIT_GRID = """
[[blocks]]
type = "goals"
numbered = "目标{n}"
columns = "expected_goal actual_outcome weight"

[[blocks]]
type = "indicators"
goals = "goals"
columns = [
    "level1", "level3", "comparator", "target_number", "measure", "adjusted_target", "actual",
    "item_score", "share", "score", "review_score",
]
"""
GOALS_BESIDE = """
[[blocks]]
type = "goals"
numbered = "目标{n}"
columns = "expected_goal actual_outcome weight score"
"""
COEFFICIENTS = """
[[blocks]]
type = "indicators"
columns = "level3 target actual completion_rate coefficient weight score reason"
"""
RULES = """
[scoring]
achievement = [{ least = "0.9", earns = "1" }, { least = "0.6", earns = "0.5" }]
over_achievement.ladder = [{ least = "0.3", earns = "0.8" }]
score = { mode = "truncate", decimals = 0 }

[scoring.execution]
weight = "12.5"
steps = [{ least = "0.8", earns = "1" }]
"""
DEDUCTING = """
[scoring]
achievement = "all-or-nothing"
over_achievement = { over = "0.5", deduct = "2" }
total = { mode = "up", decimals = 0 }
"""
WITHOUT_POINTS = HEAD + FUNDING.replace(" weight execution_rate score", " reason") + GOALS
TEMPLATES = [
    short_template(SCORING + CAPS + HEAD + FUNDING + GOALS + GRID + FIGURES),
    short_template(RULES + HEAD + FUNDING + GRID + EXECUTION_ROW + FIGURES),
    short_template(DEDUCTING + SPLIT_GRID + FIGURES),
    short_template("[scoring]\n" + FUNDING + COEFFICIENTS),
    short_template(SCORING + HEAD + FUNDING + GOALS_BESIDE + GRID + FIGURES),
    short_template('kind = "monitoring"\n' + WITHOUT_POINTS + GRID.replace('"score", ', "")),
    short_template(HEAD + GOALS),
]

_LEVELS = ("产出指标", "效益指标（30分）", "满意度指标", "")
_NUMBERS = (
    *("10", "12.5", "100", "0", "-1", "9.999", "348,800.00", "３４８", "5.8万", "98.88%", "1,23", "优", ""),
)


def typed() -> st.SearchStrategy[str]:
    """Return what users type: numbers in every spelling, quantities, and any text."""
    quantities = st.builds(
        "{}{}{}".format, st.sampled_from(("", "≥", "≤", "=")), st.integers(0, 120), texts(2)
    )
    return st.one_of(st.sampled_from(_NUMBERS), quantities, texts())


@st.composite
def whole_forms(draw: st.DrawFn) -> tuple[Template, Form]:
    """Draw a template and a form of it, with anything in its cells."""
    template = draw(st.sampled_from(TEMPLATES))
    tables: dict[str, Any] = {}
    for block in template.blocks:
        keys = [column.key for column in block.columns]
        row = st.dictionaries(st.sampled_from(keys), typed(), max_size=6)
        if block.has_own_rows:
            tables[block.key] = draw(_rows(row, keys, fixed=[one.key for one in block.rows]))
        elif block.rows:
            tables[block.key] = {one["key"]: draw(row) for one in FUND_ROWS}
        else:
            tables[block.key] = draw(row)
    return template, filled(template, year=draw(st.integers(2000, 2099)), **tables)


@st.composite
def _rows(
    draw: st.DrawFn, row: st.SearchStrategy[dict[str, str]], keys: list[str], *, fixed: list[str]
) -> list[Any]:
    rows: list[dict[str, Any]] = draw(st.lists(row, max_size=4))
    for number, one in enumerate(rows):
        if "level1" in keys:
            one["level1"] = draw(st.sampled_from(_LEVELS) | texts())
        shared = [key for key in ("score", "weight") if key in keys]
        if number and shared and draw(st.integers(0, 4)) == 0:
            one["joined"] = draw(st.lists(st.sampled_from(shared), unique=True))
        if draw(st.booleans()):
            one["parent"] = f"r{draw(st.integers(1, 2))}"
    return [*rows, *({"id": key, **draw(row)} for key in fixed)]
