"""Characters that no face of the printed form has, so that the clerk can be told before printing."""

from perfeval_desktop.domain.cells import EntryCell, IndicatorCell, TextCell, TextField
from perfeval_desktop.domain.form import IndicatorField, SelfAssessment
from perfeval_desktop.report.faces import is_printable

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
# Line ends and tabs are set as such.
_LAYOUT_CHARACTERS = frozenset("\n\r\t\u2028\u2029")


def missing_characters(form: SelfAssessment) -> tuple[tuple[EntryCell, str], ...]:
    """Return each cell whose text holds characters that print as 〓, and those characters, once each."""
    texts: list[tuple[EntryCell, str]] = [(TextCell(field), getattr(form, field)) for field in _FIELDS]
    texts += [
        (IndicatorCell(number, field), getattr(indicator, field))
        for number, indicator in enumerate(form.indicators)
        for field in _COLUMNS
    ]
    found = ((cell, _missing(text)) for cell, text in texts)
    return tuple((cell, characters) for cell, characters in found if characters)


def _missing(text: str) -> str:
    in_order = dict.fromkeys(text)
    return "".join(one for one in in_order if one not in _LAYOUT_CHARACTERS and not is_printable(one))
