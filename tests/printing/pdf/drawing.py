"""Pages made by hand, and what a page stream draws, by a reading of its operators of our own.

The reader knows the operators our pages use, and no others: text taken for an operator would fail it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

import pikepdf

from perfeval_desktop.domain.blocks import Frame
from perfeval_desktop.printing.fonts.codes import private_codes
from perfeval_desktop.printing.fonts.faces import Face, font
from perfeval_desktop.printing.pdf.page_stream import FONT_NAMES
from perfeval_desktop.printing.typesetting.layout import LaidOutForm, Page, Rule, Text
from perfeval_desktop.printing.typesetting.measures import BODY, PORTRAIT, TITLE, YEAR, Paper, Style
from perfeval_desktop.printing.typesetting.table import Align, TableCell, TableRow

POINTS = 72 / 2540


def text(*lines: str, style: Style = BODY, align: Align = Align.LEFT, x: int = 2000, y: int = 3000) -> Text:
    """Return lines as they stand on a page."""
    return Text(TableCell(0, 1, lines, style, align), lines, align, x, y)


def page(*texts: Text, repeats: Sequence[Text] = (), rules: Sequence[Rule] = ()) -> Page:
    """Return a page."""
    return Page(list(texts), list(repeats), list(rules))


def laid_out(*pages: Page, is_draft: bool = False, paper: Paper = PORTRAIT) -> LaidOutForm:
    """Return a form of ``pages``, headed by a title and a year line, each text a paragraph of its own."""
    title, year = TableCell(0, 1, ("题",), TITLE), TableCell(0, 1, ("年",), YEAR)
    first = page(
        Text(title, title.lines, Align.CENTRE, 10500, 2000),
        Text(year, year.lines, Align.CENTRE, 10500, 2600),
        *pages[0].texts,
        repeats=pages[0].repeats,
        rules=pages[0].rules,
    )
    rows = [TableRow((0, 18000), (text.source,), frame=Frame.OPEN) for one in pages for text in one.texts]
    return LaidOutForm(paper, [first, *pages[1:]], title, (title, year), tuple(rows), is_draft=is_draft)


class Shown(NamedTuple):
    """A string as it is drawn: in which face, how large and from where, in hundredths of a millimetre.

    ``y`` is counted downward from the top of the page. ``mark`` is the number of the marked content it
    belongs to, ``None`` for an artifact; ``actual`` is the text it stands for, if that is said.
    """

    text: str
    face: Face
    em: float
    x: float
    y: float
    mark: int | None
    actual: str | None


@dataclass
class Drawn:
    """What a stream draws: strings that are not empty, lines, and the names of the XObjects, in their order.

    ``marks`` are the numbers of the marked contents, ``artifacts`` the types of the artifacts, ``fonts`` the
    faces in the order of their choosing.
    """

    shown: list[Shown] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    artifacts: list[str] = field(default_factory=list)
    fonts: list[Face] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The strings alone."""
        return [one.text for one in self.shown]


def drawn(stream: bytes, paper: Paper = PORTRAIT) -> Drawn:
    """Return what ``stream`` draws on ``paper``; fail where it is not as a page stream of ours has to be."""
    with pikepdf.new() as document:
        instructions = [
            (str(one.operator), list(one.operands))
            for one in pikepdf.parse_content_stream(pikepdf.Stream(document, stream))
        ]
    reader = _Reader(paper.height)
    for operator, operands in instructions:
        assert operator in reader.handlers, f"no operator of our pages: {operator}"
        reader.handlers[operator](*operands)
    assert not reader.open, "marked content is not closed"
    assert not reader.in_text, "BT without ET"
    assert not reader.is_saved, "q without Q"
    return reader.found


def decoded(codes: bytes) -> str:
    """Return the text for which ``codes`` stand."""
    return codes.decode("utf-16-be").translate({code: one for one, code in private_codes().items()})


