"""What closes a derived template: notes, lines to sign, room for the seal; what is left over is told."""

import re
from collections.abc import Iterable

from perfeval_desktop.domain.blocks import ClosingBlock
from perfeval_desktop.exchange.deriving.making import Making, clean_label
from perfeval_desktop.exchange.recogniser.layout import PartKind
from perfeval_desktop.exchange.recogniser.wording import flat
from perfeval_desktop.exchange.sheet import Cell

_NOTE = re.compile(r"[（(]?(?:附?注|说明|备注|填[报表]说明)[0-9]?[:：.、]")
_NUMBERED = re.compile(r"(?:^|(?<=[。；;\n]))\s*[（(]?[0-9]{1,2}[.、)）．]\s*(?![0-9])")
_TO_SIGN = re.compile(r"([^:：_\s]{2,16})[:：][\s_]*")
_STAMP = re.compile(r"[（(]?[^:：]{0,8}(?:盖章|公章|签章)[)）]?")
_PAGE_NUMBER = re.compile(r"[第共页/\-—–\s0-9]+")


def closing_block(making: Making, number: Cell | None) -> ClosingBlock | None:
    """Return the block that closes the form, ``None`` where there is nothing to print.

    Cells that were not read and are none of it are told; ``number`` is the cell with that of the form.
    """
    in_blocks = {cell for cells in making.heads.values() for cell in cells} | making.printed
    in_table = [part for part in making.found.layout.parts if part.kind is not PartKind.LINE]
    last = max(row for part in in_table for row in part.rows)
    notes: list[str] = []
    signatures: list[str] = []
    stamp: str | None = None
    for cell in making.found.unread:
        text = cell.text.strip()
        if cell is number or cell in in_blocks or _PAGE_NUMBER.fullmatch(text):
            continue
        is_below = cell.row > last and _NUMBERED.match(text) is not None
        if _NOTE.match(flat(text)) or is_below or (notes and cell.is_paragraph):
            notes += _notes(text)
        elif _STAMP.fullmatch(flat(text)):
            stamp = clean_label(text)
        elif (labels := _to_sign(text)) is not None:
            signatures += labels
        else:
            making.guess(cell, f"“{flat(text)[:20]}”没有读作任何一栏，模板里没有它。")
    if not (notes or signatures or stamp):
        return None
    return ClosingBlock(
        key=making.block_key("closing"),
        signatures=tuple(signatures),
        stamp=stamp,
        footnotes=tuple(notes),
    )


def _to_sign(text: str) -> list[str] | None:
    """Return the words of a line to sign, ``None`` for any other text."""
    found = _TO_SIGN.findall(f"{text} ")
    return found if found and not _TO_SIGN.sub("", text).strip(" _\u3000\n年月日") else None


def _notes(text: str) -> Iterable[str]:
    """Yield the notes in a text, without their numbers, which the program prints."""
    whole = _NOTE.sub("", text.strip(), count=1) if _NOTE.match(text.strip()) else text
    for part in _NUMBERED.split(whole):
        words = " ".join(part.split())
        if words:
            yield clean_note(words)


def clean_note(text: str) -> str:
    """Return a note without what cannot be printed."""
    return "".join(one for one in text if one.isprintable())
