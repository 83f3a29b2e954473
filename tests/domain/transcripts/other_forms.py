"""Forms of counties and years other than the templates', with the words that they print.

They stand in ``other_forms.txt``, which says how it is written.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

Values = dict[str, Any]


def other_forms() -> dict[str, Values]:
    """Return the forms by name, in the shape of a transcript's file."""
    text = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
    forms: dict[str, Values] = {}
    for line in text.splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "=":
            name, title, unit, *grade = _parted(rest)
            forms[name] = _blank(title, unit, grade)
        elif line and kind != "#":
            _add(list(forms.values())[-1], kind, rest)
    for form in forms.values():
        # Of no use but while the forms are read.
        del form["labels"]
    return forms


def _blank(title: str, unit: str, grade: Sequence[str]) -> Values:
    head = {"title": title, "fiscal_year": 2023, "unit": unit, "grade": "".join(grade)}
    lists: Values = {name: [] for name in ("funding", "blocks", "goals", "indicators")}
    return {**head, **lists, "fields": {}, "total": {}, "labels": {}}


def _add(form: Values, kind: str, rest: str) -> None:
    match kind:
        case "f" | "t":
            label, text = _parted(rest)
            form["fields" if kind == "f" else "total"][label] = text
        case "m" | "c":
            form["labels"][kind] = rest.split()
        case "r":
            row, *texts = rest.split()
            form["funding"].append({"row": row, "values": _filled(form["labels"]["m"], texts)})
        case "i":
            form["indicators"].append(_filled(form["labels"]["c"], _parted(rest)))
        case "g":
            form["goals"].append(_named(rest))
        case _:
            block, row, values = _parted(rest)
            form["blocks"].append({"block": block, "row": row, "values": _named(values)})


def _parted(text: str) -> list[str]:
    return [part.strip() for part in text.split("|")]


def _named(text: str) -> dict[str, str]:
    pairs = (part.strip().partition("=") for part in text.split(" ; "))
    return {name: value for name, _, value in pairs}


def _filled(labels: Sequence[str], texts: Sequence[str]) -> dict[str, str]:
    return {label: text for label, text in zip(labels, texts, strict=True) if text not in {"", "."}}
