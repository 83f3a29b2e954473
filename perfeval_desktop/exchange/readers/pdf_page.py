"""What is drawn on a page of a PDF: characters at places, and rules."""

from codecs import BOM_UTF16_BE
from collections.abc import Callable, Iterator
from ctypes import c_double, c_float, c_int, c_ubyte, c_ulong, c_void_p, cast
from itertools import pairwise
from typing import Any, Final, NamedTuple, TypeAlias

from pypdfium2 import PdfObject, PdfPage, raw  # type: ignore[import-untyped]  # no type information

from perfeval_desktop.exchange.page_text import Character
from perfeval_desktop.exchange.ruled_tables import Box, Rule, rules_of

_ToTop: TypeAlias = Callable[[float, float], tuple[float, float]]
# What pdfium knows an object by.
_Handle: TypeAlias = Any

# Characters of a text are nearer to each other than this part of their height.
_GAP: Final = 0.5
# What is cut by no more than this, in points, is seen.
_SEEN: Final = 1.5
_HIGH_SURROGATES: Final = range(0xD800, 0xDC00)
_LOW_SURROGATES: Final = range(0xDC00, 0xE000)


class DrawnText(NamedTuple):
    """Characters that were drawn at once, side by side: they belong together, wherever they reach.

    ``clip`` is the part of the page in which they are seen, ``None`` for all of it: workbooks print a text
    that is longer than its cell over what stands beside and below, and show what is within.
    """

    characters: list[Character]
    clip: Box | None

    @property
    def place(self) -> tuple[float, float]:
        """The point that tells the cell it belongs to."""
        across, down = self.characters[0].middle
        if self.clip is None:
            return across, down
        left, top, right, bottom = self.clip
        return _within(across, left, right), _within(down, top, bottom)

    @property
    def is_cut(self) -> bool:
        """Tell whether some of it is not seen."""
        return self.clip is not None and any(_is_outside(one, self.clip) for one in self.characters)


def _within(place: float, start: float, end: float) -> float:
    """Return the place that is nearest between two edges, and on neither: an edge is of two cells."""
    inset = min(_SEEN, (end - start) / 2)
    return min(max(place, start + inset), end - inset)


def _is_outside(one: Character, clip: Box) -> bool:
    _, middle = one.middle
    return (
        one.right > clip.right + _SEEN
        or one.left < clip.left - _SEEN
        or not clip.top <= middle <= clip.bottom
    )


def drawn_texts(page: PdfPage) -> Iterator[DrawnText]:
    """Yield the text of a page, without white space: it is seen by what stands around it."""
    to_top = _from_top(page)
    seen: dict[int, Box | None] = {}
    text: list[Character] = []
    drawn_with: int | None = None
    for one, drawn in _characters(page, to_top):
        address = cast(drawn, c_void_p).value or 0
        if address not in seen:
            seen[address] = _clip(drawn, to_top) if drawn else None
        if text and (address != drawn_with or not _go_on(text[-1], one)):
            yield DrawnText(text, seen[drawn_with or 0])
            text = []
        text.append(one)
        drawn_with = address
    if text:
        yield DrawnText(text, seen[drawn_with or 0])
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        if cast(drawn.raw, c_void_p).value not in seen and (said := _said(drawn)):
            yield DrawnText(_spread(drawn, said, to_top), None)


def _go_on(before: Character, one: Character) -> bool:
    return abs(one.left - before.right) <= _GAP * one.size and abs(one.base - before.base) <= _GAP * one.size


def _characters(page: PdfPage, to_top: _ToTop) -> Iterator[tuple[Character, _Handle]]:
    """Yield each character and the object it was drawn with."""
    text_page = page.get_textpage()
    try:
        across, up, box = c_double(), c_double(), raw.FS_RECTF()
        high = 0
        for index in range(text_page.count_chars()):
            code = raw.FPDFText_GetUnicode(text_page, index)
            if code in _HIGH_SURROGATES:
                high = code
                continue
            if high and code in _LOW_SURROGATES:
                code = 0x10000 + (high - 0xD800 << 10) + code - 0xDC00
            # A half that is alone is not printable.
            high = 0
            text = chr(code)
            if text.isspace() or not text.isprintable():
                continue
            raw.FPDFText_GetLooseCharBox(text_page, index, box)
            raw.FPDFText_GetCharOrigin(text_page, index, across, up)
            drawn = _around([to_top(box.left, box.bottom), to_top(box.right, box.top)])
            _, base = to_top(across.value, up.value)
            size = max(drawn.bottom - drawn.top, 1.0)
            yield (
                Character(text, drawn.left, drawn.right, base, size),
                raw.FPDFText_GetTextObject(text_page, index),
            )
    finally:
        text_page.close()


