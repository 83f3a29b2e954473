"""A text in which the places of any characters are found in no time, all of them at once."""

import re
from array import array
from collections import Counter
from collections.abc import Iterable

# Counted to find out which characters are frequent: one of so many.
_SAMPLED = 8
_NONE = b"0" * 256


class IndexedText:
    """A text, not empty. A set of places in it is a whole number with the bit of each, the first the lowest.

    The 255 most frequent characters have a byte each, and so the text is kept; the others stand in a short
    text of their own.
    """

    def __init__(self, text: str) -> None:
        self.everywhere = (1 << len(text)) - 1
        counts = Counter(text[::_SAMPLED])
        sampled = sorted(counts, key=counts.__getitem__, reverse=True)[:255]
        characters = dict.fromkeys((*sampled, *set(text)))
        # 0 for a rare one.
        self._codes = {one: code if code < 256 else 0 for code, one in enumerate(characters, 1)}
        code_of = {ord(one): chr(code) for one, code in self._codes.items()}
        coded = text.translate(code_of).encode("latin-1")
        rare = [match.start() for match in re.finditer(b"\0", coded)]
        self._rare = "".join([text[place] for place in rare])
        self._rare_places = array("L", rare)
        # The last character first, as figures stand.
        self._coded = coded[::-1]

    @property
    def characters(self) -> Iterable[str]:
        """All characters there are."""
        return self._codes

    def __len__(self) -> int:
        return len(self._coded)

    def places_of(self, characters: Iterable[str]) -> int:
        """Return where any of ``characters`` stands."""
        present = [one for one in characters if one in self._codes]
        if not present:
            return 0
        table, rare = bytearray(_NONE), []
        for one in present:
            if code := self._codes[one]:
                table[code] = ord("1")
            else:
                rare.append(one)
        bits = self._coded.translate(table)
        return int(self._with_rare(bits, rare) if rare else bits, 2)

    def _with_rare(self, bits: bytes, characters: Iterable[str]) -> bytearray:
        marked = bytearray(bits)
        for one in characters:
            at = self._rare.find(one)
            while at >= 0:
                marked[-1 - self._rare_places[at]] = ord("1")
                at = self._rare.find(one, at + 1)
        return marked
