"""Printed labels, as they are compared, and what they mean: a role, or a thing that no rule reads.

Forms print one label with and without white space, colons, units, numbers in front, and marks such as (A),
(B/A) or (盖章); years and months in it are the form's own.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from perfeval_desktop.domain.columns import Column, Role

# White space, what cannot be seen, and numbers in a circle.
_SPACE = re.compile(r"[\s\u200b\u200c\u200d\ufeff\u00ad①-⑳]+")
_UNIT = re.compile(r"\((?:(?:金额)?单位:?)?(?:人民币)?(?:万元|元|\{unit\})\)|:|;$")
# What stands in brackets and is no word of the label: formulas, points, years, where to sign.
_MARKS = re.compile(
    r"\((?:[A-Z0-9%×*÷/+.\-=]+"
    r"|[^()]*[0-9]分[^()]*|分|[0-9]{4}年?[-—~至]+[0-9]{4}年?"
    r"|[^()]*(?:章|签字|签名|字以内|包含|优.{0,2}良|选填|必填|√|可附页)[^()]*)\)"
)
_NUMBER = re.compile(
    r"^(?:[0-9]{1,2}[.、)](?![0-9])|\([一二三四五六七八九十0-9]+\)|[一二三四五六七八九十]+、|[*★])"
)
_YEAR = re.compile(r"^[0-9]{4}年(?:度)?(?=.)")
_MONTHS = re.compile(
    r"(?:截至|截止|至)?(?:当年)?(?:[0-9]{1,2}月?[-—~至到])?[0-9]{1,2}月(?:底|末|份|[0-9]{1,2}日)?"
    r"|上半年|前三季度|(?:第?[一二三四1-4](?:[-—~至][一二三四1-4])?)季度"
)
_OF_WHICH = re.compile("^其中:?,?")


@lru_cache(maxsize=8192)
def plain_label(text: str) -> str:
    """Return a label as it is compared: half-width, without white space, colons and units.

    A template's place for the unit is one.
    """
    narrow = unicodedata.normalize("NFKC", _SPACE.sub("", text))
    return _UNIT.sub("", narrow.replace("其它", "其他"))


@lru_cache(maxsize=8192)
def bare_label(text: str) -> str:
    """Return a label without what some forms print with it and others do not; any months become ``月``."""
    plain = plain_label(text)
    bare = _YEAR.sub("", _NUMBER.sub("", _MARKS.sub("", plain)))
    return _MONTHS.sub("月", bare) or plain


@lru_cache(maxsize=8192)
def row_label(text: str) -> str:
    """Return the label of a row as it is compared, without 其中 and a number before or behind it."""
    bare = bare_label(text)
    return _NUMBER.sub("", _OF_WHICH.sub("", bare)) or bare


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """What labels stand for: ``role``, or without one a thing of its own.

    ``words`` are the bare labels known; ``pattern`` finds further wordings of the same kind.
    """

    words: frozenset[str]
    role: Role | None = None
    pattern: re.Pattern[str] | None = None


def meaning(*words: str, role: Role | None = None, pattern: str | None = None) -> Meaning:
    """Return a meaning. White space parts the words, which are compared as :func:`bare_label` gives them."""
    compiled = None if pattern is None else re.compile(pattern)
    return Meaning(frozenset(bare_label(word) for line in words for word in line.split()), role, compiled)


# A split target has no cell of its own but that of its number.
_SAME_ROLE = {Role.TARGET_NUMBER: Role.TARGET}


class Vocabulary:
    """The meanings of the labels in one part of a form, the likeliest of a word first.

    A word may have several meanings. A wording that no word is has that of the first pattern it fits; in a
    ``wide`` vocabulary the further ones as well: 县级财政资金 is of the county, or else just appropriated.
    """

    def __init__(self, *meanings: Meaning, wide: bool = False) -> None:
        self._meanings = meanings
        self._is_wide = wide
        self._most = len(meanings) if wide else 1
        self._by_word: dict[str, tuple[Meaning, ...]] = {}
        for one in meanings:
            for word in one.words:
                self._by_word[word] = (*self._by_word.get(word, ()), one)

    def taught(self, labels: Mapping[str, Role | None]) -> "Vocabulary":
        """Return a vocabulary in which each of ``labels`` means its role, and nothing else."""
        taught = Vocabulary(*self._meanings, wide=self._is_wide)
        for label, role in labels.items():
            word = bare_label(label)
            own = Meaning(frozenset({word}), role)
            taught._meanings = (own, *taught._meanings)
            taught._by_word[word] = (own,)
        return taught

    def by_word(self, label: str) -> tuple[Meaning, ...]:
        """Return what a label means as a word; nothing for one that is not known."""
        return self._by_word.get(label, ())

    def by_pattern(self, label: str) -> tuple[Meaning, ...]:
        """Return what a label means by its wording; nothing for one of no known kind."""
        fitting = (one for one in self._meanings if one.pattern is not None and one.pattern.search(label))
        return tuple(islice(fitting, self._most))

    def of(self, label: str) -> tuple[Meaning, ...]:
        """Return what a label means, as a word or else by its wording."""
        return self.by_word(label) or self.by_pattern(label)

    def of_column(self, column: Column) -> tuple[Meaning, ...]:
        """Return what a column of a template means: its role, or else what its label means without one."""
        if column.role is not None:
            role = _SAME_ROLE.get(column.role, column.role)
            return tuple(one for one in self._meanings if one.role is role)
        return without_role(self.by_word(bare_label(column.label))) or without_role(
            self.by_pattern(bare_label(column.label))
        )


def without_role(meanings: Iterable[Meaning]) -> tuple[Meaning, ...]:
    """Return the meanings that no rule reads."""
    return tuple(one for one in meanings if one.role is None)
