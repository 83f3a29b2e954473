import gc
import re
import subprocess
import sys
from ast import literal_eval
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.printing.batch import export_merged
from perfeval_desktop.printing.fonts.faces import GETA, is_printable
from perfeval_desktop.printing.form_pdf import cached_section, form_pdf, form_section, subject
from perfeval_desktop.printing.pdf.text import representable
from perfeval_desktop.printing.print_job import PrintJob
from perfeval_desktop.printing.typesetting.layout import Text
from perfeval_desktop.samples import Sample, published_samples, samples
from perfeval_desktop.templates import TemplateCatalogue
from printing.pdf.drawing import drawn
from printing.pdf.reading import Reader, Stream, copied_texts, syntax_problems
from printing.pdf_text import (
    holds,
    page_texts,
    pdfminer_texts,
    properties,
    pypdf_texts,
    stands_in_order,
)
from printing.stress_form import (
    HOSTILE,
    entered_texts,
    hostile_form,
    printed_texts,
    standard_characters,
    stress_form,
    varied_form,
)
from printing.typesetting.printed_forms import laid_out

Maker = Callable[..., Form]

EVERY_SAMPLE = pytest.mark.parametrize("sample", list(samples()), ids=lambda sample: sample.name)
EVERY_PUBLISHED = pytest.mark.parametrize("sample", list(published_samples()), ids=lambda sample: sample.name)


@EVERY_SAMPLE
def test_every_text_that_was_entered_is_printed(sample: Sample, templates: TemplateCatalogue) -> None:
    template, form = templates[sample.template], sample.form(templates)
    pages = page_texts(form_pdf(template, form))
    assert [text for text in entered_texts(template, form) if not holds(pages, text)] == []


@EVERY_PUBLISHED
def test_every_text_and_figure_of_the_published_form_is_printed(
    sample: Sample, templates: TemplateCatalogue
) -> None:
    template = templates[sample.template]
    pages = page_texts(form_pdf(template, sample.form(templates)))
    texts = [entry.text for entry in sample.transcript.entries()]
    assert len(texts) > 50
    # Some were typed with commas where the template has none.
    assert [
        text for text in texts if not (holds(pages, text) or holds(pages, f"{text.replace(',', '')}.00"))
    ] == []


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
    long = {"minhang_education_2021_1", "shanghai_education_2021_2", "hebei", "national-2021-cost"}
    expected = 2 if sample.name in long else 1
    assert form_section(template, form).page_count == expected
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


@pytest.mark.parametrize("character", ["\u0007", "\U0001f600", "\U00020bb7", "\u200b", "\ud800", "\x1b"])
def test_a_character_without_a_glyph_prints_as_a_visible_mark_and_is_told(
    character: str, templates: TemplateCatalogue, form_with: Maker
) -> None:
    pdf = form_pdf(templates["minhang-2023"], form_with(reason=f"始{character}终"))
    (stream,) = Reader(pdf).page_streams()
    assert "始〓终" in "".join(drawn(stream).texts)
    assert holds(copied_texts(pdf), f"始{representable(character)}终")
    assert holds(list(map(known, page_texts(pdf))), "始终")


def test_runs_of_spaces_are_kept(templates: TemplateCatalogue, form_with: Maker) -> None:
    pdf = form_pdf(templates["minhang-2023"], form_with(reason="甲   乙　　丙"))
    (stream,) = Reader(pdf).page_streams()
    assert "甲   乙　　丙" in drawn(stream).texts


def test_forty_thousand_characters_are_all_there(templates: TemplateCatalogue, form_with: Maker) -> None:
    text = "".join(f"{number}，" for number in range(8300))
    assert len(text) > 40_000
    pages = page_texts(form_pdf(templates["minhang-2023"], form_with(reason=text, target="多" * 3000)))
    numbers = [int(number) for page in pages for number in re.findall(r"(\d+)，", page)]
    assert numbers == list(range(8300))
    assert sum(page.count("多") for page in pages) == 3000


def test_the_properties_name_project_unit_and_form(templates: TemplateCatalogue, form_with: Maker) -> None:
    template, form = templates["minhang-2023"], form_with(head={"project": "项目 <一>"})
    found = properties(form_pdf(template, form))
    assert found["Title"] == "项目 <一>"
    assert found["Author"] == "单位"
    assert found["Subject"] == subject(template, form) == "财政项目支出绩效自评表(2023 年度)"
    assert found["Creator"].startswith("PerfEval Desktop")


def test_a_score_typed_against_the_rule_is_the_one_printed(
    templates: TemplateCatalogue, form_with: Maker
) -> None:
    form = form_with(score="3.21")
    assert "3.21" in page_texts(form_pdf(templates["minhang-2023"], form))[0]


