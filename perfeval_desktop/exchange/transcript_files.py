"""Forms written down in JSON: one object, a list of them, or one on each line."""

import json
from pathlib import Path

from perfeval_desktop.domain.numerals import shortened
from perfeval_desktop.domain.transcripts.shape import KEYS, read_transcript
from perfeval_desktop.domain.transcripts.value import Transcript, is_year
from perfeval_desktop.errors import TranscriptError
from perfeval_desktop.exchange.limits import MAX_BYTES
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.regular_files import check_regular

_SUFFIXES = frozenset({".json", ".jsonl"})


def holds_transcripts(file: Path) -> bool:
    """Tell whether a file is meant to be JSON, by its name."""
    return file.suffix.lower() in _SUFFIXES


def read_transcripts(file: Path) -> tuple[Transcript, ...]:
    """Return the forms in a file of JSON.

    Raises :class:`TranscriptError` naming the file, the form in it, and the remedy.
    """
    objects = _objects(file, _text(file))
    if not objects:
        raise TranscriptError(f"“{file.name}”里没有自评表。请检查是否选对了文件。")
    return tuple(
        _transcript(values, f"“{file.name}”" if len(objects) == 1 else f"“{file.name}”的第 {number} 张表")
        for number, values in enumerate(objects, 1)
    )


def _text(file: Path) -> str:
    try:
        check_regular(long_path(file))
        with long_path(file).open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        text: str = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TranscriptError(f"“{file}”无法读取：{error}。请检查文件，应为 UTF-8 编码的 JSON。") from error
    if len(data) > MAX_BYTES:
        raise TranscriptError(f"“{file}”太大，不像是转录文件。请检查文件。")
    return text


def _objects(file: Path, text: str) -> list[object]:
    try:
        values = _value(text)
    except (ValueError, RecursionError):
        try:
            return [_value(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError) as error:
            raise TranscriptError(f"“{file}”不是有效的 JSON：{error}。请检查文件。") from error
    return values if isinstance(values, list) else [values]


def _value(text: str) -> object:
    # A number is kept as it is written, to its last zero.
    return json.loads(text, parse_float=str)


def _transcript(values: object, source: str) -> Transcript:
    transcript = read_transcript(values, source=source)
    if problem := _problem(transcript):
        raise TranscriptError(f"转录文件{source}{problem}")
    return transcript


def _problem(transcript: Transcript) -> str:
    """Return why nobody can have meant a transcript as it is, as a predicate; ``""`` for a sound one."""
    if not any(transcript.entries()):
        parts = "、".join(KEYS)
        return f"里什么都没有填，请按纸上的栏名把内容写进去，可以写的有 {parts}。"
    year = transcript.fiscal_year
    if year.strip() and not is_year(year):
        return (
            f"的“fiscal_year”是“{shortened(year)}”，不是年度，请写四位数字，如 2023；不知道的请删去这一项。"
        )
    return ""
