"""What a cell shows of a number or a text in a format."""

from collections.abc import Callable, Sequence
from decimal import Context, Decimal
from functools import lru_cache
from typing import Final

from perfeval_desktop.domain.numerals import read_number
from perfeval_desktop.exchange.number_formats.dates import as_date
from perfeval_desktop.exchange.number_formats.numbers import as_number, general
from perfeval_desktop.exchange.number_formats.sections import Section, sections

# Excel knows 15 digits of a number; files hold the 17 of its binary form.
_KNOWN: Final = Context(prec=15)
_COMPARE: Final[dict[str, Callable[[Decimal, Decimal], bool]]] = {
    "<": Decimal.__lt__,
    "<=": Decimal.__le__,
    ">": Decimal.__gt__,
    ">=": Decimal.__ge__,
    "=": Decimal.__eq__,
    "<>": Decimal.__ne__,
}


# A worksheet has the same few numbers in the same few formats again and again.
@lru_cache(maxsize=4096)
def displayed(number: str | float, number_format: str, *, from_1904: bool = False) -> str:
    """Return a number, in digits as files have it, as the format shows it."""
    value = _KNOWN.create_decimal(str(number))
    if not value.is_finite():
        return str(number)
    section, shows_sign = _chosen(sections(number_format), value)
    if section is None:
        return general(value)
    if section.is_date:
        return as_date(value, section, from_1904=from_1904)
    return as_number(value if shows_sign else abs(value), section)


def hidden_digits(number: str | float, shown: str) -> str:
    """Return a number of a file where ``shown`` is that number rounded, ``""`` for anything else.

    A number that is shown as something else, in per cent or in thousands, is not what its text says.
    """
    text = shown.strip()
    if text == str(number):
        return ""
    told, value = read_number(text).value, _KNOWN.create_decimal(str(number))
    if told is None or told == value:
        return ""
    least = Decimal(1).scaleb(-len(text.partition(".")[2]))
    return f"{value.normalize(_KNOWN):f}" if abs(value - told) < least else ""


def displayed_text(text: str, number_format: str) -> str:
    """Return a text as the format shows it: as it is, save where the format writes something around it."""
    if "@" not in number_format:
        return text
    found = sections(number_format)
    own = found[3] if len(found) == 4 else found[0]
    if not own.has("text"):
        return text
    shown = "".join(text if one.kind == "text" else one.text for one in own.tokens)
    # Blanks that set it off from the border are no part of it.
    return text if shown.strip() == text.strip() else shown.strip()


def _chosen(found: Sequence[Section], value: Decimal) -> tuple[Section | None, bool]:
    """Return the section for a number, and whether its sign is still to be shown."""
    if any(section.condition for section in found):
        for section in found[:3]:
            if section.condition is None or _COMPARE[section.condition[0]](value, section.condition[1]):
                return section, True
        return None, True
    if len(found) == 1 or value > 0:
        return found[0], True
    if value < 0:
        return found[1], False
    return found[2 if len(found) > 2 else 0], True