def test_the_package_costs_no_start_up_time() -> None:
    code = (
        "import sys, perfeval_desktop.printing.batch, perfeval_desktop.printing.unprintable;"
        "sys.exit('reportlab' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    paths = [str(root), str(root / "resources")]
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = {paths!r}; {code}"]
    assert subprocess.run(command, check=False).returncode == 0  # noqa: S603  # our own interpreter


def test_a_form_printed_lately_is_not_set_again(templates: TemplateCatalogue, form_with: Maker) -> None:
    template, form = templates["minhang-2023"], form_with(reason="记得")
    section = form_section(template, form)
    assert form_section(template, replace(form)) is section
    assert form_section(template, form_with(reason="记得", head={"project": "另一个"})) is not section
    assert cached_section(templates["minhang-2021"], form) is None


def test_only_so_many_forms_are_cached(
    templates: TemplateCatalogue, form_with: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("perfeval_desktop.printing.form_pdf._MOST_CACHED", 2)
    monkeypatch.setattr("perfeval_desktop.printing.form_pdf._CACHE", OrderedDict())
    template = templates["minhang-2023"]
    first, second, third = (form_with(reason=f"第{number}") for number in "一二三")
    for form in (first, second, first, third):
        form_section(template, form)
    # The one that was asked for longest ago has made room.
    assert [cached_section(template, form) is None for form in (first, second, third)] == [False, True, False]


@pytest.mark.parametrize("switch", [gc.enable, gc.disable])
def test_the_search_for_cycles_is_left_as_it_was(
    switch: Callable[[], None], templates: TemplateCatalogue, form_with: Maker
) -> None:
    switch()
    try:
        was_enabled = gc.isenabled()
        form_section(templates["minhang-2023"], form_with(reason=f"收集{was_enabled}"))
        assert gc.isenabled() == was_enabled
    finally:
        gc.enable()


# What readers give back. Four of them: qpdf with a reading of ours, which is told what a 〓 stands for;
# pypdf and pdfminer, which give what is drawn; and pdfium, which gives neither of a 〓 if what it stands for
# is no character to its mind, or lies beyond U+FFFC.


def known(text: str) -> str:
    """Return ``text`` without what is drawn as 〓."""
    return "".join(one for one in text if one != GETA and is_printable(one))


def seen(text: str) -> str:
    """Return ``text`` as it is drawn."""
    return "".join(one if one.isspace() or is_printable(one) else GETA for one in text.translate(CONTROLS))


# Control characters that Python takes for white space.
CONTROLS = dict.fromkeys([*range(0x0B, 0x0D), *range(0x1C, 0x20), 0x85], GETA)


MANNERS = {"pdfium": known, "pypdf": seen, "pdfminer": seen, "qpdf": representable}


def texts_by_reader(pdf: bytes) -> dict[str, list[str]]:
    """Return what each reader gives back of each page, without any white space."""
    return {
        "pdfium": page_texts(pdf),
        "pypdf": pypdf_texts(pdf),
        "pdfminer": pdfminer_texts(pdf),
        "qpdf": copied_texts(pdf),
    }


def lost(reader: str, pages: Iterable[str], texts: Iterable[str]) -> list[str]:
    """Return those of ``texts`` that ``reader`` does not give back whole and in order on ``pages``."""
    manner = MANNERS[reader]
    shown = map(known, pages) if manner is known else pages
    return stands_in_order(list(shown), map(manner, texts))


def comparable(reader: str, pages: Iterable[str]) -> list[str]:
    """Return ``pages`` as ``reader`` can be held to them.

    pdfium reads a cell beside several rows, where it stands right of others, with the row at its middle.
    """
    return ["".join(sorted(page)) if reader == "pdfium" else page for page in pages]


def laid_out_texts(template: Template, form: Form) -> list[str]:
    """Return what stands on each page of ``form`` in the order of reading, as it is drawn."""
    return [drawn_text([*page.texts, *page.repeats]) for page in laid_out(template, form).pages]


def drawn_text(texts: Iterable[Text]) -> str:
    """Return ``texts`` as they are drawn, without any white space."""
    lines = [line for text in texts for line in text.lines]
    return "".join(seen("".join(lines)).split())


@pytest.mark.unwatched
@pytest.mark.parametrize("template_id", ["minhang-2023", "national-2020"])
def test_the_stress_form_loses_nothing(template_id: str, templates: TemplateCatalogue) -> None:
    template = templates[template_id]
    form = stress_form(template)
    pdf = form_pdf(template, form)
    assert syntax_problems(pdf) == []
    expected = laid_out_texts(template, form)
    for reader, pages in texts_by_reader(pdf).items():
        assert (reader, lost(reader, pages, printed_texts(template, form))) == (reader, [])
        assert (reader, pages) == (reader, expected)


def test_the_stress_form_is_what_it_says(templates: TemplateCatalogue) -> None:
    template = templates["minhang-2023"]
    form = stress_form(template)
    assert len(set(standard_characters())) == 8105
    assert max(len(row.text("reason")) for row in form.rows("indicators")) == 3000
    pages = copied_texts(form_pdf(template, form))
    assert sum(standard_characters()[500] in page for page in pages) == 2
    assert len(pages) > 20


@pytest.mark.unwatched
def test_samples_and_varied_forms_lose_nothing_alone_and_together(
    templates: TemplateCatalogue, tmp_path: Path
) -> None:
    jobs = [(templates[one.template], one.form(templates)) for one in samples()]
    jobs += [(template, varied_form(template, n)) for n in range(3) for template in templates.values()]
    assert len(jobs) == len(list(samples())) + 3 * len(templates)
    merged = tmp_path / "合.pdf"
    assert export_merged(jobs, merged, progress=lambda _done, _count: True)
    together = merged.read_bytes()
    assert syntax_problems(together) == []
    by_reader = texts_by_reader(together)
    start = 0
    for template, form in jobs:
        pages = slice(start, start := start + form_section(template, form).page_count)
        expected = laid_out_texts(template, form)
        for reader, texts in by_reader.items():
            assert (reader, comparable(reader, texts[pages])) == (reader, comparable(reader, expected))
        # What is printed again might be taken for what is still to come.
        read = [drawn_text(page.texts) for page in laid_out(template, form).pages]
        assert stands_in_order(read, printed_texts(template, form)) == []
        alone = page_texts(form_pdf(template, form))
        assert comparable("pdfium", alone) == comparable("pdfium", expected)
    assert start == len(by_reader["qpdf"])


@pytest.fixture(scope="module")
def hostile_jobs(templates: TemplateCatalogue) -> list[PrintJob]:
    template = templates["national-2020"]
    return [(template, hostile_form(template, text)) for text in HOSTILE]


@pytest.fixture(scope="module")
def hostile_document(hostile_jobs: list[PrintJob], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    file = tmp_path_factory.mktemp("hostile") / "合.pdf"
    export_merged(hostile_jobs, file, progress=lambda _done, _count: True)
    return file.read_bytes()


class TestHostile:
    def test_every_text_prints_as_typed(self, hostile_jobs: list[PrintJob], hostile_document: bytes) -> None:
        by_reader = texts_by_reader(hostile_document)
        start = 0
        for template, form in hostile_jobs:
            pages = slice(start, start := start + form_section(template, form).page_count)
            for reader, texts in by_reader.items():
                assert (reader, lost(reader, texts[pages], printed_texts(template, form))) == (reader, [])

    @pytest.mark.parametrize("text", HOSTILE, ids=ascii)
    def test_each_alone_is_a_sound_document_that_does_nothing(
        self, text: str, templates: TemplateCatalogue
    ) -> None:
        template = templates["national-2020"]
        pdf = form_pdf(template, hostile_form(template, text))
        assert syntax_problems(pdf) == []
        assert words_in(pdf) & ACTING == OF_OWN_FILE

    def test_together_too(self, hostile_document: bytes) -> None:
        assert syntax_problems(hostile_document) == []
        assert words_in(hostile_document) & ACTING == OF_OWN_FILE

    def test_the_properties_say_them_as_typed(self, templates: TemplateCatalogue) -> None:
        template = templates["national-2020"]
        for text in HOSTILE:
            found = properties(form_pdf(template, hostile_form(template, text)))
            shown = representable("".join(one for one in text if one not in "\0\x1b"))
            assert found["Title"] == found["Author"] == shown

    def test_the_export_touches_nothing_but_the_resources_and_its_folder(self, tmp_path: Path) -> None:
        root = Path(__file__).parents[2]
        paths = [str(root / one) for one in (".", "resources", "tests")]
        code = (
            f"import runpy, sys; sys.path[:0] = {paths!r}; sys.argv[1:] = [{str(tmp_path)!r}];"
            "runpy.run_module('printing.watched_export', run_name='__main__')"
        )
        found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
        first, *told = found.stdout.splitlines()
        assert first == f"written {len(HOSTILE)}"
        touched = [literal_eval(line).split(" ", 2) for line in told]
        assert {event for event, _, _ in touched} <= {"open", "os.rename", "os.remove"}
        read = {Path(path) for event, mode, path in touched if mode in {"r", "rb"}}
        written = {Path(path) for event, mode, path in touched if mode not in {"r", "rb"}}
        bundled = root / "resources" / "perfeval_resources"
        # What is replaced is looked at before, lest it be a store.
        others = {path for path in read if path.parent != tmp_path}
        assert {path.relative_to(bundled).parts[0] for path in others} == {"fonts", "color"}
        assert {path.parent for path in written} == {tmp_path}
        assert len(list(tmp_path.iterdir())) == len(HOSTILE) + 1


# By what a document acts, or leads elsewhere.
ACTING = {
    *("/URI", "/JavaScript", "/JS", "/Launch", "/GoToR", "/GoToE", "/EmbeddedFiles", "/EmbeddedFile", "/AA"),
    *("/OpenAction", "/Annots", "/Annot", "/Action", "/AcroForm", "/XFA", "/SubmitForm", "/RichMedia", "/EF"),
}

# The exact form in the document.
OF_OWN_FILE = {"/EmbeddedFiles", "/EmbeddedFile", "/EF"}


def words_in(pdf: bytes) -> set[str]:
    """Return the names in all objects of a document, those of entries and those that are values."""

    def names(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for name, one in value.items():
                yield name
                yield from names(one)
        elif isinstance(value, list | Stream):
            for one in value:
                yield from names(one)

    reader = Reader(pdf)
    return {name for one in [*reader.objects.values(), reader.trailer] for name in names(one)}
