# mypy: disable-error-code="import-not-found,import-untyped"
# fontTools is installed for this script alone, and carries no types.
"""Build the three bundled fonts, byte for byte the same every time.

``PerfEvalSerif-Regular`` prints the body of the form, ``PerfEvalSans-Bold`` its labels, and
``PerfEvalSans-Regular`` is the window's fallback where no Chinese font is installed. README.md beside this
file says how to run it.

Each font is put together anew instead of being cut out of its source: every outline is drawn once through
fontTools' pens, which decomposes composites, leaves hinting behind, brings variable outlines to their weight
and turns cubic curves into the quadratic ones of TrueType, the only outlines reportlab embeds. Lengths are
font units throughout, 1,000 to the em.
"""

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from characters import BORROWED, wanted_characters
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.roundTools import otRound
from fontTools.misc.transform import Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.filterPen import DecomposingFilterPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

HERE: Final = Path(__file__).resolve().parent
OUTPUT: Final = HERE.parents[1] / "perfeval_resources" / "fonts"

VERSION: Final = "1.000"
UNITS_PER_EM: Final = 1000
IDEOGRAPH_CENTRE: Final = 380
"""Height of the middle of an ideograph above the baseline: its square reaches from -120 to 880."""

MAX_CURVE_ERROR: Final = 1.0
"""How far a quadratic curve may leave the cubic one it stands for: 0.003 mm at 9 pt."""

BORROWED_SCALE: Final = 1.1
"""Brings the ☐ of the symbol source to the 800 units of Noto's □."""

LATIN_1: Final = 0
CYRILLIC: Final = 2
SIMPLIFIED_CHINESE: Final = 18
"""Bits by which a font tells Windows, Qt and fontconfig for which code pages it is meant."""

FIXED_TIME: Final = 3_818_534_400
"""1 January 2025 in seconds since 1904, for both dates of a font: a clock would make every build differ."""


@dataclass(frozen=True, slots=True)
class Source:
    """A font file inside a package of sources.lock, known by its content."""

    package: str
    path: str
    sha256: str


SERIF: Final = Source(
    package="pylopdf-fonts-zh-cn",
    path="pylopdf_fonts_zh_cn/NotoSerifSC-Regular.otf",
    sha256="e8f396decc1f0963a016a989c3d8852e863d1350996f573860a80767c83a1cd3",
)
SANS: Final = Source(
    package="justmytype-intl-cjk",
    path="justmytype_intl_cjk/fonts/ofl/notosanssc/NotoSansSC[wght].ttf",
    sha256="a3041811a78c361b1de50f953c805e0244951c21c5bd412f7232ef0d899af0da",
)
SYMBOLS: Final = Source(
    package="matplotlib",
    path="matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf",
    sha256="3fdf69cabf06049ea70a00b5919340e2ce1e6d02b0cc3c4b44fb6801bd1e0d22",
)


@dataclass(frozen=True, slots=True)
class Face:
    """One font to build.

    ``weight`` is the CSS number; ``whole_body`` asks for all ideographs instead of the 8,105.
    """

    family: str
    style: str
    weight: int
    source: Source
    whole_body: bool

    @property
    def post_script_name(self) -> str:
        """The name without blanks, which is also the name of the file."""
        return f"{self.family.replace(' ', '')}-{self.style}"


FACES: Final = (
    Face(family="PerfEval Serif", style="Regular", weight=400, source=SERIF, whole_body=True),
    Face(family="PerfEval Sans", style="Bold", weight=700, source=SANS, whole_body=False),
    Face(family="PerfEval Sans", style="Regular", weight=400, source=SANS, whole_body=False),
)

# Outlines -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shape:
    """A finished glyph and its advance."""

    glyph: Glyph
    advance: int


