"""A target or an actual as a whole: its quantities, its days, its words."""

from functools import lru_cache
from typing import NamedTuple

from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.at_a_glance import Glance, read_at_a_glance
from perfeval_desktop.domain.quantities.dates import find_days
from perfeval_desktop.domain.quantities.days import Days
from perfeval_desktop.domain.quantities.measures import NOTHING_FOUND, Found, Measured, find_measures
from perfeval_desktop.domain.quantities.placeholders import is_unfilled, says_nothing
from perfeval_desktop.domain.quantities.plain_text import plain
from perfeval_desktop.domain.quantities.quantity import Quantity
from perfeval_desktop.domain.quantities.sayings import Saying, is_of_other_days, saying

# No text is read beyond this: a pasted page is prose.
LONGEST = 80


class Reading(NamedTuple):
    """What a text says. ``plain`` is its one spelling, ``found`` its quantities and words, ``days`` its days.

    ``words`` are those left beside quantities and days. ``is_ambiguous``: it may be a day and may be a number
    (``12.31``). ``said`` is what the words of the whole text say by themselves. ``is_blank``: it is nothing
    but a placeholder; ``is_unfilled``: something in it is one. ``is_of_other_days``: it tells what has not
    happened yet, or happened in another year. ``quantity`` is the one quantity, ``None`` for none and for
    several.
    """

    text: str
    plain: str
    found: Found
    days: Days | None
    words: str
    is_ambiguous: bool = False
    said: Saying = Saying.OTHER
    is_blank: bool = False
    is_unfilled: bool = False
    is_of_other_days: bool = False
    quantity: Quantity | None = None


def read(text: str, year: int) -> Reading:
    """Return what ``text`` of a form of ``year`` says."""
    if len(text) > LONGEST * 2:
        return _prose(text, text.strip())
    return _read(text, year)


def whole_quantity(text: str) -> Quantity | None:
    """Return the quantity that ``text`` is as a whole, ``None`` where other words or days stand beside it."""
    reading = read(text, 0)
    return reading.quantity if not reading.words and (reading.days is None or reading.is_ambiguous) else None


def _prose(text: str, words: str) -> Reading:
    return Reading(
        text,
        words,
        NOTHING_FOUND,
        None,
        words,
        said=saying(words),
        is_blank=says_nothing(words),
        is_unfilled=is_unfilled(words),
        is_of_other_days=is_of_other_days(words, words),
    )


# Between two forms many targets and actuals are the same.
@lru_cache(maxsize=4096)
def _read(text: str, year: int) -> Reading:
    if glance := read_at_a_glance(text):
        return _seen(text, glance)
    one = plain(text)
    if len(one) > LONGEST:
        return _prose(text, one)
    if one != text and (glance := read_at_a_glance(one)):
        return _seen(text, glance)
    return _read_closely(text, one, year)


def _seen(text: str, glance: Glance) -> Reading:
    found = Found((Measured(glance.quantity, "", is_last=True),), "")
    return Reading(text, glance.plain, found, None, "", quantity=glance.quantity)


def _read_closely(text: str, one: str, year: int) -> Reading:
    dated = find_days(one, year)
    is_ambiguous = False
    if dated is None or dated.words:
        found = find_measures(one if dated is None else dated.words)
    else:
        found = NOTHING_FOUND if _CHINESE.search(one) else find_measures(one)
        is_ambiguous = bool(found.measures)
        found = found if is_ambiguous else NOTHING_FOUND
    words = "" if is_ambiguous else found.words
    return Reading(
        text=text,
        plain=one,
        found=found,
        days=None if dated is None else dated.days,
        words=words,
        is_ambiguous=is_ambiguous,
        said=saying(one),
        is_blank=says_nothing(one),
        is_unfilled=is_unfilled(one),
        is_of_other_days=is_of_other_days(one, words),
        quantity=found.measures[0].quantity if len(found.measures) == 1 else None,
    )


_CHINESE = Pattern(r"[^\W\dA-Za-z_]")
