"""The quantities in a text, and the words around them."""

from collections.abc import Iterator
from typing import NamedTuple

from perfeval_desktop.domain.pattern import Match, Pattern
from perfeval_desktop.domain.quantities.measure_pattern import AND_A_HALF, MEASURE, TO
from perfeval_desktop.domain.quantities.naming_numbers import MASK, is_idiom, without_names
from perfeval_desktop.domain.quantities.numbers import NUMERAL_SIGNS
from perfeval_desktop.domain.quantities.quantity import Quantity
from perfeval_desktop.domain.quantities.quantity_reader import quantity_and_a_half, quantity_of
from perfeval_desktop.domain.quantities.two_numbers import quantity_of_two
from perfeval_desktop.domain.quantities.unit_pattern import UNIT_PATTERN
from perfeval_desktop.domain.quantities.unit_tables import Ratio
from perfeval_desktop.domain.quantities.units import Unit, read_unit


class Measured(NamedTuple):
    """A quantity in a text, and the words right before it, up to the one before.

    ``is_last``: a clause ends behind it.
    """

    quantity: Quantity
    label: str
    is_last: bool


class Found(NamedTuple):
    """The quantities of a text, in order, and its words without them.

    ``is_unclear``: what looks like a number is none that can be read (``1,2``, 几十).
    """

    measures: tuple[Measured, ...]
    words: str
    is_unclear: bool = False


NOTHING_FOUND = Found((), "")

_NUMERAL = Pattern(f"[{NUMERAL_SIGNS}]")
# Without any of these a text holds no quantity, and is its words.
_NUMERIC = Pattern(rf"[{NUMERAL_SIGNS}几数?《(]")
_UNCLEAR = Pattern(r"[0-9],[0-9]|[0-9]\.[0-9]+\.[0-9]|\?|[几数][十百千万次]")
# 100tCO2 is not 100 tons.
_UNIT_OF_SOMETHING = Pattern("[0-9][tmgLsh][A-Z][A-Za-z0-9]")
# What says that something is not so, or not yet.
DENIAL = Pattern("未|没|不|尚|推迟|延|逾")
_LAST_REMARK = Pattern(r"[(](?P<inside>[^()]*)[)]$")
_NO_REMARK = Pattern("含|百分比|.?|[含其].*[0-9].*")


def find_measures(text: str) -> Found:
    """Return the quantities in the :func:`plain` ``text``."""
    if _NUMERIC.search(text) is None:
        return Found((), text)
    text = _without_remark(text)
    named = without_names(text)
    if _UNCLEAR.search(named) or _UNIT_OF_SOMETHING.search(text):
        return Found((), named, is_unclear=True)
    whole = quantity_of_two(named)
    if whole is not None:
        return Found((Measured(whole, "", is_last=True),), "")
    return _found(named)


def _without_remark(text: str) -> str:
    """Return ``text`` without the remark in brackets at its end; a unit in brackets is no remark."""
    remark = _LAST_REMARK.search(text) if text[-1] == ")" else None
    if remark is None or remark.start() == 0 or text[remark.start() - 1] in "≥≤":
        return text
    inside = remark["inside"]
    is_remark = not (DENIAL.search(inside) or _NO_REMARK.fullmatch(inside) or UNIT_PATTERN.fullmatch(inside))
    return text[: remark.start()] if is_remark else text


def _found(text: str) -> Found:
    found, words, at = [], [], 0
    for match, end, quantity in _quantities(text):
        if quantity is None:
            return Found((), text, is_unclear=True)
        label, at = text[at : match.start()] + (match.groupdict().get("doing") or ""), end
        unit = _unknown_unit(text, at, quantity.unit.size) if quantity.unit.is_bare else None
        words.append(label)
        if unit is None:
            found.append(Measured(quantity, label, is_last=_ends(text, at)))
        else:
            at += 1
            found.append(Measured(quantity._replace(unit=unit), label, is_last=True))
    return Found(_counting(found), "".join((*words, text[at:])).replace(MASK, ""))


