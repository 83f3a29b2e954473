"""The built-in samples, and what of a form can be read in its print."""

from perfeval_desktop.domain.blocks import FundingBlock
from perfeval_desktop.domain.columns import Role, Stage
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.numerals import read_number
from perfeval_desktop.domain.places import EXECUTION_NOTE
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.entering import entered
from perfeval_desktop.domain.transcripts.matching import match
from perfeval_desktop.domain.transcripts.value import Transcript
from perfeval_desktop.samples import samples
from perfeval_desktop.templates import TemplateCatalogue

CATALOGUE = TemplateCatalogue()
SAMPLES = {sample.name: sample for sample in samples()}
# Level-1 names with their points: printed by the program, and read as they are printed.
_LEVEL1 = ("indicators", "level1")


def sample(name: str) -> tuple[Template, Form]:
    """Return a sample with its template."""
    return CATALOGUE[SAMPLES[name].template], SAMPLES[name].form(CATALOGUE)


def entered_again(template: Template, transcript: Transcript, year: int) -> Form:
    """Return the form that is made of what was read."""
    return entered(match(template, transcript), transcript, year=year)


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
    if (table, column) == _LEVEL1:
        return text.partition("（")[0]
    number = read_number(text).value
    return text if number is None else f"{number.normalize():f}"
