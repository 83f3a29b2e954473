"""How names are written in forms: each spelling, beside those that only look like it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.store import FormSummary
from perfeval_desktop.summary_texts import folded, seen


class NamedForm(NamedTuple):
    """A form of the list with the names that one of its fields holds, to the letter."""

    summary: FormSummary
    names: tuple[str, ...]

    @property
    def is_final(self) -> bool:
        """Whether it stays as it is."""
        return self.summary.state is FormState.FINAL


class Spelling(NamedTuple):
    """A name as it is written in so many ``forms``, ``final`` ones among them.

    Those with the same ``look`` differ in nothing but blanks, width and hidden characters; ``difference``
    says in which of them from the commonest, ``""`` for that one.
    """

    text: str
    forms: int
    final: int
    look: str
    difference: str = ""


def spellings(named: Iterable[NamedForm]) -> tuple[Spelling, ...]:
    """Return every spelling once: the names of most forms first, each with those that look alike below it."""
    forms = defaultdict[str, list[bool]](list)
    for one in named:
        for name in dict.fromkeys(one.names):
            forms[name].append(one.is_final)
    looks = defaultdict[str, list[Spelling]](list)
    for name, finals in forms.items():
        look = folded(name)
        looks[look].append(Spelling(name, len(finals), sum(finals), look))
    groups = sorted(looks.values(), key=lambda group: (-sum(one.forms for one in group), group[0].look))
    return tuple(one for group in groups for one in _compared(group))


def _compared(group: Sequence[Spelling]) -> list[Spelling]:
    """Return spellings that look alike, the commonest first, with what the others differ in."""
    first, *others = sorted(group, key=lambda one: (-one.forms, one.text))
    return [first, *(one._replace(difference=_difference(first.text, one.text)) for one in others)]


def _difference(usual: str, other: str) -> str:
    plain, plain_other = seen(usual), seen(other)
    parts = ["看不见的字符"] if (plain, plain_other) != (usual, other) else []
    packed, packed_other = (re.sub(r"\s", "", text) for text in (plain, plain_other))
    if packed != packed_other:
        parts.append("全角半角或大小写")
    elif plain != plain_other:
        parts.append("空格")
    return "、".join(parts)
