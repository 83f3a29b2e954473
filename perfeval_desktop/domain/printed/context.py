"""What the printers of blocks are given: a form with all that follows from it."""

from dataclasses import dataclass
from functools import cached_property

from perfeval_desktop.domain.blocks import ONLY_ROW, AnyBlock
from perfeval_desktop.domain.columns import ChoiceStyle, Column, Kind, Role, Stage
from perfeval_desktop.domain.facts import Facts, text_of
from perfeval_desktop.domain.figures import entered_text, points_text, rate_text
from perfeval_desktop.domain.form import Form, Place, Row, RowId
from perfeval_desktop.domain.scoring import ScoreSheet
from perfeval_desktop.domain.template import Template


@dataclass(frozen=True)
class Seen:
    """A form, its facts and its score sheet, under its template."""

    template: Template
    form: Form
    facts: Facts
    sheet: ScoreSheet

    @cached_property
    def words(self) -> dict[str, str]:
        """What the patterns of titles and labels are filled with."""
        return {
            "year": str(self.form.year),
            "unit": self.facts.unit.value,
            "project": self.facts.project,
            "implementing_unit": self.facts.implementing_unit,
        }

    @property
    def title(self) -> str:
        """The title: the form's own, or else the template's."""
        return text_of(self.template, self.form, Role.TITLE) or self.template.title.format_map(self.words)

    @property
    def year_line(self) -> str:
        """The line below the title, ``""`` where the form has none."""
        return self.template.year_line.format_map(self.words)

    def label(self, text: str) -> str:
        """Return a label with the unit of the form's amounts in it."""
        return text.replace("{unit}", self.facts.unit.value)

    def entered(self, column: Column, text: str) -> str:
        """Return what was entered in a cell of ``column`` as it prints."""
        if column.kind is Kind.CHOICE:
            return choice_text(column, text)
        return entered_text(column, text, self.template.amounts, self.facts.unit) if text else ""

    def only_row(self, block: AnyBlock) -> Row:
        """Return the one row of a block of fields, texts or figures."""
        return self.form.row(block.key, ONLY_ROW) or Row(RowId(ONLY_ROW))

    def single(self, block: AnyBlock, row: Row, column: Column) -> str:
        """Return the text of a field or figure: computed where it is, else as entered."""
        computed = self.figure(column) if column.stage is Stage.COMPUTED else ""
        return computed or self.entered(column, row.text(column.key))

    def figure(self, column: Column) -> str:
        """Return a figure or the unit as printed, ``""`` for any other column and while there is none."""
        sheet = self.sheet
        match column.role:
            case Role.TOTAL_WEIGHT:
                return points_text(sheet.total_weight, column.decimals)
            case Role.TOTAL:
                # On a form without any score a 0 would be a claim.
                return points_text(sheet.total, column.decimals) if sheet.is_scored else ""
            case Role.GRADE:
                return sheet.grade or ""
            case Role.EXECUTION_RATE if sheet.rate is not None:
                return rate_text(sheet.rate.figure, self.template.rate)
            case Role.SHOWN_UNIT:
                return self.facts.unit.value
            case _:
                return ""


def place(block: AnyBlock, row: str, column: Column) -> Place:
    """Return the place of a cell."""
    return Place(block.key, RowId(row), column.key)


_TICKED, _UNTICKED = "☑", "□"
_LISTS = frozenset({ChoiceStyle.LIST, ChoiceStyle.LIST_BEHIND})


def choice_text(column: Column, text: str) -> str:
    """Return a choice as printed: the word, or the list of all with the chosen one ticked.

    What is none of the choices - a list already ticked on paper among them - prints as it was typed.
    """
    if column.choice_style not in _LISTS or (text and text.strip() not in column.choices):
        return text
    marked = ((one, _TICKED if one == text.strip() else _UNTICKED) for one in column.choices)
    if column.choice_style is ChoiceStyle.LIST_BEHIND:
        return "  ".join(f"{one}{mark}" for one, mark in marked)
    return "  ".join(f"{mark}{one}" for one, mark in marked)
