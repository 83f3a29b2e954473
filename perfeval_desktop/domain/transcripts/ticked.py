"""Which choices of a list of boxes are ticked: ``1、部门预算项目□ 2、市直专项☑``."""

import re
from collections.abc import Sequence

from perfeval_desktop.domain.numerals import narrow

BETWEEN_CHOICES = "、"
_TICKS = "√✓✔☑■☒🗹"
_EMPTY = "□☐"
_BOX = re.compile(f"[{_TICKS}{_EMPTY}]")


def is_tick(text: str) -> bool:
    """Whether a text alone in its cell says that this is chosen."""
    plain = narrow(text).strip()
    return plain in {"是", "v", "V"} or (len(plain) == 1 and plain in _TICKS)


def ticked(text: str, choices: Sequence[str]) -> str | None:
    """Return those of ``choices`` that are ticked in ``text``, in their order, ``""`` for none of them.

    ``None`` where ``text`` is no list of boxes: not one box, or not every choice once. Boxes stand behind
    their choices or before them, as the first one does.
    """
    plain = "".join(text.split())
    names = ["".join(choice.split()) for choice in choices]
    boxes = [(found.start(), found[0] in _TICKS) for found in _BOX.finditer(plain)]
    starts = [plain.find(name) for name in names]
    if not boxes or -1 in starts or any(plain.count(name) > 1 for name in names):
        return None
    edges = sorted([*starts, -1 if boxes[0][0] < min(starts) else len(plain)])
    are_before = edges[0] < 0
    chosen = [
        choice
        for choice, start in zip(choices, starts, strict=True)
        if any(is_ticked for at, is_ticked in boxes if _is_own(at, start, edges, are_before=are_before))
    ]
    return BETWEEN_CHOICES.join(chosen)


def _is_own(at: int, start: int, edges: Sequence[int], *, are_before: bool) -> bool:
    """Whether a box is that of the choice at ``start``: between this choice and the one beside it."""
    number = edges.index(start)
    return edges[number - 1] < at < start if are_before else start < at < edges[number + 1]
