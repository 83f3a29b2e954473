"""What was read where nobody writes such a thing: most likely the row or the column is another one."""

import re
from collections.abc import Iterator

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.labels import Vocabulary, bare_label
from perfeval_desktop.domain.transcripts.value import ROWS
from perfeval_desktop.domain.transcripts.words import Words
from perfeval_desktop.exchange.recogniser.draft import Doubt, Draft
from perfeval_desktop.exchange.recogniser.funding import is_figure
from perfeval_desktop.exchange.sheet import Cell

_POINTS = frozenset(
    {Role.WEIGHT, Role.SCORE, Role.SHARE, Role.ITEM_SCORE, Role.REVIEW_SCORE, Role.COEFFICIENT}
)
_AMOUNTS = frozenset(
    {Role.INITIAL_BUDGET, Role.ADJUSTED_BUDGET, Role.RECEIVED, Role.EXECUTED, Role.EXECUTION_RATE} | _POINTS
)
_NO_FIGURE = "这一栏应是数字，读到的不是。"
_POINTS_BEHIND = re.compile(r"分?$")


def unlikely(draft: Draft, words: Words) -> Iterator[Doubt]:
    """Yield a doubt for each value that is not of the kind that its column holds."""
    for column in draft.columns:
        if column.roles and column.roles <= _POINTS:
            for number, row in enumerate(draft.indicators, 1):
                text = row.get(column.label, "")
                if not _is_figure(text):
                    path = ("indicators", str(number), column.label)
                    yield Doubt(".".join(path), text, _NO_FIGURE, path)
    for number, funds in enumerate(draft.rows, 1):
        for label, text in funds.values.items():
            if not funds.block and _roles(words.funding, label) & _AMOUNTS and not _is_figure(text):
                yield Doubt(f"funding.{funds.row}.{label}", text, _NO_FIGURE, (ROWS, str(number), label))


def _roles(words: Vocabulary, label: str) -> set[Role | None]:
    return {one.role for one in words.by_word(bare_label(label))}


def _is_figure(text: str) -> bool:
    return not text.strip() or is_figure(Cell(_POINTS_BEHIND.sub("", text.strip()), 0, 0))
