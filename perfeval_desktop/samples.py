"""The seven built-in samples: published forms, entered as a clerk would enter them."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from perfeval_desktop.domain_v1.cells import (
    AmountCell,
    EntryCell,
    IndicatorCell,
    TextCell,
    TextField,
)
from perfeval_desktop.domain_v1.entry import enter
from perfeval_desktop.domain_v1.form import AmountField, FundSource, Indicator, IndicatorField, SelfAssessment
from perfeval_desktop.domain_v1.template import Template


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample: the texts a clerk types, in the order of the form, and the figures its paper form prints."""

    name: str
    template: str
    fiscal_year: int
    entries: tuple[tuple[EntryCell, str], ...]
    printed: Mapping[str, str]

    @property
    def rows(self) -> int:
        """How many indicators the form has."""
        return len({cell.row for cell, _ in self.entries if isinstance(cell, IndicatorCell)})

    def blank(self) -> SelfAssessment:
        """Return the form before anything is typed: empty rows, nothing else."""
        return SelfAssessment(self.template, self.fiscal_year, indicators=(Indicator(),) * self.rows)

    def form(self, templates: Mapping[str, Template]) -> SelfAssessment:
        """Return the form with everything entered."""
        form = self.blank()
        for cell, text in self.entries:
            form = enter(templates[self.template], form, cell, text)
        return form


def samples() -> Iterator[Sample]:
    """Yield the built-in samples, sorted by name."""
    folder = files("perfeval_resources") / "samples_v1"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            values = tomllib.loads(file.read_text(encoding="utf-8"))
            yield Sample(
                name=file.name.removesuffix(".toml"),
                template=values["template"],
                fiscal_year=values["fiscal_year"],
                entries=tuple(_entries(values)),
                printed=values["printed"],
            )


_HEAD = (
    TextField.PROJECT,
    TextField.DEPARTMENT,
    TextField.IMPLEMENTING_UNIT,
    TextField.EXPECTED_GOAL,
    TextField.ACTUAL_OUTCOME,
)


def _entries(values: Mapping[str, object]) -> Iterator[tuple[EntryCell, str]]:
    for field in _HEAD:
        yield TextCell(field), str(values[field])
    funding = values["funding"]
    assert isinstance(funding, dict)  # noqa: S101  # our own data; its shape is tested
    for source in FundSource:
        for amount in AmountField:
            yield AmountCell(source, amount), funding[source][amount]
    indicators = values["indicators"]
    assert isinstance(indicators, list)  # noqa: S101
    for row, indicator in enumerate(indicators):
        for column in IndicatorField:
            yield IndicatorCell(row, column), indicator[column]