def _counting(found: list[Measured]) -> tuple[Measured, ...]:
    """Return those that count: beside one that ends a clause others only describe (110千伏线路12次)."""
    last = [one for one in found if one.is_last]
    signed = [one for one in found if one.quantity.comparator.is_signed]
    if len(last) == 1 and (not signed or signed == last):
        return tuple(last)
    if not last and len(signed) == 1:
        return tuple(signed)
    return tuple(found)


def _quantities(text: str) -> Iterator[tuple[Match, int, Quantity | None]]:
    """Yield the match of a quantity, where it ends, and what it is; ``None`` for a number that is none."""
    at = 0
    while _NUMERAL.search(text, at) and (match := MEASURE.search(text, at)):
        number = match.start("number")
        if "半" in text and (half := AND_A_HALF.match(text, number)):
            at = half.end()
            yield half, at, quantity_and_a_half(half)
            continue
        other_end = _other_end(text, match)
        if other_end is not None or _counts(text, match):
            at = (other_end or match).end()
            yield match, at, quantity_of(text, match, other_end)
        else:
            at = number + 1


def _other_end(text: str, match: Match) -> Match | None:
    """Return the match of the number that makes a range with the one of ``match``: 5场至8场."""
    between = None if match["behind"] else TO.match(text, match.end())
    end = None if between is None else MEASURE.match(text, between.end())
    if end is None or between is None or end.start("number") != between.end():
        return None
    # 12场、360人次 are two quantities.
    is_one = not (match["unit"] and end["unit"]) or read_unit(match["unit"]) == read_unit(end["unit"])
    return end if is_one else None


def _counts(text: str, match: Match) -> bool:
    """Whether a match is a quantity, and not part of a word or a name."""
    numeral = match["number"]
    if any(match[tail] for tail in ("parts", "of", "lower", "spread", "more")):
        return True
    if numeral[0] in "0123456789.":
        return bool(match["unit"] or match["behind"]) or not _RUNS_INTO_A_WORD.match(text, match.end())
    if is_idiom(text, match.start("number")):
        return False
    if match["unit"] is None:
        return match.start() == 0 and match.end() == len(text)
    if match["behind"] or _ends(text, match.end()):
        return True
    return _counts_in_words(text, match)


# A bare number before a word names something (110联动).
_RUNS_INTO_A_WORD = Pattern(r"[^\W\dA-Za-z_]{2}")


def _counts_in_words(text: str, match: Match) -> bool:
    """Whether a Chinese numeral before more words counts (召开三次会议), and is not part of a word."""
    if _DIGIT.search(text) or match["unit"] not in _COUNTED_BY_WORDS:
        return False
    return match.start() == 0 or text[match.start() - 1] not in _NEVER_A_UNIT


_DIGIT = Pattern("[0-9]")
_COUNTED_BY_WORDS = frozenset("次场期份套台家所座处间户人名位册本篇部张条项个口只件轮例起")
_NEVER_A_UNIT = frozenset(
    "内前后多余左右以至到上下约底中半初末一二三四五六七八九十百千万亿的之与和及或且是为有不未无已个等共其"
)
_CLAUSE_ENDS = frozenset(",.;:、()+共合总均含分")


def _ends(text: str, at: int) -> bool:
    """Whether a clause ends at ``at``, or what follows adds another quantity."""
    return at >= len(text) or text[at] in _CLAUSE_ENDS


def _unknown_unit(text: str, at: int, size: Ratio) -> Unit | None:
    """Return the single sign at the end of a clause, that a number counts though no table knows it."""
    sign = text[at : at + 1]
    if not "\u4e00" <= sign <= "\u9fff" or sign in _NEVER_A_UNIT or not _ends(text, at + 1):
        return None
    return Unit(sign, frozenset({sign}), size)
