"""The shape of a transcript in a file, JSON or TOML.

docs/transcripts.md tells it to those who write one::

    {"template": ID, "title": …, "fiscal_year": 2023, "unit": "万元", "grade": "优",
     "fields": {LABEL: TEXT},
     "funding": [{"block": LABEL, "row": LABEL, "values": {LABEL: TEXT}}],
     "blocks": [{"block": LABEL, "row": LABEL, "values": {LABEL: TEXT}}],
     "goals": [{"label": …, "expected": TEXT, "actual": TEXT, LABEL: TEXT}],
     "indicators": [{LABEL: TEXT}], "total": {LABEL: TEXT}}

Every part may be missing, and so may the block of a fund row. A list in the place of a text gives several
right readings; the first counts.
"""

from collections.abc import Mapping

from perfeval_desktop.domain.transcripts.value import HEAD, Transcript, TranscriptRow
from perfeval_desktop.errors import TranscriptError

_LABELLED = '{"栏名": "内容"}'
SHAPES = {
    "fields": _LABELLED,
    "funding": '[{"row": "行名", "values": {"栏名": "金额"}}]',
    "blocks": '[{"block": "表名", "row": "行名", "values": {"栏名": "内容"}}]',
    "goals": '[{"expected": "预期目标", "actual": "实际完成情况"}]',
    "indicators": f"[{_LABELLED}]",
    "total": _LABELLED,
}
# What an import tells of a form beside its cells; the rest of it can be imported again.
TOLD = "unread"
KEYS = ("template", *HEAD, *SHAPES)

# What people call a part, and where it belongs.
_MEANT = {
    **dict.fromkeys(("year", "年度", "年份"), "年度请写在“fiscal_year”里"),
    **dict.fromkeys(("head", "project", "项目名称"), "单独的栏请写在“fields”里"),
    **dict.fromkeys(("rows", "资金"), "资金的行请写在“funding”里"),
    "目标": "目标请写在“goals”里",
    "指标": "指标请写在“indicators”里",
}


def read_transcript(values: object, *, source: str = "") -> Transcript:
    """Return the transcript that ``values`` (of JSON or TOML) are.

    Raises :class:`TranscriptError` naming ``source`` (``“forms.json”``), the part that is of another shape,
    and the remedy.
    """
    return _Reader(source).transcript(values)


class _Reader:
    """Reads a transcript out of the values of a file."""

    def __init__(self, source: str) -> None:
        self._file = f"转录文件{source}"

    def transcript(self, values: object) -> Transcript:
        """Return what ``values`` are."""
        if not isinstance(values, dict):
            raise TranscriptError(f"{self._file}里的每张表应是一个对象 {{ … }}，请核对文件的格式。")
        for key in values:
            if key not in KEYS and key != TOLD:
                known = f"可以写的有 {'、'.join(KEYS)}"
                raise self._wrong(f"没有“{key}”这一项：{_MEANT.get(key, known)}，请改正")
        head = {key: self._text(values.get(key), key) for key in ("template", *HEAD)}
        return Transcript(
            **head,
            fields=self._texts(values.get("fields"), "fields", "fields"),
            rows=(*self._rows(values, "funding"), *self._rows(values, "blocks")),
            goals=self._many(values, "goals"),
            indicators=self._many(values, "indicators"),
            total=self._texts(values.get("total"), "total", "total"),
        )

    def _wrong(self, reason: str) -> TranscriptError:
        return TranscriptError(f"{self._file}{reason}。")

    def _misshapen(self, path: str, part: str) -> TranscriptError:
        place = f"的“{path}”" if path == part else f"的“{path}”写法不对：“{part}”"
        return self._wrong(f"{place}应写成 {SHAPES[part]}，请改正")

    def _items(self, values: Mapping[str, object], part: str) -> list[tuple[str, Mapping[str, object]]]:
        """Return the objects of a list, each with its path; nothing where the part is missing."""
        items = values.get(part)
        if items is None:
            return []
        if not isinstance(items, list):
            raise self._misshapen(part, part)
        for number, one in enumerate(items, 1):
            if not isinstance(one, dict):
                raise self._misshapen(f"{part}.{number}", part)
        return [(f"{part}.{number}", one) for number, one in enumerate(items, 1)]

    def _many(self, values: Mapping[str, object], part: str) -> tuple[Mapping[str, str], ...]:
        return tuple(self._texts(one, path, part) for path, one in self._items(values, part))

    def _rows(self, values: Mapping[str, object], part: str) -> list[TranscriptRow]:
        return [self._row(one, path, part) for path, one in self._items(values, part)]

    def _row(self, one: Mapping[str, object], path: str, part: str) -> TranscriptRow:
        needed = ("block", "row") if part == "blocks" else ("row",)
        unknown = [key for key in one if key not in {"block", "row", "values"}]
        missing = [key for key in needed if key not in one]
        if unknown or missing:
            trouble = f"没有“{unknown[0]}”这一项" if unknown else f"缺少“{missing[0]}”"
            raise self._wrong(f"的“{path}”{trouble}：“{part}”应写成 {SHAPES[part]}，请改正")
        block, row = self._text(one.get("block"), f"{path}.block"), self._text(one["row"], f"{path}.row")
        values = self._texts(one.get("values"), f"{path}.values", part)
        return (
            TranscriptRow(block, row, values)
            if part == "blocks"
            else TranscriptRow("", row, values, fund=block)
        )

    def _texts(self, value: object, path: str, part: str) -> dict[str, str]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self._misshapen(path, part)
        return {str(label): self._text(text, f"{path}.{label}") for label, text in value.items()}

    def _text(self, value: object, path: str) -> str:
        match value:
            case None:
                return ""
            case str():
                return value
            case int() if not isinstance(value, bool):
                return str(value)
            case [first, *_]:
                return self._text(first, path)
            case _:
                raise self._wrong(f"的“{path}”应是文字，请加上引号，或改正")
