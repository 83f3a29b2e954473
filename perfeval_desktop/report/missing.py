"""Characters that no face of the printed form has, so that the clerk can be told before printing."""

import re
from collections.abc import Iterator

from perfeval_desktop.domain_v1.cells import EntryCell, IndicatorCell, TextCell, TextField, cell_label
from perfeval_desktop.domain_v1.findings import Code, Finding
from perfeval_desktop.domain_v1.form import IndicatorField, SelfAssessment
from perfeval_desktop.domain_v1.template import Template
from perfeval_desktop.report.fonts.faces import is_printable

_FIELDS = (
    TextField.PROJECT,
    TextField.DEPARTMENT,
    TextField.IMPLEMENTING_UNIT,
    TextField.EXPECTED_GOAL,
    TextField.ACTUAL_OUTCOME,
)
_COLUMNS = (
    IndicatorField.LEVEL1,
    IndicatorField.LEVEL2,
    IndicatorField.LEVEL3,
    IndicatorField.TARGET,
    IndicatorField.ACTUAL,
    IndicatorField.REASON,
)
# All but what a face surely has: nearly every text has none of these, and the fonts need not be read for it.
_DOUBTFUL = re.compile("[^\n\r\t -~·—‘’“”…≤≥\u3000-\u301f\u4e00-\u9fa5\uff01-\uff5e￥]")
# Line ends and tabs are set as such.
_LAYOUT_CHARACTERS = frozenset("\n\r\t\u2028\u2029")


def missing_characters(form: SelfAssessment) -> tuple[tuple[EntryCell, str], ...]:
    """Return each cell whose text holds characters that print as 〓, and those characters, once each."""
    return tuple(_missing_in(form))


def _missing_in(form: SelfAssessment) -> Iterator[tuple[EntryCell, str]]:
    for field in _FIELDS:
        if characters := _missing(getattr(form, field)):
            yield TextCell(field), characters
    for number, row in enumerate(form.indicators):
        # This is done at every keystroke: one look at a row that has nothing unusual.
        if not _DOUBTFUL.search(row.level1 + row.level2 + row.level3 + row.target + row.actual + row.reason):
            continue
        for column in _COLUMNS:
            if characters := _missing(getattr(row, column)):
                yield IndicatorCell(number, column), characters


def printing_findings(template: Template, form: SelfAssessment) -> Iterator[Finding]:
    """Yield a finding for each cell whose text will not be printed as typed."""
    for cell, characters in missing_characters(form):
        sentence = _sentence(template, form, cell, characters)
        yield Finding(Code.UNPRINTABLE, Code.UNPRINTABLE.severity, cell, sentence)


def missing_sentence(template: Template, form: SelfAssessment) -> str:
    """Return what to say of all of ``form``: its first such cell, and how many there are; or nothing."""
    missing = missing_characters(form)
    if not missing:
        return ""
    cell, characters = missing[0]
    elsewhere = f"等 {len(missing)} 处" if len(missing) > 1 else ""
    return _sentence(template, form, cell, characters, elsewhere)


def _sentence(
    template: Template, form: SelfAssessment, cell: EntryCell, characters: str, elsewhere: str = ""
) -> str:
    return (
        f"{cell_label(template, form, cell)}中的“{characters}”{elsewhere}不在印刷字库里，"
        "会印成〓。请换成常用的写法，或打印后手工补写。"
    )


def _missing(text: str) -> str:
    in_order = dict.fromkeys(_DOUBTFUL.findall(text))
    return "".join(one for one in in_order if one not in _LAYOUT_CHARACTERS and not is_printable(one))
