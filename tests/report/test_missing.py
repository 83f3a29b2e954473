from collections.abc import Callable
from dataclasses import replace

from perfeval_desktop.domain_v1.cells import IndicatorCell, TextCell, TextField
from perfeval_desktop.domain_v1.findings import Code, Severity
from perfeval_desktop.domain_v1.form import IndicatorField, SelfAssessment
from perfeval_desktop.report.fonts.faces import is_printable
from perfeval_desktop.report.missing import _DOUBTFUL, missing_characters, missing_sentence, printing_findings
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


def test_what_is_not_looked_up_is_printable() -> None:
    taken_for_granted = [chr(code) for code in range(0x20000) if not _DOUBTFUL.match(chr(code))]
    assert [character for character in taken_for_granted if character not in "\n\r\t"] != []
    assert all(is_printable(character) for character in taken_for_granted if character not in "\n\r\t")


def test_a_finding_for_each_cell_names_it_and_its_characters(
    templates: TemplateCatalogue, form_with: Maker
) -> None:
    form = replace(form_with(reason="因\u200b"), project="甲\U0001f600")
    first, second = printing_findings(templates["minhang-2023"], form)
    assert (first.code, first.severity) == (Code.UNPRINTABLE, Severity.WARNING)
    assert first.cell == TextCell(TextField.PROJECT)
    assert first.message.startswith("项目名称中的“\U0001f600”不在印刷字库里")
    assert second.cell == IndicatorCell(0, IndicatorField.REASON)
    assert second.message.startswith("第 1 行“名称”的偏差原因分析及改进措施中的“\u200b”")


def test_a_form_that_prints_as_typed_gives_none(templates: TemplateCatalogue, form_with: Maker) -> None:
    assert list(printing_findings(templates["minhang-2023"], form_with())) == []


def test_one_sentence_speaks_for_the_whole_form(templates: TemplateCatalogue, form_with: Maker) -> None:
    template = templates["minhang-2023"]
    assert missing_sentence(template, form_with()) == ""
    one = replace(form_with(), project="😀")
    (finding,) = printing_findings(template, one)
    assert missing_sentence(template, one) == finding.message
    several = replace(one, department="😀")
    assert missing_sentence(template, several).startswith("项目名称中的“😀”等 2 处不在印刷字库里，")
