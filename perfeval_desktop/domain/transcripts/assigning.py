"""Which column of a template each printed label is: by its words, else by what it means."""

from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from typing import TypeVar

from perfeval_desktop.domain.columns import Column
from perfeval_desktop.domain.transcripts.labels import Vocabulary, bare_label, plain_label

_Item = TypeVar("_Item")


class Likeness(IntEnum):
    """How a label was recognised: as printed, but for its marks, as a known word, or by its wording only."""

    WORDING = 1
    WORD = 2
    BARE = 3
    EXACT = 4


# How well a label fits an item, best first; ``None`` where it does not.
Fits = Callable[[_Item, str], int | None]

NAMELESS = "金额"


def given_away(
    items: Sequence[_Item], labels: Sequence[str], tests: Sequence[tuple[Likeness, Fits[_Item]]]
) -> Iterator[tuple[int, int, Likeness]]:
    """Yield which of ``items`` each label is, as the numbers of both.

    The tests are tried in order, each on all labels; an item is given away once, of several that fit the one
    that fits best, then the first.
    """
    free = list(range(len(items)))
    left = list(range(len(labels)))
    for likeness, fits in tests:
        for label in tuple(left):
            ranks = [(rank, at) for at in free if (rank := fits(items[at], labels[label])) is not None]
            if ranks:
                _, at = min(ranks)
                free.remove(at)
                left.remove(label)
                yield label, at, likeness


def columns_called(
    columns: Sequence[Column], vocabulary: Vocabulary, labels: Sequence[str]
) -> Iterator[tuple[str, int, Likeness]]:
    """Yield which of ``columns`` each label is, by its number.

    Of columns that bear the same words - a medium term beside the year - the one with a role comes first.
    Each may be called with the heading above it as well.
    """

    def beside_roles(column: Column) -> int:
        return 0 if column.role is not None else 1

    def is_word(column: Column, label: str) -> int | None:
        return _rank(vocabulary, column, vocabulary.by_word(bare_label(label)))

    def is_wording(column: Column, label: str) -> int | None:
        return _rank(vocabulary, column, vocabulary.by_pattern(bare_label(label)))

    tests: tuple[tuple[Likeness, Fits[Column]], ...] = (
        (Likeness.EXACT, lambda one, label: beside_roles(one) if _is_exactly(one, label) else None),
        (Likeness.BARE, lambda one, label: beside_roles(one) if _is_barely(one, label) else None),
        (Likeness.WORD, is_word),
        (Likeness.WORDING, is_wording),
    )
    for label, at, likeness in given_away(columns, labels, tests):
        yield labels[label], at, likeness


def _is_exactly(column: Column, label: str) -> bool:
    # An amount without a heading is called so in a transcript.
    own = plain_label(column.label or NAMELESS)
    return plain_label(label) in {own, plain_label(column.above) + own}


def _is_barely(column: Column, label: str) -> bool:
    return bool(column.label) and bare_label(column.label) == bare_label(label)


def _rank(vocabulary: Vocabulary, column: Column, meant: Sequence[object]) -> int | None:
    if not column.label:
        return None
    own = vocabulary.of_column(column)
    return next((rank for rank, one in enumerate(meant) if one in own), None)
