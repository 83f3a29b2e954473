"""Which Chinese characters letters may stand for: whole syllables, their beginnings, first letters.

All readings of a character count: 重 is found by ``zhong`` and ``chong``, 会 by ``hui`` and ``kuai``. The
table was made of pypinyin and is read when letters are looked for the first time.
"""

import string
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

LETTERS = frozenset(string.ascii_lowercase)
LONGEST_SYLLABLE = 6
# Two letters that begin a syllable together, and are typed for it.
_PAIRS = ("zh", "ch", "sh")
# How else a syllable is typed: ü has no key of its own.
_ALIASES = {"lv": ("lyu",), "nv": ("nyu",), "lve": ("lue",), "nve": ("nue",)}


@cache
def read_table() -> Mapping[str, str]:
    """Return the characters by syllable; the first time takes a hundredth of a second."""
    table = (files("perfeval_resources") / "pinyin" / "readings.txt").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for line in table.splitlines():
        if not line.startswith("#"):
            syllable, characters = line.split()
            found[syllable] = characters
    for syllable, others in _ALIASES.items():
        for other in others:
            found[other] = found.get(other, "") + found[syllable]
    return found


@lru_cache(maxsize=256)
def characters_of(letters: str, *, is_last: bool) -> str:
    """Return the characters that ``letters`` may stand for, ``""`` for none.

    One letter stands for itself and for every character read with it at the beginning; zh, ch and sh do so,
    too. More letters are a whole syllable; the last ones typed may also be the beginning of one.
    """
    if len(letters) == 1:
        return letters + _beginning_with(letters)
    if is_last or letters in _PAIRS:
        return _beginning_with(letters)
    return read_table().get(letters, "")


def _beginning_with(letters: str) -> str:
    table = read_table()
    found = "".join(table[one] for one in table if one.startswith(letters))
    return "".join(dict.fromkeys(found))