class _Reader:
    """Where the drawing is, and what has been drawn."""

    def __init__(self, height: int) -> None:
        self._height = height
        self.handlers: dict[str, Callable[..., None]] = {
            "cm": self._scale,
            "q": self._save,
            "Q": self._restore,
            "w": self._set_line_width,
            "J": self._set_cap,
            "TL": self._set_leading,
            "Tf": self._choose_font,
            "Td": self._move,
            "T*": self._next_line,
            "Tj": self._show,
            "'": self._show_on_next_line,
            "BT": self._begin_text,
            "ET": self._end_text,
            "BDC": self._begin_mark,
            "EMC": self._end_mark,
            "Do": self._draw_object,
            "m": self._start_path,
            "l": self._add_line,
            "S": self._stroke,
        }
        self.found = Drawn()
        self.open: list[tuple[str, Any]] = []
        self.in_text = self.is_saved = False
        self._leading = self._em = 0.0
        self._face = Face.BODY
        self._x = self._y = self._advance = 0.0
        self._start = (0, 0)
        self._path: list[Rule] = []

    def _scale(self, *matrix: Decimal) -> None:
        assert [float(one) for one in matrix] == [round(POINTS, 8), 0, 0, round(POINTS, 8), 0, 0]

    def _save(self) -> None:
        assert not self.in_text
        assert not self.is_saved
        self.is_saved = True

    def _restore(self) -> None:
        assert self.is_saved
        self.is_saved = False

    def _set_line_width(self, width: int) -> None:
        assert width == 18

    def _set_cap(self, cap: int) -> None:
        assert cap == 2

    def _set_leading(self, leading: int) -> None:
        self._leading = float(leading)

    def _choose_font(self, name: object, em: Decimal) -> None:
        self._face = {f"/{short}": face for face, short in FONT_NAMES.items()}[str(name)]
        self._em = float(em)
        self.found.fonts.append(self._face)

    def _move(self, x: int, y: int) -> None:
        assert self.in_text
        self._x, self._y, self._advance = self._x + x, self._y + y, 0.0

    def _next_line(self) -> None:
        self._move(0, -int(self._leading))

    def _show_on_next_line(self, string: object) -> None:
        self._next_line()
        self._show(string)

    def _show(self, string: object) -> None:
        assert self.in_text
        assert self.open, "text outside of marked content"
        shown = decoded(bytes(string))  # type: ignore[call-overload]  # a pikepdf.String
        if not shown:
            return
        mark = next((one["/MCID"] for tag, one in self.open if tag == "/Span" and "/MCID" in one), None)
        actual = next((str(one["/ActualText"]) for _, one in self.open if "/ActualText" in one), None)
        x, y = self._x + self._advance, self._height - self._y
        self.found.shown.append(Shown(shown, self._face, self._em, x, y, mark, actual))
        advances = font(self._face).advances
        self._advance += sum(advances[character] for character in shown) * self._em / 1000

    def _begin_text(self) -> None:
        assert not self.in_text
        assert not self.open
        self.in_text = True
        self._x = self._y = self._advance = 0.0

    def _end_text(self) -> None:
        assert self.in_text
        assert not self.open
        self.in_text = False

    def _begin_mark(self, tag: object, properties: Any) -> None:  # noqa: ANN401  # a pikepdf.Dictionary
        self.open.append((str(tag), properties))
        if str(tag) == "/Artifact":
            assert len(self.open) == 1, "an artifact inside of marked content"
            self.found.artifacts.append(str(properties["/Type"]))
        elif "/MCID" in properties:
            assert len(self.open) == 1, "marked content inside of marked content"
            self.found.marks.append(properties["/MCID"])

    def _end_mark(self) -> None:
        self.open.pop()

    def _draw_object(self, name: object) -> None:
        assert [tag for tag, _ in self.open] == ["/Artifact"]
        assert self.is_saved, "what an object sets may stay set for what is drawn after it"
        self.found.objects.append(str(name).removeprefix("/"))

    def _start_path(self, x: int, y: int) -> None:
        self._start = (x, y)

    def _add_line(self, x: int, y: int) -> None:
        start_x, start_y = self._start
        self._path.append(Rule(start_x, self._height - start_y, x, self._height - y))

    def _stroke(self) -> None:
        assert not self.in_text
        assert [tag for tag, _ in self.open] == ["/Artifact"]
        self.found.rules.extend(self._path)
        self._path = []
