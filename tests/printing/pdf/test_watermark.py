from collections.abc import Iterator
from itertools import pairwise

import pikepdf
import pytest

from perfeval_desktop.printing.fonts.faces import Face, font
from perfeval_desktop.printing.pdf.watermark import WORDS, watermark
from perfeval_desktop.printing.typesetting.measures import LANDSCAPE, MM, PORTRAIT, Paper
from printing.pdf.drawing import laid_out, page, text
from printing.pdf.reading import written
from printing.pdf_text import opened, page_texts

Point = tuple[float, float]


def instructions(paper: Paper = PORTRAIT) -> list[tuple[str, list[float]]]:
    with pikepdf.new() as document:
        return [
            (str(one.operator), [float(value) for value in one.operands])
            for one in pikepdf.parse_content_stream(pikepdf.Stream(document, watermark(paper)))
        ]


def outlines() -> list[list[tuple[str, list[Point]]]]:
    """Return the closed outlines that are drawn: operators with their points."""
    found: list[list[tuple[str, list[Point]]]] = []
    for operator, values in instructions():
        if operator == "m":
            found.append([])
        if operator in "mlc":
            found[-1].append((operator, list(zip(values[::2], values[1::2], strict=True))))
        if operator == "h":
            found[-1].append(("h", []))
    return found


def on_page(point: Point, paper: Paper) -> Point:
    """Return where on a page of ``paper`` ``point`` of an outline lies."""
    (matrix,) = (values for operator, values in instructions(paper) if operator == "cm")
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def contours() -> Iterator[list[tuple[int, int, bool]]]:
    """Yield the outlines of the words in the font, side by side."""
    start = 0
    for word in WORDS:
        for contour in font(Face.LABEL).contours(word):
            yield [(start + x, y, is_on) for x, y, is_on in contour]
        start += font(Face.LABEL).advances[word]


def through(contour: list[tuple[int, int, bool]]) -> list[Point]:
    """Return the points through which ``contour`` goes: those on it, and between two off it their middle."""
    found: list[Point] = []
    for (x, y, is_on), (next_x, next_y, next_is_on) in pairwise([*contour, contour[0]]):
        if is_on:
            found.append((x, y))
        elif not next_is_on:
            found.append(((x + next_x) / 2, (y + next_y) / 2))
    return found


def test_it_is_a_light_gray_shape_and_no_text() -> None:
    operators = [operator for operator, _ in instructions()]
    assert operators[:2] == ["g", "cm"]
    assert operators[-1] == "f"
    assert set(operators[2:-1]) == {"m", "l", "c", "h"}
    assert 0.85 < instructions()[0][1][0] < 0.97


def test_every_outline_is_closed() -> None:
    assert all([operator for operator, _ in outline].index("h") == len(outline) - 1 for outline in outlines())


def test_each_outline_goes_through_the_points_of_the_font() -> None:
    drawn = outlines()
    of_font = list(contours())
    assert len(drawn) == len(of_font) > 8
    for outline, contour in zip(drawn, of_font, strict=True):
        ends = [points[-1] for operator, points in outline if operator != "h"]
        # It ends where it began, which the font does not say.
        assert ends[-1] == pytest.approx(ends[0], abs=0.51)
        expected = through(contour)
        first = min(
            range(len(expected)),
            key=lambda at: abs(expected[at][0] - ends[0][0]) + abs(expected[at][1] - ends[0][1]),
        )
        for end, point in zip(ends, [*expected[first:], *expected[:first]], strict=False):
            assert end == pytest.approx(point, abs=0.51)
        assert len(ends) == len(expected) + 1


def test_each_curve_has_its_middle_where_that_of_the_font_is() -> None:
    controls = {(x, y) for contour in contours() for x, y, is_on in contour if not is_on}
    count = 0
    for outline in outlines():
        for (_, before), (operator, points) in pairwise(outline):
            if operator == "c":
                count += 1
                start, (first, second, end) = before[-1], points
                # A quadratic curve with one control point is this cubic one with two.
                middles = [
                    (3 * (one + other) - start_at - end_at) / 4
                    for start_at, one, other, end_at in zip(start, first, second, end, strict=True)
                ]
                assert min(abs(middles[0] - x) + abs(middles[1] - y) for x, y in controls) < 2
    assert count > 20


@pytest.mark.parametrize("paper", [PORTRAIT, LANDSCAPE])
def test_the_words_rise_by_45_degrees_through_the_middle_of_the_page(paper: Paper) -> None:
    ((a, b, c, d, *_),) = (values for operator, values in instructions(paper) if operator == "cm")
    assert a == b == -c == d > 0
    points = [on_page(point, paper) for outline in outlines() for _, points in outline for point in points]
    for values, size in zip(zip(*points, strict=True), (paper.width, paper.height), strict=True):
        assert (min(values) + max(values)) / 2 == pytest.approx(size / 2, abs=3 * MM)
        assert min(values) > 15 * MM
        assert max(values) < size - 15 * MM


def gray_pixels(pdf: bytes) -> list[Point]:
    """Return where on the first page, from 0 to 1 to the right and downward, it is lightly gray."""
    with opened(pdf) as document:
        bitmap = document[0].render(scale=0.25, grayscale=True)
        pixels, stride = bytes(bitmap.buffer), bitmap.stride
        return [
            (x / bitmap.width, y / bitmap.height)
            for y in range(bitmap.height)
            for x in range(bitmap.width)
            if 230 <= pixels[y * stride + x] <= 240
        ]


@pytest.mark.parametrize("paper", [PORTRAIT, LANDSCAPE])
def test_a_draft_is_seen_to_be_one_and_a_final_form_is_not(paper: Paper) -> None:
    draft, final = (
        written(laid_out(page(text("一")), is_draft=is_draft, paper=paper)) for is_draft in (True, False)
    )
    gray = set(gray_pixels(draft)) - set(gray_pixels(final))
    assert len(gray) > 500
    # From the lower left to the upper right, and nothing in the other two corners.
    far = [(x, y) for x, y in gray if max(abs(x - 0.5), abs(y - 0.5)) > 0.2]
    assert {(x > 0.5) != (y > 0.5) for x, y in far} == {True}


def test_nobody_copies_it_with_the_form() -> None:
    draft, final = (written(laid_out(page(text("一")), is_draft=is_draft)) for is_draft in (True, False))
    assert page_texts(draft) == page_texts(final) == ["题年一"]
