"""What the printers of blocks are given: a form with all that follows from it."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from perfeval_desktop.domain.blocks import ONLY_ROW, AnyBlock
from perfeval_desktop.domain.columns import UNIT_MARK, ChoiceStyle, Column, Kind, Role, Stage
from perfeval_desktop.domain.facts import Facts, facts, text_of, unit_of
from perfeval_desktop.domain.figures import entered_text, points_text
from perfeval_desktop.domain.form import Form, Place, Row, RowId
from perfeval_desktop.domain.printed.cells import Look, PrintedCell
from perfeval_desktop.domain.scoring import ScoreSheet, score
from perfeval_desktop.domain.template import Template

# Looked up once: it is asked of each cell.
_CHOICE = Kind.CHOICE


def head_lines(template: Template, form: Form) -> tuple[str, str]:
    """Return the title of a form - its own, or else the template's - and the line below it, maybe ``""``."""
    words = {
        "year": str(form.year),
        "unit": unit_of(template, form).value,
        "project": text_of(template, form, Role.PROJECT),
        "implementing_unit": text_of(template, form, Role.IMPLEMENTING_UNIT),
    }
    title = text_of(template, form, Role.TITLE) or template.title.format_map(words)
    return title, template.year_line.format_map(words)


@dataclass(frozen=True)
class Seen:
    """A form, its facts and its score sheet, under its template.

    ``widths`` are those that the columns of a block take on this form, by its key, noted while it is printed.
    """

    template: Template
    form: Form
    facts: Facts
    sheet: ScoreSheet
    widths: dict[str, tuple[Decimal, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, template: Template, form: Form) -> "Seen":
        """Return ``form`` read and scored."""
        read = facts(template, form)
        return cls(template, form, read, score(template, read))

    @cached_property
    def row_numbers(self) -> dict[RowId, int]:
        """The running number of each indicator, from 1."""
        return {row.row: number for number, row in enumerate(self.facts.indicators, 1)}

    def worded(self, label: PrintedCell) -> PrintedCell:
        """Return a cell of the template's words with the unit of the form's amounts in them."""
        if UNIT_MARK not in label.text:
            return label
        return replace(label, text=label.text.replace(UNIT_MARK, self.facts.unit.value))

    def entered(self, column: Column, text: str) -> str:
        """Return what was entered in a cell of ``column`` as it prints."""
        if column.kind is _CHOICE:
            return choice_text(column, text)
        return entered_text(column, text, self.template.amounts, self.facts.unit) if text else ""

    def only_row(self, block: AnyBlock) -> Row:
        """Return the one row of a block of fields, texts or figures."""
        return self.form.row(block.key, ONLY_ROW) or Row(RowId(ONLY_ROW))

    def single(self, block: AnyBlock, column: Column) -> str:
        """Return the text of a field or figure: computed where it is, else as entered."""
        computed = self.figure(column) if column.stage is Stage.COMPUTED else ""
        return computed or self.entered(column, self.only_row(block).text(column.key))

    def figure(self, column: Column) -> str:
        """Return a figure or the unit as printed, ``""`` for any other column and while there is none.

        Where nothing has a weight or a score, a 0 would be a claim.
        """
        sheet = self.sheet
        match column.role:
            case Role.TOTAL_WEIGHT:
                return points_text(sheet.total_weight or None, column.decimals)
            case Role.TOTAL:
                return points_text(sheet.total, column.decimals) if sheet.is_scored else ""
            case Role.GRADE:
                return sheet.grade or ""
            case Role.SHOWN_UNIT:
                return self.facts.unit.value
            case _:
                return ""


def only_place(block: AnyBlock, column: Column) -> Place:
    """Return the place of a cell of a block with one row."""
    return Place(block.key, RowId(ONLY_ROW), column.key)


def place(block: AnyBlock, row: str, column: Column) -> Place:
    """Return the place of a cell."""
    return Place(block.key, RowId(row), column.key)


def look_of(column: Column) -> Look:
    """Return how the entries of a column are set."""
    return Look.VALUE if column.kind.is_centred else Look.TEXT


_TICKED, _UNTICKED = "☑", "□"
_LISTS = frozenset({ChoiceStyle.LIST, ChoiceStyle.LIST_BEHIND})


def choice_text(column: Column, text: str) -> str:
    """Return a choice as printed: the word, or the list of all with the chosen one ticked.

    What is none of the choices - a list already ticked on paper among them - prints as it was typed.
    """
    chosen = text.strip()
    if column.choice_style not in _LISTS or (chosen and chosen not in column.choices):
        return text
    marked = ((one, _TICKED if one == chosen else _UNTICKED) for one in column.choices)
    if column.choice_style is ChoiceStyle.LIST_BEHIND:
        return "  ".join([f"{one}{mark}" for one, mark in marked])
    return "  ".join([f"{mark}{one}" for one, mark in marked])
