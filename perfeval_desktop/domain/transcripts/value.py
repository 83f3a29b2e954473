"""A form as it stands on paper: cells by printed label, before anything is known of its template.

Samples, imports and the command line hand forms over as this. In a file it is JSON or TOML of one shape::

    {"title": …, "fiscal_year": 2023, "unit": "万元", "grade": "优",
     "fields": {LABEL: TEXT}, "funding": [{"row": LABEL, "values": {LABEL: TEXT}}],
     "blocks": [{"block": LABEL, "row": LABEL, "values": {LABEL: TEXT}}],
     "goals": [{"label": …, "expected": TEXT, "actual": TEXT, LABEL: TEXT}],
     "indicators": [{LABEL: TEXT}], "total": {LABEL: TEXT}}

Every part may be missing. A list in the place of a text gives several right readings; the first counts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from perfeval_desktop.errors import TranscriptError

EXPECTED, ACTUAL, LABEL = "expected", "actual", "label"


class TranscriptRow(NamedTuple):
    """A row of the funding grid or of a further block, by its label; ``block`` is ``""`` for funding."""

    block: str
    row: str
    values: Mapping[str, str]


class Entry(NamedTuple):
    """One filled cell: its path in the shape of the file, and its text."""

    path: tuple[str, ...]
    text: str

    @property
    def words(self) -> str:
        """The path in one word, as messages and scripts quote it."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """One form as written down. ``template`` names the template, ``""`` where that is to be found."""

    template: str = ""
    title: str = ""
    fiscal_year: str = ""
    unit: str = ""
    grade: str = ""
    fields: Mapping[str, str]
    rows: tuple[TranscriptRow, ...]
    goals: tuple[Mapping[str, str], ...]
    indicators: tuple[Mapping[str, str], ...]
    total: Mapping[str, str]

    def entries(self) -> Iterator[Entry]:
        """Yield every filled cell, from the top to the bottom; rows are counted from 1."""
        for name in HEAD:
            yield from _filled((name,), getattr(self, name))
        for label, text in self.fields.items():
            yield from _filled(("fields", label), text)
        for number, row in enumerate(self.rows, 1):
            for label, text in row.values.items():
                yield from _filled(("rows", str(number), label), text)
        for name, many in (("goals", self.goals), ("indicators", self.indicators)):
            for number, values in enumerate(many, 1):
                for label, text in values.items():
                    yield from _filled((name, str(number), label), text)
        for label, text in self.total.items():
            yield from _filled(("total", label), text)


HEAD = ("title", "fiscal_year", "unit", "grade")


def _filled(path: tuple[str, ...], text: str) -> Iterator[Entry]:
    if text.strip():
        yield Entry(path, text)


def read_transcript(values: object) -> Transcript:
    """Return the transcript that ``values`` (of JSON or TOML) are.

    Raises :class:`TranscriptError` naming the part that is of another shape.
    """
    form = _mapping(values, "整份内容")
    rows = [
        TranscriptRow("", _text(one.get("row"), "funding"), _texts(one.get("values"), "funding"))
        for one in _mappings(form.get("funding"), "funding")
    ]
    rows += [
        TranscriptRow(
            _text(one.get("block"), "blocks"),
            _text(one.get("row"), "blocks"),
            _texts(one.get("values"), "blocks"),
        )
        for one in _mappings(form.get("blocks"), "blocks")
    ]
    return Transcript(
        template=_text(form.get("template"), "template"),
        title=_text(form.get("title"), "title"),
        fiscal_year=_text(form.get("fiscal_year"), "fiscal_year"),
        unit=_text(form.get("unit"), "unit"),
        grade=_text(form.get("grade"), "grade"),
        fields=_texts(form.get("fields"), "fields"),
        rows=tuple(rows),
        goals=tuple(_texts(one, "goals") for one in _mappings(form.get("goals"), "goals")),
        indicators=tuple(
            _texts(one, "indicators") for one in _mappings(form.get("indicators"), "indicators")
        ),
        total=_texts(form.get("total"), "total"),
    )


def written(transcript: Transcript) -> dict[str, object]:
    """Return ``transcript`` in the shape of its file."""
    funding = [row for row in transcript.rows if not row.block]
    blocks = [row for row in transcript.rows if row.block]
    return {
        "title": transcript.title or None,
        "fiscal_year": int(transcript.fiscal_year) if transcript.fiscal_year.isdecimal() else None,
        "unit": transcript.unit or None,
        "grade": transcript.grade or None,
        "fields": dict(transcript.fields),
        "funding": [{"row": row.row, "values": dict(row.values)} for row in funding],
        **(
            {"blocks": [{"block": row.block, "row": row.row, "values": dict(row.values)} for row in blocks]}
            if blocks
            else {}
        ),
        "goals": [dict(goal) for goal in transcript.goals],
        "indicators": [dict(row) for row in transcript.indicators],
        "total": dict(transcript.total),
    }


def _mapping(value: object, part: str) -> Mapping[str, object]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise TranscriptError(f"转录文件的“{part}”应为一个对象，请核对文件的格式。")
    return value


def _mappings(value: object, part: str) -> list[Mapping[str, object]]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise TranscriptError(f"转录文件的“{part}”应为一个列表，请核对文件的格式。")
    return [_mapping(one, part) for one in value]


def _texts(value: object, part: str) -> dict[str, str]:
    return {str(label): _text(text, f"{part}.{label}") for label, text in _mapping(value, part).items()}


def _text(value: object, part: str) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            raise TranscriptError(f"转录文件的“{part}”应为文字，请核对文件的格式。")
        case int():
            return str(value)
        case [first, *_]:
            return _text(first, part)
        case _:
            raise TranscriptError(f"转录文件的“{part}”应为文字，请核对文件的格式。")
