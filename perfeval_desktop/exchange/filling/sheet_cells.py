"""Texts in the cells of a worksheet: written as text, and as a number where the cell shows it so."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Final

from perfeval_desktop.domain.numerals import read_number
from perfeval_desktop.exchange.filling.plan import Value
from perfeval_desktop.exchange.filling.xml_texts import legal, made, set_text
from perfeval_desktop.exchange.number_formats import displayed
from perfeval_desktop.exchange.readers.names import name_of
from perfeval_desktop.exchange.readers.xml_parts import Element

# What a file would read as a character of another number: _x000D_.
_ESCAPE: Final = "_x"
_PERCENT: Final = "%"


def holds_formula(cell: Element) -> bool:
    """Whether a cell has a formula."""
    return any(name_of(part) == "f" for part in cell)


def write_cell(cell: Element, value: Value, number_format: str, *, is_reckoned: bool) -> None:
    """Give a cell a text, or the number that it shows as this text.

    Where formulas reckon with the cells (``is_reckoned``), the number need not be shown to the last zero.
    """
    _clear(cell)
    number = _number(value, number_format, is_reckoned=is_reckoned)
    if number is not None:
        own = made(cell, "v")
        own.text = number
        cell.insert(0, own)
        return
    cell.set("t", "inlineStr")
    inner, text = made(cell, "is"), made(cell, "t")
    set_text(text, escaped(value.text))
    inner.append(text)
    cell.insert(0, inner)


def write_parts(cell: Element, source: Element, shown: str, parts: Sequence[tuple[int, int, str]]) -> bool:
    """Replace parts of the text of a cell, which reads ``shown``; ``False`` where it does not.

    ``source`` is where the file holds the text: in the cell, or with those that cells share. What is not
    replaced keeps its looks.
    """
    inner = made(cell, "is")
    inner.extend(deepcopy(list(source)))
    texts = [one for one in inner.iter("{*}t") if not any(True for _ in one.iterancestors("{*}rPh"))]
    signs = [(number, sign) for number, one in enumerate(texts) for sign in one.text or ""]
    own = [sign for _, sign in signs]
    if "".join(own) != shown:
        return False
    for start, end, text in sorted(parts, reverse=True):
        if start == end:
            own[max(start - 1, 0)] += legal(text)
        else:
            own[start:end] = [legal(text), *[""] * (end - start - 1)]
    for number, one in enumerate(texts):
        together = "".join(text for text, (of, _) in zip(own, signs, strict=True) if of == number)
        set_text(one, together)
    _clear(cell)
    cell.set("t", "inlineStr")
    cell.insert(0, inner)
    return True


def escaped(text: str) -> str:
    """Return a text as a file of Excel holds it."""
    return legal(text).replace(_ESCAPE, "_x005F_x")


def _clear(cell: Element) -> None:
    for part in [one for one in cell if name_of(one) in {"v", "is"}]:
        cell.remove(part)
    if "t" in cell.attrib:
        del cell.attrib["t"]


def _number(value: Value, number_format: str, *, is_reckoned: bool) -> str | None:
    """Return the number that ``number_format`` shows as the text, ``None`` where there is none."""
    if not value.is_number or "@" in number_format:
        return None
    is_rate = value.text.endswith(_PERCENT)
    number = read_number(value.text.removesuffix(_PERCENT)).value
    if number is None:
        return None
    plain = f"{number / 100 if is_rate else number:f}"
    shown = displayed(plain, number_format)
    is_equal = is_reckoned and shown.endswith(_PERCENT) is is_rate
    is_equal = is_equal and read_number(shown.removesuffix(_PERCENT)).value == number
    return plain if is_equal or shown == value.text else None