def _clip(drawn: _Handle, to_top: _ToTop) -> Box | None:
    """Return what is seen of the page where an object is drawn; ``None`` for all of it."""
    clip = raw.FPDFPageObj_GetClipPath(drawn)
    paths = [
        [
            to_top(*_end(raw.FPDFClipPath_GetPathSegment(clip, path, index)))
            for index in range(raw.FPDFClipPath_CountPathSegments(clip, path))
        ]
        for path in range(raw.FPDFClipPath_CountPaths(clip) if clip else 0)
    ]
    boxes = [_around(points) for points in paths if points]
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(max(lefts), max(tops), min(rights), min(bottoms))


def _said(text: PdfObject) -> str:
    """Return what a text says that is drawn otherwise: a character of which its font has no picture."""
    for number in range(raw.FPDFPageObj_CountMarks(text)):
        mark = raw.FPDFPageObj_GetMark(text, number)
        size = c_ulong()
        raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", None, 0, size)
        if size.value:
            said = (c_ubyte * size.value)()
            raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", said, size.value, size)
            written = bytes(said)
            is_wide = written.startswith(BOM_UTF16_BE)
            return written.decode("utf-16" if is_wide else "latin-1", "replace").strip()
    return ""


def _spread(text: PdfObject, said: str, to_top: _ToTop) -> list[Character]:
    """Return the characters of what a text says, side by side where it is drawn."""
    left, bottom, right, top = text.get_bounds()
    box = _around([to_top(left, bottom), to_top(right, top)])
    place = text.get_matrix()
    _, base = to_top(place.e, place.f)
    width = (box.right - box.left) / len(said)
    lefts = [box.left + width * number for number in range(len(said))]
    size = max(box.bottom - box.top, 1.0)
    return [Character(one, at, at + width, base, size) for one, at in zip(said, lefts, strict=True)]


def _from_top(page: PdfPage) -> _ToTop:
    """Return how a point of a page is told from its upper left corner, as it is looked at."""
    left, bottom, right, top = page.get_mediabox()
    match page.get_rotation():
        case 90:
            return lambda across, up: (up - bottom, across - left)
        case 180:
            return lambda across, up: (right - across, up - bottom)
        case 270:
            return lambda across, up: (top - up, right - across)
    return lambda across, up: (across - left, top - up)


def drawn_rules(page: PdfPage) -> Iterator[Rule]:
    """Yield the rules of a page."""
    to_top = _from_top(page)
    for path in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        fill, stroke = c_int(), c_int()
        raw.FPDFPath_GetDrawMode(path, fill, stroke)
        place = path.get_matrix()
        points: list[tuple[float, float]] = []
        for begins, across, up in [*_points(path), (True, 0.0, 0.0)]:
            if begins and points:
                yield from _drawn(points, stroked=bool(stroke.value))
                points = []
            points.append(to_top(*place.on_point(across, up)))


def _points(path: PdfObject) -> Iterator[tuple[bool, float, float]]:
    """Yield the points of a path, and whether another line begins there."""
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        yield raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO, *_end(segment)


def _end(segment: _Handle) -> tuple[float, float]:
    """Return the point in which a part of a path ends."""
    across, up = c_float(), c_float()
    raw.FPDFPathSegment_GetPoint(segment, across, up)
    return across.value, up.value


def _drawn(points: list[tuple[float, float]], *, stroked: bool) -> Iterator[Rule]:
    """Yield the rules that a line makes: each of its straight parts, or, thin and filled, all of it."""
    if stroked:
        for first, second in pairwise(points):
            yield from rules_of(_around([first, second]))
    else:
        yield from rules_of(_around(points))


def _around(points: list[tuple[float, float]]) -> Box:
    across, down = [point[0] for point in points], [point[1] for point in points]
    return Box(min(across), min(down), max(across), max(down))
