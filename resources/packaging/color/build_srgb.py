"""Build ``sRGB.icc``, the colour profile a PDF's output intent names, byte for byte the same every time.

It is an ICC profile of version 2.1 for a display: the primaries and the white of IEC 61966-2-1, brought to
the D50 of the profile connection space by Bradford's method, and the standard's curve in 1,024 steps, which
the three channels share. README.md beside this file says how to run it.
"""

import argparse
import struct
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
OUTPUT: Final = HERE.parents[1] / "perfeval_resources" / "color" / "sRGB.icc"

Vector = tuple[float, float, float]
Matrix = tuple[Vector, Vector, Vector]

DESCRIPTION: Final = "sRGB (IEC 61966-2-1), PerfEval Desktop"
COPYRIGHT: Final = "Made by the PerfEval Desktop project; public domain (CC0 1.0)."

VERSION: Final = 0x0210_0000
CREATED: Final = (2025, 1, 1, 0, 0, 0)
"""Year to second: a clock would make every build differ."""

PERCEPTUAL: Final = 0

PRIMARIES: Final = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
"""Chromaticities x, y of red, green and blue."""

D65: Final = (0.3127, 0.3290)
"""Chromaticity of the white of sRGB."""

D50: Final[Vector] = (0.9642, 1.0, 0.8249)
"""XYZ of the white of the profile connection space."""

BRADFORD: Final[Matrix] = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
"""From XYZ to the responses of the eye's cones, each of which adapts to a white by a gain of its own."""

CURVE_STEPS: Final = 1024

HEADER: Final = struct.Struct(">L 4x L 4s 4s 4s 6H 4s 4x 4x 4x 4x 8x L 3l 4x 44x")
"""Size, version, class, colour space, connection space, date, signature, rendering intent, illuminant."""

TAG: Final = struct.Struct(">4s 2L")
"""Signature, offset and length of a tag."""

# Colours ------------------------------------------------------------------------------------------


def xyz(chromaticity: tuple[float, float]) -> Vector:
    """Return XYZ of the colour of ``chromaticity`` whose Y is 1."""
    x, y = chromaticity
    return x / y, 1.0, (1 - x - y) / y


def dot(left: Vector, right: Vector) -> float:
    """Return the scalar product."""
    return left[0] * right[0] + left[1] * right[1] + left[2] * right[2]


def determinant(one: Vector, two: Vector, three: Vector) -> float:
    """Return the determinant of the matrix with these columns."""
    (a, b, c), (d, e, f) = two, three
    return dot(one, (b * f - c * e, c * d - a * f, a * e - b * d))


def amounts(columns: Matrix, goal: Vector) -> Vector:
    """Return how much of each column it takes for ``goal``, by Cramer's rule."""
    one, two, three = columns
    whole = determinant(one, two, three)
    return (
        determinant(goal, two, three) / whole,
        determinant(one, goal, three) / whole,
        determinant(one, two, goal) / whole,
    )


def adapted(colour: Vector, white: Vector) -> Vector:
    """Return the colour that looks under D50 as ``colour`` does under ``white``."""
    red, green, blue = (dot(row, colour) * dot(row, D50) / dot(row, white) for row in BRADFORD)
    one, two, three = zip(*BRADFORD, strict=True)
    return amounts((one, two, three), (red, green, blue))


def colorants() -> Matrix:
    """Return XYZ of full red, green and blue under D50."""
    white = xyz(D65)
    red, green, blue = map(xyz, PRIMARIES)
    shares = amounts((red, green, blue), white)
    red, green, blue = (
        adapted((share * x, share * y, share * z), white)
        for share, (x, y, z) in zip(shares, (red, green, blue), strict=True)
    )
    return red, green, blue


def linear(value: float) -> float:
    """Return the light that ``value`` of a channel stands for; both from 0 to 1."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


# The file -----------------------------------------------------------------------------------------


def fixed(colour: Vector) -> tuple[int, ...]:
    """Return XYZ in units of 1/65,536."""
    return tuple(round(number * 0x1_0000) for number in colour)


def colour_tag(colour: tuple[int, ...]) -> bytes:
    """Return the content of a tag that holds one XYZ."""
    return struct.pack(">4s 4x 3l", b"XYZ ", *colour)


def curve_tag() -> bytes:
    """Return the content of the tag that holds the curve."""
    points = (round(linear(step / (CURVE_STEPS - 1)) * 0xFFFF) for step in range(CURVE_STEPS))
    return struct.pack(f">4s 4x L {CURVE_STEPS}H", b"curv", CURVE_STEPS, *points)


def text_tag(text: str) -> bytes:
    """Return the content of a tag that holds a plain text."""
    return struct.pack(">4s 4x", b"text") + text.encode("ascii") + b"\0"


def description_tag(text: str) -> bytes:
    """Return the content of the tag that names the profile, with no name in Unicode and none for the Mac."""
    ascii_text = text.encode("ascii") + b"\0"
    return struct.pack(f">4s 4x L {len(ascii_text)}s 8x 3x 67x", b"desc", len(ascii_text), ascii_text)


def profile() -> bytes:
    """Return the whole file."""
    white = fixed(D50)
    red, green, _ = map(fixed, colorants())
    # The three make the white exactly: rounded by itself, blue would tint it by a unit.
    blue = tuple(w - r - g for w, r, g in zip(white, red, green, strict=True))
    curve = curve_tag()
    tags = {
        b"desc": description_tag(DESCRIPTION),
        b"cprt": text_tag(COPYRIGHT),
        # Colours are given as they look under D50, so that is what white looks like.
        b"wtpt": colour_tag(white),
        b"rXYZ": colour_tag(red),
        b"gXYZ": colour_tag(green),
        b"bXYZ": colour_tag(blue),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    start = HEADER.size + 4 + TAG.size * len(tags)
    table, contents = struct.pack(">L", len(tags)), b""
    offsets: dict[bytes, int] = {}
    for signature, content in tags.items():
        if content not in offsets:
            offsets[content] = start + len(contents)
            contents += content + bytes(-len(content) % 4)
        table += TAG.pack(signature, offsets[content], len(content))
    header = HEADER.pack(
        *(start + len(contents), VERSION, b"mntr", b"RGB ", b"XYZ ", *CREATED, b"acsp"),
        *(PERCEPTUAL, *white),
    )
    return header + table + contents


# The command --------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the profile; with ``--check`` only compare, and return 1 when the bundled one differs."""
    parser = argparse.ArgumentParser(description="Build the bundled colour profile.")
    parser.add_argument("--output", type=Path, metavar="FILE", default=OUTPUT, help="where the profile goes")
    parser.add_argument("--check", action="store_true", help="only compare with the file in --output")
    options = parser.parse_args(arguments)
    built = profile()
    if not options.check:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_bytes(built)
        print(f"{options.output.name}: {len(built):,} bytes")
        return 0
    same = options.output.read_bytes() == built
    print("the bundled profile is what this build gives" if same else f"different: {options.output.name}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
