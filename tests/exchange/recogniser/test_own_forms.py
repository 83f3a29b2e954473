"""The program's own forms, of every template, are recognised in what they print: cell by cell."""

import pytest

from perfeval_desktop.domain.blocks import FundingBlock
from perfeval_desktop.domain.columns import Role, Stage
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.numerals import read_number
from perfeval_desktop.domain.places import EXECUTION_NOTE
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.entering import entered
from perfeval_desktop.domain.transcripts.matching import match
from perfeval_desktop.exchange.recogniser import recognised
from perfeval_desktop.samples import samples
from perfeval_desktop.templates import TemplateCatalogue
from printed_sheets import sheet_of

CATALOGUE = TemplateCatalogue()
SAMPLES = {sample.name: sample for sample in samples()}
# Level-1 names with their points: printed by the program, and read as they are printed.
LEVEL1 = ("indicators", "level1")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_form_read_in_its_own_print_is_the_same(name: str) -> None:
    template, form = CATALOGUE[SAMPLES[name].template], SAMPLES[name].form(CATALOGUE)
    (found,) = recognised(sheet_of(printed(Seen.of(template, form))))
    again = entered(match(template, found.transcript), found.transcript, year=form.year)
    assert texts(template, again) == texts(template, form)
    assert found.doubts == ()


def texts(template: Template, form: Form) -> dict[tuple[str, int, str], str]:
    """Return the texts that are printed, by table, row and column, numbers as they count."""
    return {
        (table, number, column): _as_it_counts(table, column, text)
        for table, rows in form.tables.items()
        for number, row in enumerate(rows)
        for column, text in row.cells.items()
        # Why the budget was changed is kept beside the form, and not printed.
        if text.strip() and column != EXECUTION_NOTE.column and not is_computed(template, table, column)
    }


def is_computed(template: Template, table: str, column: str) -> bool:
    """Whether a column is computed or follows a rule: what a paper says there is kept beside it."""
    block = template.by_key.get(table)
    if block is None or column not in block.by_key:
        return False
    own = block.by_key[column]
    return own.stage is Stage.COMPUTED or (isinstance(block, FundingBlock) and own.role is Role.SCORE)


def _as_it_counts(table: str, column: str, text: str) -> str:
    if (table, column) == LEVEL1:
        return text.partition("（")[0]
    number = read_number(text).value
    return text if number is None else f"{number.normalize():f}"
