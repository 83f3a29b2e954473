"""Digits as a format shows them: grouped, rounded, as parts of a hundred."""

from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from perfeval_desktop.domain.rounding import EXACT, Rounding, RoundingMode
from perfeval_desktop.exchange.number_formats.sections import Section, Token

# Beyond that no rounding is exact, and no column wide enough.
_LARGEST: Final = 40


def general(value: Decimal) -> str:
    """Return a number without a format: up to eleven characters."""
    if not value:
        return "0"
    size = value.adjusted()
    if size >= 11 or (size < -4 and len(value.as_tuple().digits) - 1 - size > 9):
        mantissa, exponent = f"{Context(prec=6).plus(value):E}".split("E")
        return f"{_without_zeros(mantissa)}E{exponent[0]}{exponent[1:]:0>2}"
    decimals = 9 if size < 1 else 9 - size
    return _without_zeros(f"{rounded(value, max(decimals, 0)):f}")


def _without_zeros(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return a number with so many decimals, at most eleven."""
    return Rounding(RoundingMode.HALF_UP, min(decimals, 11))(value)


def as_number(value: Decimal, section: Section) -> str:
    """Return a number as a section without dates shows it."""
    if not section.has("digit"):
        as_it_is = general(value)
        told = (as_it_is if one.kind in {"general", "text"} else one.text for one in section.tokens)
        return "".join(told).strip()
    if section.has("exponent"):
        return _scientific(value, section)
    # Of fractions (# ?/?) the decimal is shown: no form has them.
    if section.has("/") or value.adjusted() > _LARGEST:
        return general(value)
    return _in_places(value, section)


class _Layout(NamedTuple):
    """Where the digits of a section stand among its tokens, before and after the point.

    ``shift`` is by how many decimals a number is moved (% and commas at the end), ``least`` how many digits
    it has before the point at least. ``is_whole``: those stand side by side, with nothing but commas between.
    """

    before: Sequence[int]
    after: Sequence[int]
    point: int
    shift: int
    least: int
    is_grouped: bool
    is_whole: bool


# The cells of a worksheet are in a few formats.
@lru_cache(maxsize=256)
def _layout(section: Section) -> _Layout:
    tokens = section.tokens
    places = [at for at, one in enumerate(tokens) if one.kind == "digit"]
    point = next((at for at, one in enumerate(tokens) if one.kind == "."), places[-1] + 1)
    before, after = [at for at in places if at < point], [at for at in places if at > point]
    # Commas behind a last digit divide by a thousand each, one between digits groups by thousands.
    scaling = {at for last in {places[-1], *before[-1:]} for at in _commas_behind(tokens, last)}
    return _Layout(
        before,
        after,
        point,
        2 * sum(one.kind == "%" for one in tokens) - 3 * len(scaling),
        sum(tokens[at].text == "0" for at in before),
        any(one.kind == "," and at not in scaling and at < point for at, one in enumerate(tokens)),
        bool(before) and all(tokens[at].kind in {"digit", ","} for at in range(before[0], before[-1])),
    )


def _in_places(value: Decimal, section: Section) -> str:
    before, after, point, shift, least, is_grouped, is_whole = _layout(section)
    tokens = section.tokens
    figure = rounded(value.scaleb(shift, EXACT), len(after))
    whole, _, decimals = f"{abs(figure):f}".partition(".")
    whole = whole.lstrip("0").rjust(least, "0")
    decimals = _without_optional(decimals, [tokens[at].text for at in after])
    digits = dict(zip(after, decimals, strict=False))
    if is_whole:
        digits[before[0]] = _in_thousands(whole) if is_grouped else whole
    else:
        digits |= _digits_by_place(whole, before, grouped=is_grouped)
    if not before:
        digits[point] = f"{whole}."
    shown = (digits.get(at, "" if one.kind in {"digit", ","} else one.text) for at, one in enumerate(tokens))
    return f"{'-' if value < 0 else ''}{''.join(shown).strip()}"


def _in_thousands(whole: str) -> str:
    first = len(whole) % 3
    return ",".join(
        filter(None, (whole[:first], *(whole[at : at + 3] for at in range(first, len(whole), 3))))
    )


def _commas_behind(tokens: Sequence[Token], last: int) -> Iterator[int]:
    for at in range(last + 1, len(tokens)):
        if tokens[at].kind != ",":
            return
        yield at


def _digits_by_place(whole: str, places: Sequence[int], *, grouped: bool) -> dict[int, str]:
    """Return which digits stand where; those that find no place of their own stand at the first."""
    told: dict[int, str] = {}
    for left, digit in zip(range(len(whole))[::-1], whole, strict=True):
        place = places[max(len(places) - 1 - left, 0)] if places else -1
        told[place] = told.get(place, "") + digit + ("," if grouped and left and left % 3 == 0 else "")
    return told


def _without_optional(decimals: str, places: list[str]) -> str:
    """Return decimals without the zeros at the end that the format does not ask for."""
    while decimals.endswith("0") and places[len(decimals) - 1] != "0":
        decimals = decimals[:-1]
    return decimals


def _scientific(value: Decimal, section: Section) -> str:
    at = next(place for place, one in enumerate(section.tokens) if one.kind == "exponent")
    digits = [one for one in section.tokens[:at] if one.kind in {"digit", "."}]
    point = next((place for place, one in enumerate(digits) if one.kind == "."), len(digits) - 1)
    mantissa, exponent = f"{Context(prec=max(len(digits) - point, 1)).plus(value):E}".split("E")
    whole, _, decimals = mantissa.partition(".")
    needed = sum(one.kind == "digit" for one in section.tokens[at:])
    decimals = decimals.ljust(len(digits) - point - 1, "0")
    sign = "-" if exponent.startswith("-") else "+" if "+" in section.tokens[at].text else ""
    return f"{whole}{'.' if decimals else ''}{decimals}E{sign}{exponent[1:]:0>{needed}}"
