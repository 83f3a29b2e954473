"""Headings in a text that is laid out: words that are known, each in a line or broken over several."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.labels import Vocabulary, bare_label, row_label
from perfeval_desktop.exchange.laid_out.pieces import Line, Piece, away, gap, is_spaced, joined

# A label is broken over so many lines at most; its parts stand so near to being below each other.
_MOST_PARTS: Final = 5
# Of what is no form there may be any number that could be a label.
_MOST_CHAINS: Final = 50_000
_LONGEST: Final = 40
_WORDS: Final = re.compile("[\u4e00-\u9fff]")
_NEAR: Final = 3
_SECTION: Final = re.compile("[一二三四五六七八九]、")
_ASKEW: Final = 0.4
_UNDER: Final = 2


class Head(NamedTuple):
    """A label, its pieces from the top, and what it means."""

    pieces: tuple[Piece, ...]
    roles: frozenset[Role | None]

    @property
    def text(self) -> str:
        """The label."""
        return joined(self.pieces).replace(" ", "")

    @property
    def start(self) -> int:
        """Where its widest part begins."""
        return min(piece.start for piece in self.pieces)

    @property
    def end(self) -> int:
        """Where its widest part ends."""
        return max(piece.end for piece in self.pieces)

    @property
    def middle_column(self) -> float:
        """The column in its middle."""
        return (self.start + self.end) / 2

    @property
    def middle(self) -> float:
        """The line in its middle, counted in halves."""
        return (self.pieces[0].line + self.pieces[-1].line) / 2


def heads_of(lines: Sequence[Line], *words: Vocabulary) -> tuple[list[Head], list[Piece]]:
    """Return the words in ``lines`` that ``words`` know, from the left, and the pieces that are of none."""
    pieces, chains = _pieces_and_chains(tuple(lines))
    known = {chain: roles for chain in chains if (roles := meant_by(_flat(chain), *words))}
    taken: set[Piece] = set()
    heads = []
    for chain in sorted(
        known, key=lambda chain: (0.4 * _askew(chain) - len(bare_label(_flat(chain))) - len(chain), chain)
    ):
        if taken.isdisjoint(chain):
            taken.update(chain)
            heads.append(Head(chain, known[chain]))
    heads.sort(key=lambda head: (head.start + head.end, head.pieces))
    return heads, [piece for piece in pieces if piece not in taken]


@lru_cache(maxsize=4)
def _pieces_and_chains(lines: tuple[Line, ...]) -> tuple[list[Piece], list[tuple[Piece, ...]]]:
    """Return the pieces of lines, and all that may be a label: asked for once for each vocabulary."""
    pieces = [piece for line in lines for piece in _together(line)]
    starts = [piece for piece in pieces if not _SECTION.match(piece.text) and _WORDS.search(piece.text)]
    chains = (chain for piece in starts for chain in _chains((piece,), pieces))
    return pieces, list(islice(chains, _MOST_CHAINS))


def meant_by(label: str, *words: Vocabulary) -> frozenset[Role | None]:
    """Return what a label means as a word that is known, 其中 before it or not; nothing for others."""
    return frozenset(
        one.role for known in words for form in (bare_label, row_label) for one in known.by_word(form(label))
    )


def stacked(pieces: Sequence[Piece]) -> list[Head]:
    """Return what stands below each other in ``pieces`` as labels whose words are not known."""
    stacks: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.line, piece.start)):
        near = [one for one in stacks if one[-1].line < piece.line and away(one[-1], piece) <= 1]
        if near:
            min(near, key=lambda one: abs(one[-1].middle - piece.middle)).append(piece)
        else:
            stacks.append([piece])
    return [Head(tuple(one), frozenset()) for one in stacks]


def parted(heads: Sequence[Head]) -> tuple[list[Head], list[Head]]:
    """Return the headings of columns, and those that stand above several of them.

    What heads one column is in the middle of the heading; what heads several is above it, and they below.
    """
    lines = [piece.line for head in heads for piece in head.pieces]
    middle = (min(lines) + max(lines)) / 2
    below = [head for head in heads if head.middle > middle + _ASKEW]
    above, columns = [], list(heads)
    for head in [head for head in heads if head.middle < middle - _ASKEW]:
        under = [one for one in below if _are_near(head, one)]
        if under:
            columns.remove(head)
        if len(under) == 1 and not head.roles:
            # The first part of a label that is not known.
            (one,) = under
            columns[columns.index(one)] = Head((*head.pieces, *one.pieces), one.roles)
        elif under:
            above.append(head)
    return columns, above


def _are_near(one: Head, other: Head) -> bool:
    return one.start < other.end + _UNDER and other.start < one.end + _UNDER


def _together(line: Line) -> Iterator[Piece]:
    """Yield the pieces of a line, those between which a blank means nothing as one."""
    last: Piece | None = None
    for piece in line:
        if last is not None and is_spaced(last, piece):
            last = Piece(f"{last.text}{piece.text}", last.line, last.start, piece.end)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _chains(chain: tuple[Piece, ...], pieces: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """Yield ``chain`` and all that go on in pieces below it."""
    yield chain
    last = chain[-1]
    # What stands in brackets ends a label; no label is longer than those that are known.
    is_long = sum(len(piece.text) for piece in chain) >= _LONGEST
    if len(chain) == _MOST_PARTS or is_long or (len(chain) > 1 and re.fullmatch(r"[（(].*[)）]", last.text)):
        return
    under = {piece.line for piece in pieces if 0 < piece.line - last.line <= 2 and not away(last, piece)}
    for piece in pieces:
        is_behind = piece.line == last.line and gap(last, piece) == 1
        is_below = piece.line - last.line == 1 or (piece.line - last.line == 2 and last.line + 1 not in under)
        if is_behind or (is_below and away(last, piece) <= _NEAR):
            yield from _chains((*chain, piece), pieces)


def _flat(chain: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in chain)


def _askew(chain: Sequence[Piece]) -> float:
    """Return how far the lines of a label are from having one middle."""
    by_line: defaultdict[int, list[Piece]] = defaultdict(list)
    for piece in chain:
        by_line[piece.line].append(piece)
    middles = [(line[0].start + line[-1].end) / 2 for line in by_line.values()]
    return max(middles) - min(middles)
