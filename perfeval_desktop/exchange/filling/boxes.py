"""Boxes to be ticked: in a list of choices that a blank prints, those that were chosen."""

import re
from typing import NamedTuple

from perfeval_desktop.domain.transcripts.ticked import BETWEEN_CHOICES

TICKED, UNTICKED = "☑", "□"
_BOX = re.compile(r"[□☐☑☒☒■√✓✔]|[（(]\s*(?P<sign>[√✓✔]?)\s*[)）]")
_NUMBER = re.compile(r"^\s*[0-9一二三四五六七八九十]{1,2}[.、．)）]\s*|[、,，;；\s]+$|^[、,，;；\s]+")


class Tick(NamedTuple):
    """A part of a text that is replaced: a box by one that is ticked, or not ticked any more."""

    start: int
    end: int
    text: str


def ticks(printed: str, chosen: str) -> list[Tick] | None:
    """Return what is to be replaced in ``printed`` so that ``chosen`` is ticked, of several those between 、.

    ``None`` where ``printed`` is no list of boxes with each of them: then the text is written itself.
    """
    boxes = list(_BOX.finditer(printed))
    if not boxes or not chosen.strip(BETWEEN_CHOICES):
        return None
    edges = [(box.start(), box.end()) for box in boxes]
    are_before = not _bare(printed[: edges[0][0]])
    ends = [start for start, _ in edges[1:]] + [len(printed)]
    starts = [0] + [end for _, end in edges[:-1]]
    words = [
        _bare(printed[end:stop] if are_before else printed[begin:start])
        for (start, end), begin, stop in zip(edges, starts, ends, strict=True)
    ]
    # 1、常年性项目 has a number, and is one choice.
    wanted = {_bare(chosen)}
    if not wanted <= set(words):
        wanted = {_bare(one) for one in chosen.split(BETWEEN_CHOICES)}
    if not wanted <= set(words):
        return None
    found = []
    for box, word in zip(boxes, words, strict=True):
        text = _replaced(box, is_chosen=word in wanted)
        if text != box[0]:
            found.append(Tick(box.start(), box.end(), text))
    return found


def _bare(text: str) -> str:
    """Return the words of a choice without its number and what parts it from others."""
    before = None
    while before != text:
        before, text = text, _NUMBER.sub("", text)
    return "".join(text.split())


def _replaced(box: re.Match[str], *, is_chosen: bool) -> str:
    if box["sign"] is None:
        is_ticked = box[0] not in "□☐"
        return box[0] if is_ticked is is_chosen else (TICKED if is_chosen else UNTICKED)
    if is_chosen is bool(box["sign"]):
        return box[0]
    return box[0][0] + ("√" if is_chosen else "　") + box[0][-1]