class Outlines:
    """The glyphs of one source font at one weight, drawn as TrueType outlines on the em of 1,000 units."""

    def __init__(self, font: TTFont, *, weight: int) -> None:
        location = {"wght": weight} if "fvar" in font else None
        self._glyphs = font.getGlyphSet(location=location)
        self._cubic = "CFF " in font
        self._scale = UNITS_PER_EM / font["head"].unitsPerEm
        self.by_code_point: dict[int, str] = font.getBestCmap()

    def advance(self, name: str) -> int:
        """Return the advance of glyph ``name``."""
        return int(otRound(self._glyphs[name].width * self._scale))

    def bounds(self, name: str) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top of the ink of glyph ``name``, which must have some."""
        pen = BoundsPen(self._glyphs)
        self._glyphs[name].draw(pen)
        left, bottom, right, top = (edge * self._scale for edge in pen.bounds)
        return left, bottom, right, top

    def draw(self, name: str, move: Transform | None = None) -> Glyph:
        """Return glyph ``name``, moved by ``move``, with quadratic curves and no components."""
        target = TTGlyphPen(None)
        pen = target
        if self._cubic:
            # The filled side of a CFF contour is its left, of a TrueType contour its right.
            pen = Cu2QuPen(target, MAX_CURVE_ERROR, reverse_direction=True)
        pen = TransformPen(pen, (move or Transform()).scale(self._scale))
        pen = DecomposingFilterPen(pen, self._glyphs)
        self._glyphs[name].draw(pen)
        return target.glyph(dropImpliedOnCurves=True)

    def shape(self, name: str) -> Shape:
        """Return glyph ``name`` as it is in the source."""
        return Shape(self.draw(name), self.advance(name))


def digits(outlines: Outlines) -> dict[int, Shape]:
    """Return 0 to 9, each in the middle of the advance most of them have: amounts must stand in columns."""
    names = {c: outlines.by_code_point[c] for c in range(ord("0"), ord("9") + 1)}
    advances = sorted(map(outlines.advance, names.values()))
    common = max(advances, key=advances.count)
    return {
        c: Shape(
            outlines.draw(name, Transform().translate((common - outlines.advance(name)) // 2, 0)), common
        )
        for c, name in names.items()
    }


def chinese_punctuation(outlines: Outlines) -> dict[int, Shape]:
    """Return the dash and the middle dot, full width as in Chinese print; the sources have Latin ones.

    The dash is the bar of U+2015 drawn from edge to edge, so that the two of —— join without the layout
    tables of the source, which a PDF has no use for. The dot is that of U+30FB.
    """
    bar = outlines.by_code_point[0x2015]
    left, _, right, _ = outlines.bounds(bar)
    stretch = UNITS_PER_EM / (right - left)
    dash = outlines.draw(bar, Transform(dx=-left * stretch).scale(stretch, 1))
    return {0x2014: Shape(dash, UNITS_PER_EM), 0x00B7: outlines.shape(outlines.by_code_point[0x30FB])}


def borrowed_symbols(outlines: Outlines) -> dict[int, Shape]:
    """Return the symbols of another font, full width, their ink in the middle of the ideograph's square."""
    shapes: dict[int, Shape] = {}
    for code_point in map(ord, BORROWED):
        name = outlines.by_code_point[code_point]
        left, bottom, right, top = outlines.bounds(name)
        middle = UNITS_PER_EM / 2 - BORROWED_SCALE * (left + right) / 2
        rise = IDEOGRAPH_CENTRE - BORROWED_SCALE * (bottom + top) / 2
        move = Transform().translate(middle, rise).scale(BORROWED_SCALE)
        shapes[code_point] = Shape(outlines.draw(name, move), UNITS_PER_EM)
    return shapes


# Putting a font together --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Content:
    """Glyphs in their order, .notdef first and then by code point, and which code point shows which."""

    shapes: dict[str, Shape]
    character_map: dict[int, str]


def collect(face: Face, source: TTFont, symbols: TTFont) -> Content:
    """Return the glyphs of ``face``; code points that share a glyph in the source share it here."""
    outlines = Outlines(source, weight=face.weight)
    own_shapes = (
        digits(outlines) | chinese_punctuation(outlines) | borrowed_symbols(Outlines(symbols, weight=400))
    )
    shapes = {".notdef": outlines.shape(".notdef")}
    character_map: dict[int, str] = {}
    shared: dict[str, str] = {}
    for code_point in wanted_characters(outlines.by_code_point, whole_body=face.whole_body):
        name = f"u{code_point:05X}"
        if code_point in own_shapes:
            shapes[name] = own_shapes[code_point]
        else:
            source_name = outlines.by_code_point[code_point]
            name = shared.setdefault(source_name, name)
            if name not in shapes:
                shapes[name] = outlines.shape(source_name)
        character_map[code_point] = name
    return Content(shapes, character_map)


def name_records(face: Face, source: TTFont, symbols: TTFont) -> dict[str, str]:
    """Return the naming table: a name of our own, as the licences ask, and the sources' copyright lines."""
    copyrights = [source["name"].getDebugName(0), *symbols["name"].getDebugName(0).strip().splitlines()]
    return {
        "copyright": "\n".join(copyrights),
        "familyName": face.family,
        "styleName": face.style,
        "uniqueFontIdentifier": f"{VERSION};{face.post_script_name}",
        "fullName": f"{face.family} {face.style}",
        "version": f"Version {VERSION}",
        "psName": face.post_script_name,
        "description": f"Changed from {source['name'].getBestFamilyName()}; {BORROWED} are from DejaVu Sans.",
        "licenseDescription": (
            "This Font Software is licensed under the SIL Open Font License, Version 1.1; see OFL.txt. "
            f"The characters {BORROWED} are under the licence in LICENSE-DejaVu.txt."
        ),
        "licenseInfoURL": source["name"].getDebugName(14),
    }


def window_metrics(face: Face, source: TTFont) -> dict[str, object]:
    """Return the OS/2 fields: the source's measures, our weight, embedding allowed."""
    copied = (
        *("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"),
        *("sxHeight", "sCapHeight", "yStrikeoutPosition", "yStrikeoutSize", "panose"),
        *("ySubscriptXSize", "ySubscriptYSize", "ySubscriptXOffset", "ySubscriptYOffset"),
        *("ySuperscriptXSize", "ySuperscriptYSize", "ySuperscriptXOffset", "ySuperscriptYOffset"),
    )
    metrics: dict[str, object] = {field: getattr(source["OS/2"], field) for field in copied}
    metrics["usWeightClass"] = face.weight
    metrics["fsSelection"] = 1 << 5 if face.style == "Bold" else 1 << 6
    metrics["fsType"] = 0
    return metrics


