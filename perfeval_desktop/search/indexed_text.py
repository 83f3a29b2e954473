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

    ``characters`` are all that there are. The 255 most frequent of them have a byte each, and so the text is
    kept; the others stand in a short text of their own.
    """

    def __init__(self, text: str) -> None:
        self.everywhere = (1 << len(text)) - 1
        self.characters = frozenset(text)
        counts = Counter(text[::_SAMPLED])
        sampled = sorted(counts, key=counts.__getitem__, reverse=True)[:255]
        frequent = [*sampled, *self.characters.difference(sampled)][:255]
        self._codes = {one: code for code, one in enumerate(frequent, 1)}
        code_of = _Codes((ord(one), chr(code)) for one, code in self._codes.items())
        coded = text.translate(code_of).encode("latin-1")
        rare = [match.start() for match in re.finditer(b"\0", coded)] if len(self.characters) > 255 else []
        self._rare = "".join([text[place] for place in rare])
        self._rare_places = array("L", rare)
        # The last character first, as figures stand.
        self._coded = coded[::-1]

    def __len__(self) -> int:
        return len(self._coded)

    def places_of(self, characters: Iterable[str]) -> int:
        """Return where any of ``characters`` stands."""
        present = self.characters.intersection(characters)
        if not present:
            return 0
        table, rare = bytearray(_NONE), []
        for one in present:
            if code := self._codes.get(one):
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


class _Codes(dict[int, str]):
    """No code for a rare character."""

    def __missing__(self, _character: int) -> str:
        return "\0"
