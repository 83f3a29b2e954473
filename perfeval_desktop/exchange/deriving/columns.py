"""Columns of a derived template: the role that each label means, and what the role implies."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from perfeval_desktop.domain.block_reader import IMPLIED, UNKNOWN, USUAL_DECIMALS, Implied
from perfeval_desktop.domain.blocks import DIRECTION, AnyBlock, FundingBlock
from perfeval_desktop.domain.columns import Column, Kind, Role, Stage
from perfeval_desktop.domain.legality import ROLES
from perfeval_desktop.domain.numerals import is_nothing, read_number
from perfeval_desktop.domain.transcripts.labels import Meaning, Vocabulary, bare_label
from perfeval_desktop.exchange.deriving.making import Meant, clean_label, free_key


def roles_of(vocabulary: Vocabulary, labels: Sequence[str], block: type[AnyBlock]) -> list[Meant]:
    """Return the role of each label, each role once: known words come first, of these the likeliest meaning.

    A label that may mean something without a role has a later role of its, if nobody else has.
    """
    given: dict[int, Meant] = {}
    bare = [bare_label(label) for label in labels]
    for is_word in (True, False):
        meant = [_meanings(vocabulary, label, is_word=is_word) for label in bare]
        for rank in range(max(map(len, meant), default=0)):
            for number, meanings in enumerate(meant):
                if number in given or rank >= len(meanings):
                    continue
                if labels[number] in labels[number + 1 :]:
                    # Of two columns of one name the last is that of the form's own year.
                    continue
                role = meanings[rank].role
                taken = {one.role for one in given.values()}
                if role in ROLES[block] and role not in taken:
                    given[number] = Meant(role, is_word)
    return [given.get(number, Meant(None, is_word=True)) for number in range(len(labels))]


def _meanings(vocabulary: Vocabulary, label: str, *, is_word: bool) -> tuple[Meaning, ...]:
    """Return what a label means as a known word, or by its wording where it is none."""
    known = vocabulary.by_word(label)
    return known if is_word or known else vocabulary.by_pattern(label)


class Plain(NamedTuple):
    """What a column is where it has no role."""

    kind: Kind = UNKNOWN.kind
    stage: Stage = UNKNOWN.stage


PLAIN = Plain()


def column_of(
    block: type[AnyBlock],
    role: Role | None,
    label: str,
    *,
    taken: Iterable[str] = (),
    plain: Plain = PLAIN,
) -> Column:
    """Return a column as a template that says no more has it; ``taken`` are the keys of others."""
    implied = Implied(*plain) if role is None else IMPLIED[role]
    own_stage = Stage.COMPUTED if block is FundingBlock and role is Role.WEIGHT else implied.stage
    name = role.value if role is not None else label
    return Column(
        key=free_key(name, {*taken, DIRECTION.key}),
        label=clean_label(label),
        role=role,
        kind=implied.kind,
        stage=own_stage,
        required=implied.is_required,
        width=Decimal(20),
        most_decimals=USUAL_DECIMALS.get(implied.kind),
    )


def kind_of(texts: Sequence[str], *, longest: int = 15) -> Kind:
    """Return the kind of a column without a role, by what stands in it."""
    is_short = bool(texts) and all(len(text) <= longest and "\n" not in text for text in texts)
    return Kind.VALUE if is_short else Kind.TEXT


def least_decimals(texts: Iterable[str]) -> int:
    """Return how many decimals all numbers among ``texts`` are written with, 0 where there are none."""
    numbers = [text.strip() for text in texts if not is_nothing(text)]
    written = [len(text.partition(".")[2]) for text in numbers if read_number(text).value is not None]
    return min(written, default=0)