def assemble(face: Face, content: Content, source: TTFont, symbols: TTFont) -> TTFont:
    """Return the font with only the tables that printing and showing text need."""
    builder = FontBuilder(UNITS_PER_EM, isTTF=True)
    font = builder.font
    font.recalcTimestamp = False
    builder.setupGlyphOrder(list(content.shapes))
    builder.setupCharacterMap(content.character_map)
    builder.setupGlyf({name: shape.glyph for name, shape in content.shapes.items()})
    outlines = font["glyf"]
    builder.setupHorizontalMetrics(
        {name: (shape.advance, getattr(outlines[name], "xMin", 0)) for name, shape in content.shapes.items()}
    )
    header = source["hhea"]
    builder.setupHorizontalHeader(ascent=header.ascent, descent=header.descent, lineGap=header.lineGap)
    # The convention is Windows alone: one English record of each kind.
    builder.setupNameTable(name_records(face, source, symbols), mac=False)
    builder.setupOS2(version=4, **window_metrics(face, source))
    post = source["post"]
    builder.setupPost(
        keepGlyphNames=False,
        underlinePosition=post.underlinePosition,
        underlineThickness=post.underlineThickness,
    )
    builder.updateHead(
        created=FIXED_TIME,
        modified=FIXED_TIME,
        fontRevision=float(VERSION),
        flags=0b11,  # the baseline is y = 0, the left edge of the ink is the left side bearing
        macStyle=1 if face.style == "Bold" else 0,
        lowestRecPPEM=source["head"].lowestRecPPEM,
    )
    windows = font["OS/2"]
    windows.recalcUnicodeRanges(font)
    # No other Chinese, Japanese or Korean: the font would be chosen for the wrong language.
    windows.setCodePageRanges({LATIN_1, CYRILLIC, SIMPLIFIED_CHINESE})
    windows.recalcAvgCharWidth(font)
    return font


# The command --------------------------------------------------------------------------------------


def locate(source: Source, folder: Path | None) -> Path:
    """Return the file of ``source`` under ``folder``, or in the installed package when there is no folder.

    Raises ``SystemExit`` when it is not there or is not the file these fonts were made of.
    """
    try:
        path = (
            folder / source.path
            if folder
            else Path(str(distribution(source.package).locate_file(source.path)))
        )
        content = path.read_bytes()
    except (PackageNotFoundError, FileNotFoundError) as error:
        sys.exit(
            f"{source.path} of {source.package} is not there ({error}); install sources.lock, see README.md"
        )
    if hashlib.sha256(content).hexdigest() != source.sha256:
        sys.exit(f"{path} is not the file of sources.lock: its SHA-256 differs")
    return path


def check_font_tools() -> None:
    """Raise ``SystemExit`` unless fontTools is that of sources.lock: another may draw or pack otherwise."""
    found = f"fonttools=={distribution('fonttools').version}"
    pinned = (HERE / "sources.lock").read_text(encoding="utf-8").split()
    if found not in pinned:
        sys.exit(f"{found} is not the version of sources.lock; see README.md")


def build(face: Face, sources: Path | None, output: Path) -> Path:
    """Write the font of ``face`` into ``output`` and return its path."""
    with TTFont(locate(face.source, sources)) as source, TTFont(locate(SYMBOLS, sources)) as symbols:
        content = collect(face, source, symbols)
        font = assemble(face, content, source, symbols)
        path = output / f"{face.post_script_name}.ttf"
        font.save(path)
    size = path.stat().st_size / 2**20
    print(
        f"{path.name}: {len(content.shapes)} glyphs, {len(content.character_map)} characters, {size:.1f} MiB"
    )
    return path


def main(arguments: Sequence[str] | None = None) -> int:
    """Build all faces; with ``--check`` only compare, and return 1 when a bundled font differs."""
    parser = argparse.ArgumentParser(description="Build the bundled fonts.")
    parser.add_argument(
        "--sources", type=Path, metavar="DIR", help="folder of the unpacked packages of sources.lock"
    )
    parser.add_argument("--output", type=Path, metavar="DIR", default=OUTPUT, help="where the fonts go")
    parser.add_argument("--check", action="store_true", help="build aside and compare with those in --output")
    options = parser.parse_args(arguments)
    check_font_tools()
    if not options.check:
        options.output.mkdir(parents=True, exist_ok=True)
        for face in FACES:
            build(face, options.sources, options.output)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        built = [build(face, options.sources, Path(folder)) for face in FACES]
        other = [
            path.name for path in built if path.read_bytes() != (options.output / path.name).read_bytes()
        ]
    print(f"different: {', '.join(other)}" if other else "the bundled fonts are what this build gives")
    return 1 if other else 0


if __name__ == "__main__":
    sys.exit(main())
