"""A number format in its parts: up to four sections, each a row of tokens.

The sections are for positive numbers, negative ones, zero and text, or for what they say in brackets.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from perfeval_desktop.exchange.number_formats.built_in import GENERAL

_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<half>AM/PM|A/P|上午/下午)|(?P<exponent>E[+-])"
    r"|(?P<date>y+|m+|d+|h+|s+|aaaa?|e+)|(?P<digit>[0#?])|(?P<text>@)|(?P<end>;)|(?P<sign>[%.,/])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_ELAPSED: Final = re.compile(r"h+|m+|s+", re.IGNORECASE)
_AS_IT_IS: Final = frozenset({"quoted", "escaped", "other"})


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a section: a place of a digit, a part of a date, a sign, or text (``literal``)."""

    kind: str
    text: str


@dataclass(slots=True, eq=False)
class Section:
    """A part of a format: its tokens, and the condition under which it is taken; itself alone its equal."""

    tokens: list[Token]
    condition: tuple[str, Decimal] | None = None
    has_chinese_digits: bool = False

    @property
    def is_date(self) -> bool:
        """Whether it shows a day or a time of day."""
        return any(token.kind in {"date", "half", "elapsed"} for token in self.tokens)

    def has(self, kind: str) -> bool:
        """Tell whether there is such a token."""
        return any(token.kind == kind for token in self.tokens)


@lru_cache(maxsize=256)
def sections(number_format: str) -> tuple[Section, ...]:
    """Return the sections of a format: at least one."""
    found = [Section([])]
    for match in _TOKEN.finditer(number_format or GENERAL):
        kind = str(match.lastgroup)
        text = match[kind]
        if kind == "end":
            found.append(Section([]))
        elif kind == "bracket":
            _take_bracket(found[-1], text)
        elif kind != "fill":
            found[-1].tokens.append(_token(kind, text))
    return tuple(found)


def _token(kind: str, text: str) -> Token:
    if kind in _AS_IT_IS:
        return Token("literal", text)
    if kind == "space":
        return Token("literal", " ")
    if kind == "sign":
        return Token(text, text)
    return Token(kind, text.lower() if kind == "date" else text)


def _take_bracket(section: Section, text: str) -> None:
    """Note what stands in brackets: a condition, hours beyond a day, a currency; colours are not shown."""
    if _ELAPSED.fullmatch(text):
        section.tokens.append(Token("elapsed", text.lower()))
    elif text.startswith("$"):
        section.tokens.append(Token("literal", text[1:].partition("-")[0]))
    elif compared := _CONDITION.fullmatch(text):
        section.condition = (compared[1], Decimal(compared[2]))
    elif text.upper() == "DBNUM1":
        section.has_chinese_digits = True
