"""An indicator of a library, and a library's file: one field, its indicators, every error with its line."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from perfeval_desktop.domain.blocks import LESS_IS_BETTER, MORE_IS_BETTER
from perfeval_desktop.domain.hidden_characters import trimmed
from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.toml_hints import toml_hint
from perfeval_desktop.domain.toml_lines import line_of
from perfeval_desktop.domain.toml_table import TomlTable
from perfeval_desktop.domain.toml_text import parsed_toml
from perfeval_desktop.errors import LibraryError, TemplateError

_MOST_POINTS = 100
# What the reader refuses; blanks are something else.
_CONTROL = Pattern("[\x00-\x08\x0e-\x1b\x7f]")


class _Better(StrEnum):
    """Which way is better of an indicator, as a file says it."""

    MORE = MORE_IS_BETTER
    LESS = LESS_IS_BETTER


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryIndicator:
    """An indicator to be put into forms.

    ``field`` is what it is about (教育, 卫生健康 …). ``target`` is an example with sign and unit (``≥95%``),
    ``measure`` its unit; ``direction`` says which way is better, ``""`` where nobody does; ``weight`` are its
    usual points; ``proof`` says how it is proved. All but the name of the indicator may be empty.
    """

    field: str
    name: str
    level1: str = ""
    level2: str = ""
    target: str = ""
    measure: str = ""
    direction: str = ""
    weight: Decimal | None = None
    proof: str = ""


def read_library(text: str, *, source: str) -> tuple[LibraryIndicator, ...]:
    """Return the indicators of the file with ``text``; ``source`` is its name.

    Raises :class:`LibraryError`, which names file, line and reason.
    """
    try:
        data = parsed_toml(text)
    except ValueError as error:
        hint = toml_hint(text, str(error))
        raise LibraryError(f"指标库文件“{source}”不是有效的 TOML：{error}。{hint}请改正后再打开。") from error
    root = TomlTable(data, source, noun="指标库文件")
    try:
        field = root.text("field")
        found = root.tables("indicators", lambda table: _indicator(table, field))
        root.finish()
    except TemplateError as error:
        line = line_of(text, error.key)
        raise LibraryError(f"{error}" if line is None else f"{error}（第 {line} 行）") from error
    return found


def _indicator(table: TomlTable, field: str) -> LibraryIndicator:
    has_weight, has_direction = table.has("weight"), table.has("direction")
    return LibraryIndicator(
        field=field,
        name=table.text("name"),
        level1=table.text("level1", ""),
        level2=table.text("level2", ""),
        target=table.text("target", ""),
        measure=table.text("measure", ""),
        direction=table.choice("direction", _Better).value if has_direction else "",
        weight=table.number("weight", least=0, most=_MOST_POINTS) if has_weight else None,
        proof=table.text("proof", ""),
    )


def library_text(field: str, indicators: Sequence[LibraryIndicator]) -> str:
    """Return the file of one field, as :func:`read_library` reads it, a line for each indicator."""
    lines = "".join(f"    {{ {', '.join(_pairs(one))} }},\n" for one in indicators)
    return f"field = {_quoted(field)}\nindicators = [\n{lines}]\n"


def _pairs(one: LibraryIndicator) -> list[str]:
    weight = "" if one.weight is None else f"{one.weight:f}"
    texts = {
        "level1": one.level1,
        "level2": one.level2,
        "name": one.name,
        "target": one.target,
        "measure": one.measure,
        "direction": one.direction,
        "weight": weight,
        "proof": one.proof,
    }
    return [f"{key} = {_quoted(text)}" for key, text in texts.items() if text]


def library_words(text: str) -> str:
    """Return ``text`` as a library holds it: on one line, no controls in it, nothing unseen at its ends."""
    return trimmed(" ".join(_CONTROL.sub("", text).split()))


def usual_weight(weight: Decimal | None) -> Decimal | None:
    """Return the points of an indicator where a library takes them, ``None`` where it does not."""
    return weight if weight is not None and 0 <= weight <= _MOST_POINTS else None


def _quoted(text: str) -> str:
    return '"' + library_words(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
