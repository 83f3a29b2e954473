"""Pages in the operators of PDF.

A stream names its fonts by face and its characters by codes that are the same in every document, so that it
depends on the form alone. Text is drawn as it stands; nothing in it is ever taken for an operator or for
markup.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise

from perfeval_desktop.printing.fonts.codes import encoded
from perfeval_desktop.printing.fonts.faces import Face, font, runs
from perfeval_desktop.printing.pdf.text import text_string
from perfeval_desktop.printing.typesetting.layout import LaidOutForm, Page, Rule
from perfeval_desktop.printing.typesetting.measures import (
    BODY,
    LANDSCAPE,
    LINE_HEIGHT,
    MM,
    PORTRAIT,
    RULE_WIDTH,
    STYLES,
    Paper,
    Style,
)
from perfeval_desktop.printing.typesetting.table import Align, TableCell, TableLabel

FONT_NAMES = {Face.BODY: "B", Face.LABEL: "L"}
DRAFT_NAMES = {PORTRAIT: "D", LANDSCAPE: "E"}

_POINTS = 72 / 25.4 / MM
_SPACES_AT_LINE_END = re.compile("[ \u3000]+(?=\n|$)")

_ARTIFACT = b"/Artifact<</Type/%b>>BDC\n"
_END = b"EMC\n"


class PageStreams:
    """The pages of one form as operators. ``characters`` are those they draw in each face."""

    def __init__(self, form: LaidOutForm) -> None:
        self._height = form.paper.height
        self._prelude = _PRELUDE + _draft(form.paper) if form.is_draft else _PRELUDE
        by_face: dict[Face, list[str]] = {face: [] for face in Face}
        of_style = {style: by_face[style.face] for style in STYLES}
        for page in form.pages:
            for text in (*page.texts, *page.repeats):
                of_style[text.source.style] += text.lines
        self.characters = {face: set("".join(lines)) for face, lines in by_face.items()}
        foreign = {face: used - font(face).characters for face, used in self.characters.items()}
        for face, lacking in foreign.items():
            self.characters[face] -= lacking
        # What the face of a style lacks: only lines with such a character have to be looked at one by one.
        self._foreign = {style: foreign[style.face] for style in STYLES}

    def write(self, page: Page) -> tuple[bytes, list[TableCell | TableLabel]]:
        """Return the stream of ``page``, and of each of its marked contents, from 0 on, whose it is."""
        # The operators say where each text begins from where the last line of the one before did, and how it
        # is set only if that was set otherwise.
        here_x = here_y = 0
        current = BODY
        drawn = []
        for source, lines, align, x, y in chain(page.texts, page.repeats):
            style = source.style
            first_x, last_x, shown = self._drawn(lines, style, align)
            font_change = b"" if style is current else _font_operator(style, style.face)
            # The operators for lines move down before each, the first too.
            top = self._height + LINE_HEIGHT - y
            drawn.append(b"%b%d %d Td%b" % (font_change, x + first_x - here_x, top - here_y, shown))
            here_x, here_y = x + last_x, top - len(lines) * LINE_HEIGHT
            current = style
        marked = len(page.texts)
        pieces = [self._prelude, b"BT "]
        pieces += [b"/Span<</MCID %d>>BDC %bEMC\n" % numbered for numbered in enumerate(drawn[:marked])]
        pieces += [
            _ARTIFACT % b"Pagination",
            *drawn[marked:],
            _END,
            b"ET\n",
            _rules(page.rules, self._height),
        ]
        return b"".join(pieces), [text.source for text in page.texts]

    def _drawn(self, lines: tuple[str, ...], style: Style, align: Align) -> tuple[int, int, bytes]:
        """Return where the first and the last of ``lines`` begin, and the operators for all of them."""
        foreign = self._foreign[style]
        is_plain = not foreign or foreign.isdisjoint("".join(lines))
        if align is Align.CENTRE:
            return (_centred if is_plain else self._mixed_centred)(lines, style)
        return 0, 0, _left(lines) if is_plain else self._mixed(lines, style)

    def _mixed(self, lines: Sequence[str], style: Style) -> bytes:
        return b"".join([self._mixed_line(_shown(line), style) for line in lines])

    def _mixed_centred(self, lines: tuple[str, ...], style: Style) -> tuple[int, int, bytes]:
        return _centred_lines(lines, style, lambda line: self._mixed_line(line, style))

    def _mixed_line(self, line: str, style: Style) -> bytes:
        """Return the operators for a line with characters that its face lacks."""
        pieces = [b" T* "]
        for run in runs(line, style.face):
            self.characters[run.face].update(run.shown)
            drawn = b"(%b)Tj " % _escaped(encoded(run.shown))
            if run.face is not style.face:
                drawn = _font_operator(style, run.face) + drawn + _font_operator(style, style.face)
            if run.shown != run.text:
                actual = text_string(run.text).encode("ascii")
                drawn = b"/Span<</ActualText%b>>BDC %bEMC " % (actual, drawn)
            pieces.append(drawn)
        return b"".join(pieces)


@cache
def _font_operator(style: Style, face: Face) -> bytes:
    return f"/{FONT_NAMES[face]} {style.em:.1f} Tf ".encode("ascii")


_PRELUDE = b"%.8f 0 0 %.8f 0 0 cm %d w 2 J %d TL %b\n" % (
    _POINTS,
    _POINTS,
    RULE_WIDTH,
    LINE_HEIGHT,
    _font_operator(BODY, BODY.face),
)
# By the rules what an object sets ends with it; a common reader (pdfminer) goes on with its matrix all the
# same, and would turn the whole page.


@cache
def _draft(paper: Paper) -> bytes:
    name = DRAFT_NAMES[paper].encode("ascii")
    return b"%bq /%b Do Q\n%b" % (_ARTIFACT % b"Pagination/Subtype/Watermark", name, _END)


def _left(lines: Sequence[str]) -> bytes:
    """Return the operators for lines from the left, of which the face has every character.

    The lines are encoded at once, which is quicker: no character that a face has begins with the byte of
    the line end that stands between them.
    """
    joined = "\n".join(lines)
    if " " in joined or "\u3000" in joined:
        joined = _SPACES_AT_LINE_END.sub("", joined)
    return b"(%b)' " % _escaped(encoded(joined)).replace(b"\0\n", b")'(")


@lru_cache(maxsize=8192)
def _centred(lines: tuple[str, ...], style: Style) -> tuple[int, int, bytes]:
    """Return where the first and the last of centred lines begin, from their middle, and their operators."""
    return _centred_lines(lines, style, lambda line: b"(%b)' " % _escaped(encoded(line)))


def _centred_lines(
    lines: Sequence[str], style: Style, drawn: Callable[[str], bytes]
) -> tuple[int, int, bytes]:
    shown = [_shown(line) for line in lines]
    shifts = [-round(style.width(line) * style.em / 2000) for line in shown]
    pieces = [drawn(shown[0])]
    for (before, shift), line in zip(pairwise(shifts), shown[1:], strict=True):
        pieces.append(b"%d 0 Td%b" % (shift - before, drawn(line)))
    return shifts[0], shifts[-1], b"".join(pieces)


def _shown(line: str) -> str:
    """Return ``line`` without the spaces that end it, which would only move what is centred."""
    return line.rstrip(" \u3000")


def _escaped(codes: bytes) -> bytes:
    """Return ``codes`` as they stand between the brackets of a string."""
    return codes.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").replace(b"\r", b"\\r")


def _rules(rules: Sequence[Rule], height: int) -> bytes:
    lines = [
        "%d %d m %d %d l\n" % (x, height - y, to_x, height - to_y)  # noqa: UP031  # quicker here
        for x, y, to_x, to_y in rules
    ]
    return b"%b%bS\n%b" % (_ARTIFACT % b"Layout", "".join(lines).encode("ascii"), _END)
