"""What the user has said of labels, kept for good: one small file in the user's own folder.

A file that is broken is told with the remedy, and read as if it were not there; it is never written over.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.domain.blocks import (
    AnyBlock,
    Block,
    FieldsBlock,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
)
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.legality import ROLES
from perfeval_desktop.domain.transcripts.labels import bare_label
from perfeval_desktop.domain.transcripts.words import ToldWord, WordPart
from perfeval_desktop.errors import OutputError
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.own_places import make_folder
from perfeval_desktop.regular_files import check_regular

_LARGEST = 1_000_000
_WORDS = "words"
# The type of block that the words of each part are of.
BLOCK_OF: dict[WordPart, type[AnyBlock]] = {
    WordPart.FIELDS: FieldsBlock,
    WordPart.FUNDING: FundingBlock,
    WordPart.GOALS: GoalsBlock,
    WordPart.INDICATORS: IndicatorsBlock,
}


def part_of(block: Block) -> WordPart:
    """Return the part whose words name the columns of a block: of single cells, of all kinds, the fields."""
    return next((part for part, kind in BLOCK_OF.items() if isinstance(block, kind)), WordPart.FIELDS)


class Told(NamedTuple):
    """The words that the user has told; ``trouble`` is a sentence where the file is broken, or ``""``."""

    words: tuple[ToldWord, ...] = ()
    trouble: str = ""


def read_told(path: Path) -> Told:
    """Return what the user has said of labels; nothing where the file is not there, or is broken."""
    file = long_path(path)
    try:
        check_regular(file)
        with file.open("rb") as stream:
            # Of whatever size it is: what is cut off is no JSON.
            data = stream.read(_LARGEST)
        return Told(tuple(_read(json.loads(data.decode()))))
    except FileNotFoundError:
        return Told()
    except (OSError, ValueError, RecursionError, TypeError, KeyError) as error:
        return Told(
            trouble=f"记住的栏名没有采用：“{path}”无法读取（{error}）。"
            "请检查这个文件，或把它移走，再重新指定各栏。"
        )


def _read(values: object) -> Iterable[ToldWord]:
    if not isinstance(values, dict) or not isinstance(values[_WORDS], list):
        raise TypeError("应是一个对象，“words”是其中的列表")
    for one in values[_WORDS]:
        part, label, role = WordPart(one["part"]), str(one["label"]), one["role"]
        word = ToldWord(part, label, None if role is None else Role(role))
        if not is_legal(word):
            raise ValueError(f"“{role}”不能用在 {part} 里")
        yield word


def is_legal(word: ToldWord) -> bool:
    """Whether a label can mean this in its part of a form."""
    return bool(bare_label(word.label)) and (word.role is None or word.role in ROLES[BLOCK_OF[word.part]])


def remember(path: Path, told: Iterable[ToldWord]) -> None:
    """Keep what the user has said, in place of what was said of the same labels before.

    Raises :class:`OutputError` where the file cannot be written, or is broken: what it holds may be wanted.
    """
    known = read_told(path)
    if known.trouble:
        raise OutputError(known.trouble)
    words = {(word.part, bare_label(word.label)): word for word in (*known.words, *told)}
    values = {
        _WORDS: [
            {
                "part": word.part.value,
                "label": word.label,
                "role": None if word.role is None else word.role.value,
            }
            for word in words.values()
        ]
    }
    try:
        make_folder(path.parent, with_parents=True)
    except OSError as error:
        raise OutputError(f"记住的栏名没有保存到“{path}”：{error.strerror}。请检查文件夹的权限。") from error
    write_atomically(path, json.dumps(values, ensure_ascii=False, indent=1).encode())
