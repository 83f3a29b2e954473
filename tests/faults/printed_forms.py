"""Forms with characters of every plane, and huge ones, as PDF: sound to qpdf, and to be read by two readers.

Every character is found again, or told beforehand to be in no font.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import partial
from random import Random
from typing import NamedTuple

import pikepdf

from faults.campaign import Campaign, Portion, depth, tries
from faults.figures import Failure, Figures
from faults.patience import NOTE, guarded
from faults.random_work import TEMPLATES, sample_forms
from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import enter, row_ids
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.template import Template
from perfeval_desktop.evaluated_form import evaluate
from perfeval_desktop.printing.file_names import file_name
from perfeval_desktop.printing.form_pdf import form_pdf
from perfeval_desktop.printing.unprintable import unprintable_characters
from perfeval_desktop.store import FormId
from printing.pdf.reading import syntax_problems
from printing.pdf_text import page_texts, pdfminer_texts

_SECONDS = 30
_SECONDS_OF_HUGE = 200
# First, last, and how often: Chinese, other scripts, marks, signs, what steers other characters, private use.
_RANGES = (
    *(
        (0x4E00, 0x9FFF, 30),
        (0x20, 0x7E, 10),
        (0x3400, 0x4DBF, 6),
        (0x20000, 0x2A6DF, 8),
        (0x2A700, 0x323AF, 4),
    ),
    *((0xA0, 0x24F, 4), (0x300, 0x36F, 4), (0x370, 0x52F, 3), (0x590, 0x6FF, 4), (0x900, 0xFFF, 4)),
    *(
        (0x2000, 0x206F, 5),
        (0x2070, 0x27BF, 5),
        (0x2E80, 0x33FF, 5),
        (0xA000, 0xABFF, 2),
        (0xAC00, 0xD7A3, 2),
    ),
    *((0xE000, 0xF8FF, 2), (0xF900, 0xFDFF, 5), (0xFE00, 0xFE0F, 3), (0xFE10, 0xFFFF, 6), (0, 0x1F, 4)),
    *(
        (0x7F, 0x9F, 2),
        (0x10000, 0x1FFFF, 5),
        (0x1F300, 0x1FAFF, 5),
        (0xE0000, 0xE01EF, 2),
        (0xF0000, 0x10FFFF, 2),
    ),
)
_SEQUENCES = (
    *("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1e8\U0001f1f3", "1\ufe0f\u20e3", "葛\U000e0100"),
    *(
        "e\u0301\u0302",
        "\u202eabc\u202c",
        "שלום",
        "مرحبا",
        "\u2067甲\u2069",
        "\r\n",
        "……——",
        "𠮷野家",
        "〾〇",
    ),
)


def _text(random: Random, longest: int) -> str:
    made = []
    for _ in range(random.randint(0, longest)):
        if random.random() < 0.05:
            made.append(random.choice(_SEQUENCES))
        else:
            (first, last, _), *_ = random.choices(_RANGES, [weight for *_, weight in _RANGES])
            made.append(chr(random.randint(first, last)))
    return "".join(made)


def _form(template: Template, random: Random) -> Form:
    """Return a form of ``template`` with such texts in many cells."""
    form = blank_form(template, random.randint(2000, 2099))
    if template.grid is not None:
        form, rows = form.new_rows(random.randint(0, 6))
        form = form.with_rows(template.grid.key, (*form.rows(template.grid.key), *rows))
    for block in template.blocks:
        for row in row_ids(block, form):
            for column in block.columns:
                if random.random() < 0.5:
                    longest = 120 if column.role in {Role.EXPECTED_GOAL, Role.ACTUAL_OUTCOME} else 12
                    form = enter(template, form, Place(block.key, row, column.key), _text(random, longest))
    return form


def _run(portion: Portion) -> None:
    random, figures = portion.random, portion.figures
    templates = list(TEMPLATES.values())
    for number in range(portion.tries):
        template = templates[number % len(templates)]
        form = _form(template, random)
        figures.tries += 1
        where = f"form {number}, {template.id}"
        work = partial(_printed, template, form)
        made = guarded(figures, work, seconds=_SECONDS, where=where, note=portion.folder / NOTE)
        if made is not None:
            _judge_syntax(figures, made.pdf, where=where)
            _judge_texts(figures, made, where=where)
            _judge_name(figures, file_name(template, form), where=where)


class _Printed(NamedTuple):
    """A printed form: its file, and what stands in its cells."""

    pdf: bytes
    text: str


def _printed(template: Template, form: Form) -> _Printed:
    evaluate(template, FormId(""), form)
    cells = {id(cell): cell for row in printed(Seen.of(template, form)).rows for cell in row.cells}
    return _Printed(form_pdf(template, form), "".join(cell.text for cell in cells.values()))


def _judge_syntax(figures: Figures, pdf: bytes, *, where: str) -> None:
    try:
        problems = syntax_problems(pdf)
    except pikepdf.PdfError as error:
        problems = [str(error)]
    if problems:
        figures.fail(Failure.DAMAGED, f"{where}: {problems[0]}")


def _judge_texts(figures: Figures, made: _Printed, *, where: str) -> None:
    readers = [Counter("".join(texts(made.pdf))) for texts in (page_texts, pdfminer_texts)]
    # Readers write some characters in another way, such as a ligature in its letters.
    folded = [Counter(unicodedata.normalize("NFKC", "".join(one.elements()))) for one in readers]
    told = unprintable_characters(made.text)
    figures.meet("characters told to be in no font", len(told))
    lost = []
    for character, count in Counter(made.text).items():
        figures.meet("characters", count)
        if character in told or character.isspace() or character in "\u2028\u2029":
            continue
        pieces = unicodedata.normalize("NFKC", character)
        if all(one[character] < count for one in readers) and not any(
            all(one[piece] >= count for piece in pieces) for one in folded
        ):
            lost.append(f"U+{ord(character):04X} {unicodedata.name(character, '?')}")
    if lost:
        figures.fail(Failure.LOST, f"{where}: not found by any reader: {', '.join(lost[:6])}")


def _judge_name(figures: Figures, name: str, *, where: str) -> None:
    is_short = len(name) <= 120 and len(name.encode()) <= 240
    is_plain = not any(unicodedata.category(one)[0] == "C" for one in name)
    if not (is_short and is_plain and name[0].isdigit()) or set(name) & set('/\\:*?"<>|'):
        figures.fail(Failure.WRONG, f"{where}: named {name!r}")


# -- huge forms ----------------------------------------------------------------------------------------------

_HUGE: dict[str, Callable[[int], str]] = {
    "characters": lambda size: ("项目完成情况良好。" * size)[:size],
    "letters without a break": lambda size: "a" * size,
    "line ends": lambda size: "\n" * size,
    "combining marks": lambda size: "e" + "\u0301" * size,
    "joiners": lambda size: "\u200d" * size,
    "rare characters": lambda size: "".join(chr(0x20000 + number % 40_000) for number in range(size)),
    "digits": lambda size: "1" * size,
}
_ROLES = (Role.EXPECTED_GOAL, Role.TARGET, Role.REASON, Role.LEVEL3, Role.PROJECT)


def _run_huge(portion: Portion) -> None:
    name, made = list(_HUGE.items())[portion.number]
    form = sample_forms()[0]
    template = TEMPLATES[form.template.id]
    for role in _ROLES:
        portion.figures.tries += 1
        where = f"{portion.tries} {name} as {role}"
        filled = enter(template, form, _place(template, form, role), made(portion.tries))
        work = partial(_printed, template, filled)
        found = guarded(
            portion.figures, work, seconds=_SECONDS_OF_HUGE, where=where, note=portion.folder / NOTE
        )
        if found is not None:
            _judge_syntax(portion.figures, found.pdf, where=where)


def _place(template: Template, form: Form, role: Role) -> Place:
    for block in template.blocks:
        if role in block.by_role:
            return Place(block.key, row_ids(block, form)[0], block.by_role[role].key)
    raise AssertionError(role)


CAMPAIGNS = (
    Campaign(name="pdf-characters", run=_run, sizes=tries(140, full=2000, each=28), seconds=3600),
    Campaign(
        name="pdf-huge",
        run=_run_huge,
        sizes=depth(5000, full=20_000, portions=len(_HUGE)),
        seconds=3 * len(_ROLES) * _SECONDS_OF_HUGE,
    ),
)
