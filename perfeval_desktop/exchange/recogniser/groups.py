"""The names of levels, row by row: each stays until another is written, or that of a level above."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from perfeval_desktop.exchange.recogniser.draft import Doubt, entry_path

_AS_ABOVE = "这一格是空的，按上面一行读作同一级。"


class Groups:
    """The groups that rows stand in; ``labels`` are those of all columns, from the left.

    ``before`` are the texts of the row before these, where there is one.
    """

    def __init__(self, labels: Sequence[str], before: Mapping[str, str]) -> None:
        self._labels = labels
        self._names = {label: before[label] for label in labels if before.get(label)}
        self._written: Counter[str] = Counter()
        self._blank: defaultdict[str, list[Doubt]] = defaultdict(list)

    def name(self, label: str, text: str, place: str, *, is_like_above: bool = False) -> str:
        """Return the name of a row in the column ``label``: ``text``, or the one above where it is blank.

        ``is_like_above``: its cell in the column before is blank as well, which makes it certain.
        """
        if text:
            self._written[label] += 1
            if text != self._names.get(label):
                for below in self._labels[self._labels.index(label) :]:
                    self._names.pop(below, None)
                self._names[label] = text
            return text
        above = self._names.get(label, "")
        if above and not is_like_above:
            self._blank[label].append(Doubt(place, above, _AS_ABOVE, entry_path(place)))
        return above

    @property
    def doubts(self) -> list[Doubt]:
        """Names that were taken from above where most are written: there the blank may be meant."""
        return [
            doubt
            for label, blank in self._blank.items()
            if len(blank) < self._written[label]
            for doubt in blank
        ]
