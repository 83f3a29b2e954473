import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from perfeval_desktop.domain.cells import AmountCell, IndicatorCell
from perfeval_desktop.domain.figures import fund_figures, score_text, total_text, weight_text
from perfeval_desktop.domain.form import IndicatorField, SelfAssessment
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.report.form_pdf import form_pages, form_pdf, subject
from perfeval_desktop.samples import Sample, samples
from perfeval_desktop.templates import TemplateCatalogue
from report.pdf_text import holds, page_texts, properties

Maker = Callable[..., SelfAssessment]

EVERY_SAMPLE = pytest.mark.parametrize("sample", list(samples()), ids=lambda sample: sample.name)
FIGURES = (IndicatorField.WEIGHT, IndicatorField.SCORE)


@EVERY_SAMPLE
def test_every_text_that_was_entered_is_printed(sample: Sample, templates: TemplateCatalogue) -> None:
    pages = page_texts(form_pdf(templates[sample.template], sample.form(templates)))
    texts = [
        text
        for cell, text in sample.entries
        if not isinstance(cell, AmountCell)
        and not (isinstance(cell, IndicatorCell) and cell.field in FIGURES)
    ]
    assert [text for text in texts if not holds(pages, text)] == []


@EVERY_SAMPLE
def test_every_figure_is_printed(sample: Sample, templates: TemplateCatalogue) -> None:
    template, form = templates[sample.template], sample.form(templates)
    sheet = score(template, form)
    figures = [
        figure for row in fund_figures(template, sheet) for figure in (*row.amounts, row.rate, row.score)
    ]
    figures += [weight_text(row.weight, template) for row in form.indicators]
    figures += [score_text(one.value, template) for one in sheet.indicators]
    figures += [
        total_text(sheet.total_weight, template),
        total_text(sheet.total, template),
        sheet.grade or "",
    ]
    figures += sample.printed.values()
    printed = "".join(page_texts(form_pdf(template, form)))
    assert [figure for figure in figures if figure not in printed] == []


@EVERY_SAMPLE
def test_the_same_form_gives_the_same_bytes(sample: Sample, templates: TemplateCatalogue) -> None:
    template, form = templates[sample.template], sample.form(templates)
    assert form_pdf(template, form) == form_pdf(template, form)


def test_forms_can_be_printed_at_the_same_time(templates: TemplateCatalogue) -> None:
    work = [(templates[sample.template], sample.form(templates)) for sample in samples()]
    with ThreadPoolExecutor(4) as pool:
        at_once = list(pool.map(lambda job: form_pdf(*job), work))
    assert at_once == [form_pdf(template, form) for template, form in work]


@EVERY_SAMPLE
def test_the_pages_are_counted(sample: Sample, templates: TemplateCatalogue) -> None:
    template, form = templates[sample.template], sample.form(templates)
    expected = 2 if sample.name in {"minhang_education_2021_1", "shanghai_education_2021_2"} else 1
    assert len(form_pages(template, form)) == expected
    assert len(page_texts(form_pdf(template, form))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a<b && c>d",
        "<b>粗</b><img src='file:///etc/passwd'/>",
        "R&D &amp; &lt;",
        ">=98%",
        "(括号)\\反斜杠)",
        "第一行\n第二行",
        "制表\t符",
        "348,800.00元",
        "“引号”——破折号……",
        "财预〔2020〕10号",
        "\U0002c27c",  # of 《通用规范汉字表》, beyond U+FFFF
        "㎡℃№①☑",
        "\u3400",
        "{year} %s {0}",
    ],
)
def test_text_prints_as_typed(text: str, templates: TemplateCatalogue, form_with: Maker) -> None:
    form = form_with(reason=f"始{text}终", level2=text)
    pages = page_texts(form_pdf(templates["minhang-2023"], form))
    assert holds(pages, f"始{text}终")
    assert holds(pages, text)


@pytest.mark.parametrize("character", ["\u0007", "\U0001f600", "\U00020bb7", "\u200b", "\ud800"])
def test_a_character_without_a_glyph_prints_as_a_visible_mark(
    character: str, templates: TemplateCatalogue, form_with: Maker
) -> None:
    pages = page_texts(form_pdf(templates["minhang-2023"], form_with(reason=f"始{character}终")))
    assert holds(pages, "始〓终")


def test_runs_of_spaces_are_kept(templates: TemplateCatalogue, form_with: Maker) -> None:
    (page,) = form_pages(templates["minhang-2023"], form_with(reason="甲   乙　　丙"))
    assert "甲   乙　　丙" in {one.text for one in page.texts}


def test_forty_thousand_characters_are_all_there(templates: TemplateCatalogue, form_with: Maker) -> None:
    text = "".join(f"{number}，" for number in range(8300))
    assert len(text) > 40_000
    pages = page_texts(form_pdf(templates["minhang-2023"], form_with(reason=text, target="多" * 3000)))
    numbers = [int(number) for page in pages for number in re.findall(r"(\d+)，", page)]
    assert numbers == list(range(8300))
    assert sum(page.count("多") for page in pages) == 3000


def test_the_properties_name_project_unit_and_form(templates: TemplateCatalogue, form_with: Maker) -> None:
    template, form = templates["minhang-2023"], replace(form_with(), project="项目 <一>")
    found = properties(form_pdf(template, form))
    assert found["Title"] == "项目 <一>"
    assert found["Author"] == "单位"
    assert found["Subject"] == subject(template, form) == "财政项目支出绩效自评表(2023 年度)"
    assert found["Creator"].startswith("PerfEval Desktop")


def test_a_score_typed_against_the_rule_is_the_one_printed(
    templates: TemplateCatalogue, form_with: Maker
) -> None:
    form = form_with()
    form = form.with_indicator(0, replace(form.indicators[0], score=Decimal("3.21")))
    assert "3.21" in page_texts(form_pdf(templates["minhang-2023"], form))[0]


def test_the_package_costs_no_start_up_time() -> None:
    code = (
        "import sys, perfeval_desktop.report.batch, perfeval_desktop.report.missing;"
        "sys.exit('reportlab' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    paths = [str(root), str(root / "resources")]
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = {paths!r}; {code}"]
    assert subprocess.run(command, check=False).returncode == 0  # noqa: S603  # our own interpreter
