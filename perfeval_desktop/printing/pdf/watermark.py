"""The word 草稿 behind the pages of a form that is not final.

It is drawn as a shape and not as text, so that nobody copies or searches it with the form.
"""

from collections.abc import Iterator
from functools import cache

from perfeval_desktop.printing.fonts.faces import Face, font
from perfeval_desktop.printing.typesetting.measures import MM, Paper

WORDS = "草稿"

_EM = 50 * MM
_GRAY = 0.93
# Half the square root of 2: the words rise by 45 degrees.
_SLANT = 0.7071

Point = tuple[float, float]


@cache
def watermark(paper: Paper) -> bytes:
    """Return the operators that draw the words across the middle of a page of ``paper``."""
    source = font(Face.LABEL)
    scale = _EM * _SLANT / 1000
    half = sum(source.advances[word] for word in WORDS) * scale / 2
    # The square of a character reaches 0.88 em up and 0.12 em down.
    rise = 0.38 * 1000 * scale
    x, y = paper.width / 2 - half + rise, paper.height / 2 - half - rise
    pieces = [f"{_GRAY} g {scale:.4f} {scale:.4f} {-scale:.4f} {scale:.4f} {x:.0f} {y:.0f} cm"]
    start = 0
    for word in WORDS:
        for contour in source.contours(word):
            pieces.extend(_path([(start + x, y, is_on) for x, y, is_on in contour]))
        start += source.advances[word]
    pieces.append("f")
    return "\n".join(pieces).encode("ascii")


def _path(contour: list[tuple[int, int, bool]]) -> Iterator[str]:
    """Yield the operators for a closed outline; its curves are quadratic, those of PDF are cubic."""
    whole: list[tuple[Point, bool]] = []
    for (x, y, is_on), (next_x, next_y, next_is_on) in zip(contour, contour[1:] + contour[:1], strict=True):
        whole.append(((x, y), is_on))
        if not is_on and not next_is_on:
            whole.append((((x + next_x) / 2, (y + next_y) / 2), True))
    first = next(place for place, (_, is_on) in enumerate(whole) if is_on)
    whole = [*whole[first:], *whole[: first + 1]]
    here = whole[0][0]
    yield f"{here[0]:g} {here[1]:g} m"
    control: Point | None = None
    for point, is_on in whole[1:]:
        if not is_on:
            control = point
        elif control is None:
            yield f"{point[0]:g} {point[1]:g} l"
            here = point
        else:
            nearby = (_two_thirds(here, control), _two_thirds(point, control), point)
            yield " ".join(f"{x:.0f} {y:.0f}" for x, y in nearby) + " c"
            here, control = point, None
    yield "h"


def _two_thirds(point: Point, control: Point) -> Point:
    """Return the cubic control point beside ``point`` for a quadratic curve with ``control``."""
    return (point[0] + 2 * control[0]) / 3, (point[1] + 2 * control[1]) / 3
