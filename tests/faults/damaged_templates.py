"""Templates with lines mixed up, values that fit nowhere, and texts that are hardly TOML any more.

Each is either refused with a reason, or can be used: scored, checked, printed.
"""

from functools import partial
from importlib.resources import files
from random import Random
from unittest.mock import patch

from faults.campaign import Campaign, Portion, tries
from faults.commands import carried_out
from faults.figures import Failure
from faults.patience import NOTE, guarded
from faults.random_work import sample_forms, with_text
from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.evaluated_form import evaluate
from perfeval_desktop.printing.form_pdf import form_pdf
from perfeval_desktop.store import FormId

_SECONDS = 20
_VALUES = (
    *('""', '" "', "0", "-1", "1e9", "true", "[]", "{}", "[[]]", '["", ""]', "1979-05-27", '"１０"', '"1_0"'),
    *('"{year}{year}"', '"{"', '"}"', '"{year}}"', '"{nobody}"', '"nan"', '"Infinity"', '"1e-400"', '"180"'),
    *('"\\u0000"', '"\\n"', f'"{"长" * 3000}"', '"5e0"', f'"100.{"0" * 30}1"', '"0.0001"', '"-0"', "inf"),
)
_SIGNS = ("\0", "\x07", "\ufeff", '"', "'", "=", "[", "]", "\u202e", "𠮷", "\t", "#", "{", "}", "\r")
_KEYS = ("format", "id", "name", "level2", "weight", "role", "key", "type", "x")


def _texts() -> dict[str, str]:
    folder = files("perfeval_resources") / "templates"
    return {file.name.removesuffix(".toml"): file.read_text("utf-8") for file in folder.iterdir()}


def _special(text: str) -> list[str]:
    """Return what chance would hardly find."""
    return [
        "",
        "x = " + "[" * 3000 + "]" * 3000,
        "[" + ".".join("a" * 3000) + "]",
        "format = " + "9" * 5000,
        "format = 0x" + "F" * 5000,
        f"\ufeff{text}",
        text.replace("\n", "\r"),
        text.replace("{year}", "{year}}", 1),
        text.replace('weight = "10"', 'weight = "1e-300"', 1),
        text.replace('weight = "10"', 'weight = "1e-99999999"', 1),
        text.replace('weight = "10"', f'weight = "{"9" * 5000}"', 1),
    ]


def _mutant(text: str, random: Random) -> str:
    """Return ``text`` with one to three of its lines spoiled."""
    lines = text.split("\n")
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        at = random.randrange(len(lines))
        lines[at : at + 1] = _spoiled(lines, at, random)
        lines = lines or [""]
    return "\n".join(lines)


def _spoiled(lines: list[str], at: int, random: Random) -> list[str]:
    line = lines[at]
    key, _, value = line.partition("=")
    place = random.randint(0, len(line))
    match random.randrange(8):
        case 0:
            return []
        case 1:
            return [line, line]
        case 2 if value:
            return [f"{key}= {random.choice(_VALUES)}"]
        case 3 if value:
            return [f"{random.choice(_KEYS)} ={value}"]
        case 4:
            return ["".join(random.sample(line, len(line)))]
        case 5:
            return [random.choice(lines)]
        case 6 if any(map(str.isdigit, line)):
            digits = [number for number, one in enumerate(line) if one.isdigit()]
            digit = random.choice(digits)
            return [line[:digit] + random.choice("0123456789.-e") + line[digit + 1 :]]
        case _:
            return [line[:place] + random.choice(_SIGNS) + line[place:]]


def _run(portion: Portion) -> None:
    random, texts = portion.random, _texts()
    special = _special(texts["national-2020"])
    with patch("perfeval_desktop.paths.data_folder", lambda: portion.folder / "own"):
        for number in range(portion.tries):
            name = random.choice(sorted(texts))
            if number < len(special) and portion.number == 0:
                text = special[number]
            else:
                text = _mutant(texts[name], random)
            portion.figures.tries += 1
            _try(portion, text, random, where=f"try {number}, {name}")


def _try(portion: Portion, text: str, random: Random, *, where: str) -> None:
    figures, note = portion.figures, portion.folder / NOTE
    read = partial(read_template, text, source="坏.toml")
    template = guarded(figures, read, seconds=_SECONDS, where=f"{where}, reading", note=note)
    if template is None:
        return
    figures.meet("taken")
    for form in _forms(template, random):
        use = partial(_use, template, form)
        if guarded(figures, use, seconds=_SECONDS, where=f"{where}, using", note=note) is None:
            figures.fail(Failure.UNUSABLE, f"{where}: taken, and not to be used")
    file = portion.folder / "坏.toml"
    file.write_text(text, "utf-8")
    check = partial(carried_out, "templates", "check", file)
    answer = guarded(figures, check, seconds=_SECONDS, where=f"{where}, templates check", note=note)
    if answer is not None and not answer.is_known:
        figures.fail(Failure.WRONG, f"{where}: answers with {answer.code} and {answer.err!r}")


def _forms(template: Template, random: Random) -> list[Form]:
    """Return a blank form, one filled in by chance, and a sample of that template, if there is one."""
    blank = blank_form(template, 2024)
    filled = blank
    if any(block.columns for block in template.blocks):
        for _ in range(20):
            filled = with_text(template, filled, random)
    samples = [one for one in sample_forms() if one.template.id == template.id]
    return [blank, filled, *samples[:1]]


def _use(template: Template, form: Form) -> bytes:
    evaluate(template, FormId(""), form)
    return form_pdf(template, form)


CAMPAIGNS = (
    Campaign(name="damaged-templates", run=_run, sizes=tries(400, full=2000, each=100), seconds=3600),
)
