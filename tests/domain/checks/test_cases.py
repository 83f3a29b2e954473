"""What each check is for, held by cases: forms that deserve the finding, and forms that nearly do.

``cases/<code>.toml`` holds the cases of one check, as a reviewer judged them by the guide of the checks::

    [[triggers]]                  # or [[near_misses]]
    why = "…"                     # why a reviewer would say it, or would not
    at = "indicators.r1.score"    # of a trigger only: the cell that the finding is about
    template = "yunnan-14"        # its built-in sample is what changes; without, the sound form of the tests
    cells = { "indicators.r1.score" = "25" }         # other texts, by the path of the place; "" for none
    without = ["indicators.r3"]                      # rows that go
    joined = ["indicators.r2.score"]                 # cells that share the one above
    added.indicators = [{ level1 = "产出指标" }]      # rows that come last; their ids count on

Neither the sound form nor those samples have any finding, so what is found is what the case changes. A near
miss may deserve other findings; of its own code it has none.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from perfeval_desktop.domain.checks import check
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.findings import Code, Finding
from perfeval_desktop.domain.form import Form, Place, Row
from perfeval_desktop.domain.places import column_of
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.domain.template import Template
from perfeval_desktop.printing.unprintable import unprintable_characters
from perfeval_desktop.samples import samples
from perfeval_desktop.templates import TemplateCatalogue
from short_forms import at, short_template
from sound_form import FIGURES, FUNDING, GOALS, GRID, HEAD, NATIONAL, SCORING, sound_form

FOLDER = Path(__file__).with_name("cases")
CATALOGUE = TemplateCatalogue()
SAMPLES = {sample.template: sample for sample in samples() if sample.name == sample.template}
# What no built-in template has: the sound form stands in these as well.
SPLIT = """
[[blocks]]
type = "funding"
key = "by_nature"
label = "按支出性质分"
columns = "adjusted_budget"
rows = [
    { key = "basic", label = "基本支出", role = "source" },
    { key = "project", label = "项目支出", role = "source" },
]
"""
SHORT = {
    "": NATIONAL,
    "short-split": short_template(SCORING + HEAD + FUNDING + SPLIT + GOALS + GRID + FIGURES),
    "short-monitoring": short_template(
        'kind = "monitoring"' + HEAD + GOALS + GRID.replace('"weight", "score", ', "")
    ),
}
LEAST = 3


@dataclass(frozen=True)
class Case:
    """A form: why it does or does not deserve a finding, and in what it differs from a sound one."""

    why: str
    at: str = ""
    template: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    without: Sequence[str] = ()
    joined: Sequence[str] = ()
    added: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)

    def form(self) -> tuple[Template, Form]:
        """Return the form, with its template."""
        if self.template in SHORT:
            template = SHORT[self.template]
            form = sound_form(template)
        else:
            template, form = CATALOGUE[self.template], SAMPLES[self.template].form(CATALOGUE)
        for path in self.without:
            block, row = path.split(".")
            assert row in {one.id for one in form.rows(block)}
            form = form.removing(block, frozenset({row}))
        for block, rows in self.added.items():
            form, new = form.new_rows(len(rows))
            texts = [replace(row, cells=cells) for row, cells in zip(new, rows, strict=True)]
            form = form.inserting(block, len(form.rows(block)), tuple(texts))
        for path, text in self.cells.items():
            form = form.with_text(place_in(template, form, path), text)
        for path in self.joined:
            form = joined(form, place_in(template, form, path))
        return template, form


def place_in(template: Template, form: Form, path: str) -> Place:
    """Return the place called ``path``, which must be there: a slip of the pen would change nothing."""
    place = at(path)
    assert column_of(template, place) is not None
    assert place.block not in {"goals", "indicators"} or place.row in {
        row.id for row in form.rows(place.block)
    }
    return place


def joined(form: Form, place: Place) -> Form:
    """Return the form with a cell that shares the one above it."""
    rows = [
        Row(row.id, row.cells, row.parent, row.joined | {place.column}) if row.id == place.row else row
        for row in form.rows(place.block)
    ]
    return form.with_rows(place.block, tuple(rows))


def cases_of(code: str, kind: str) -> list[Case]:
    told = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    assert set(told) == {"triggers", "near_misses"}
    return [Case(**one) for one in told[kind]]


CODES = sorted(file.stem for file in FOLDER.glob("*.toml"))
TRIGGERS = {code: cases_of(code, "triggers") for code in CODES}
NEAR_MISSES = {code: cases_of(code, "near_misses") for code in CODES}


def each(cases: Mapping[str, list[Case]]) -> pytest.MarkDecorator:
    """Run a test for each case, called by its code and number."""
    return pytest.mark.parametrize(
        ("code", "case"),
        [
            pytest.param(code, case, id=f"{code}-{number}")
            for code, of_one in cases.items()
            for number, case in enumerate(of_one, 1)
        ],
    )


def findings(case: Case) -> tuple[Finding, ...]:
    template, form = case.form()
    read = facts(template, form)
    return check(template, form, read, score(template, read), unprintable=unprintable_characters)


def found(case: Case, code: str) -> list[tuple[list[str], str]]:
    """Return the paths of the cells and the sentence of each finding under one code."""
    return [([place.path for place in one.places], one.message) for one in findings(case) if one.code == code]


def test_every_check_has_its_cases_and_no_file_is_left_over() -> None:
    assert sorted(file.name for file in FOLDER.iterdir()) == sorted(f"{code}.toml" for code in Code)
    few = [code for cases in (TRIGGERS, NEAR_MISSES) for code in CODES if len(cases[code]) < LEAST]
    assert few == []


def test_every_case_says_why_and_only_a_trigger_where() -> None:
    assert [code for code in CODES if not all(case.why and case.at for case in TRIGGERS[code])] == []
    assert [code for code in CODES if not all(case.why and not case.at for case in NEAR_MISSES[code])] == []


def test_no_two_cases_of_a_check_are_the_same_form() -> None:
    for code in CODES:
        forms = [(case.template, case.form()[1]) for case in (*TRIGGERS[code], *NEAR_MISSES[code])]
        assert all(one not in forms[:number] for number, one in enumerate(forms)), code


@pytest.mark.parametrize("template", [*SHORT, *SAMPLES])
def test_a_form_without_a_change_has_no_finding(template: str) -> None:
    assert findings(Case("", template=template)) == ()


@each(TRIGGERS)
def test_what_deserves_the_finding_has_it_at_its_cell(code: str, case: Case) -> None:
    told = found(case, code)
    assert case.at in [path for paths, _ in told for path in paths], (case.why, told)


@each(NEAR_MISSES)
def test_what_nearly_deserves_the_finding_has_it_not(code: str, case: Case) -> None:
    assert found(case, code) == [], case.why
