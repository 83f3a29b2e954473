from collections.abc import Callable
from dataclasses import replace

from perfeval_desktop.domain.cells import IndicatorCell, TextCell, TextField
from perfeval_desktop.domain.form import IndicatorField, SelfAssessment
from perfeval_desktop.report.missing import missing_characters
from perfeval_desktop.samples import samples
from perfeval_desktop.templates import TemplateCatalogue

Maker = Callable[..., SelfAssessment]


def test_the_samples_miss_nothing(templates: TemplateCatalogue) -> None:
    assert all(missing_characters(sample.form(templates)) == () for sample in samples())


def test_each_cell_is_named_with_its_characters_once_and_in_order(form_with: Maker) -> None:
    form = replace(form_with(rows=2), project="甲\U0001f600\u0007乙\U0001f600", actual_outcome="\U00020bb7")
    form = form.with_indicator(1, replace(form.indicators[1], reason="因\u200b"))
    assert missing_characters(form) == (
        (TextCell(TextField.PROJECT), "\U0001f600\u0007"),
        (TextCell(TextField.ACTUAL_OUTCOME), "\U00020bb7"),
        (IndicatorCell(1, IndicatorField.REASON), "\u200b"),
    )


def test_line_ends_and_tabs_are_no_characters_to_miss(form_with: Maker) -> None:
    assert missing_characters(form_with(reason="一\n二\t三\r\n四")) == ()
