import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.printing.fonts.codes import encoded
from perfeval_desktop.printing.fonts.faces import GETA, Face, font, is_printable
from perfeval_desktop.printing.pdf.page_stream import PageStreams
from perfeval_desktop.printing.typesetting.layout import LaidOutForm, Page, Rule, Text
from perfeval_desktop.printing.typesetting.measures import (
    BODY,
    LABEL,
    LANDSCAPE,
    LINE_HEIGHT,
    STYLES,
    TITLE,
    YEAR,
    Style,
)
from perfeval_desktop.printing.typesetting.table import Align
from printing.pdf.drawing import Drawn, drawn, laid_out, page, text

LINE_ENDS = " \u3000"
LATIN = "abc"
ONLY_IN_BODY = "\u3400"
EMOJI = "\U0001f600"


def stream_of(one: Page, *, is_draft: bool = False) -> bytes:
    """Return the stream of a page without title and year line."""
    form = replace(laid_out(page(), is_draft=is_draft), pages=[one], rows=())
    return PageStreams(form).write(one)[0]


def drawn_of(*texts: Text) -> Drawn:
    return drawn(stream_of(page(*texts)))


def all_drawn(streams: PageStreams, form: LaidOutForm) -> list[Drawn]:
    return [drawn(streams.write(one)[0]) for one in form.pages]


class TestCharacters:
    @pytest.mark.parametrize("face", Face)
    def test_no_character_is_hurt_by_the_signs_that_end_a_string(self, face: Face) -> None:
        style = BODY if face is Face.BODY else LABEL
        awkward = [one for one in font(face).glyphs if set(b"()\\\r\n") & set(encoded(one))]
        assert set("()\\不上丨小") <= set(awkward)
        lines = ["".join(awkward[start : start + 40]) for start in range(0, len(awkward), 40)]
        assert drawn_of(text(*lines, style=style)).texts == lines
        assert drawn_of(text(*lines, style=style, align=Align.CENTRE)).texts == lines

    def test_a_byte_that_readers_take_for_a_line_end_is_written_as_its_sign(self) -> None:
        stream = stream_of(page(text("不", "上", ONLY_IN_BODY + "不"), text("不", style=LABEL)))
        assert b"\r" not in stream
        assert stream.count(b"N\\r") == 3

    def test_lines_are_not_torn_at_bytes_that_look_like_their_end(self) -> None:
        # The code of 一 ends with the byte with which that of a line end begins, that of 上 with its other.
        lines = ("一", "一一", "上", "一上", "上一")
        assert drawn_of(text(*lines)).texts == list(lines)

    @pytest.mark.parametrize("face", Face)
    def test_no_face_has_a_character_whose_code_begins_like_the_end_of_that_of_a_line_end(
        self, face: Face
    ) -> None:
        assert [one for one in font(face).glyphs if encoded(one)[0] == ord("\n")] == []

    @pytest.mark.parametrize("face", Face)
    def test_no_face_has_a_character_with_the_code_of_another(self, face: Face) -> None:
        assert len({encoded(one) for one in font(face).glyphs}) == len(font(face).glyphs)

    def test_words_of_pdf_are_drawn_like_any(self) -> None:
        lines = (") Tj ET (", "endstream endobj", "%%EOF", "/URI (http://x)", "<</S/JavaScript>>", "EMC Q")
        assert drawn_of(text(*lines), text(*lines, style=LABEL)).texts == [*lines, *lines]

    def test_the_characters_are_those_drawn_in_each_face(self) -> None:
        form = laid_out(
            page(text("甲" + EMOJI), text("乙" + ONLY_IN_BODY, style=LABEL)), page(repeats=[text("丙")])
        )
        streams = PageStreams(form)
        all_drawn(streams, form)
        assert streams.characters == {
            Face.BODY: set(f"年甲丙{GETA}{ONLY_IN_BODY}"),
            Face.LABEL: set("题乙"),
        }


class TestPlaces:
    def test_lines_stand_below_each_other_from_their_left(self) -> None:
        shown = drawn_of(text("一行", "二行", "三行", x=1590, y=4000), text("另", x=9000, y=3000)).shown
        assert [(one.text, one.x, one.y) for one in shown] == [
            ("一行", 1590, 4000),
            ("二行", 1590, 4000 + LINE_HEIGHT),
            ("三行", 1590, 4000 + 2 * LINE_HEIGHT),
            ("另", 9000, 3000),
        ]

    def test_an_empty_line_takes_its_place(self) -> None:
        shown = drawn_of(text("一", "", "三", y=4000)).shown
        assert [(one.text, one.y) for one in shown] == [("一", 4000), ("三", 4000 + 2 * LINE_HEIGHT)]

    @pytest.mark.parametrize("style", STYLES)
    def test_each_centred_line_has_its_middle_in_the_middle(self, style: Style) -> None:
        lines = ("一", "一二三", "abc", "1.")
        *shown, last = drawn_of(
            text(*lines, style=style, align=Align.CENTRE, x=8000, y=5000), text("后")
        ).shown
        for place, (one, line) in enumerate(zip(shown, lines, strict=True)):
            assert one.text == line
            assert one.x + style.width(line) * style.em / 2000 == pytest.approx(8000, abs=0.51)
            assert one.y == 5000 + place * LINE_HEIGHT
        assert (last.x, last.y) == (2000, 3000)

    @pytest.mark.parametrize("foreign", ["", ONLY_IN_BODY])
    def test_spaces_at_the_end_of_a_centred_line_do_not_move_it(self, foreign: str) -> None:
        style = LABEL
        with_spaces, without = (
            drawn_of(text(f"一{foreign}{end}", "二三", style=style, align=Align.CENTRE)).shown
            for end in ("  \u3000", "")
        )
        assert with_spaces == without

    def test_spaces_at_the_end_of_a_line_are_left_out_and_others_kept(self) -> None:
        lines = (" 一  二 ", "\u3000三\u3000", "  ", "四")
        assert drawn_of(text(*lines)).texts == [" 一  二", "\u3000三", "四"]

    def test_rules_stand_where_they_were_placed(self) -> None:
        rules = [Rule(1500, 2000, 19500, 2000), Rule(1500, 2000, 1500, 9000)]
        assert drawn(stream_of(page(rules=rules))).rules == rules

    def test_text_is_as_large_as_its_style(self) -> None:
        shown = drawn_of(*(text("甲", style=style) for style in STYLES)).shown
        assert [one.em for one in shown] == [pytest.approx(style.em, abs=0.05) for style in STYLES]
        assert [one.face for one in shown] == [style.face for style in STYLES]


class TestFonts:
    def test_a_font_is_chosen_only_when_another_is_needed(self) -> None:
        found = drawn_of(
            text("一"), text("二"), text("三", style=LABEL), text("四", style=LABEL), text("五"), text("六")
        )
        assert found.fonts == [Face.BODY, Face.LABEL, Face.BODY]

    def test_the_size_is_chosen_anew_too(self) -> None:
        shown = drawn_of(text("一", style=TITLE), text("二", style=LABEL), text("三", style=YEAR)).shown
        assert [one.em for one in shown] == [564.4, 317.5, 370.4]

    @pytest.mark.parametrize("align", Align)
    def test_a_character_the_face_lacks_is_drawn_in_the_other_on_the_same_baseline(
        self, align: Align
    ) -> None:
        assert ONLY_IN_BODY not in font(Face.LABEL).glyphs
        line = f"甲{ONLY_IN_BODY}乙丙"
        lone = drawn_of(text("甲甲乙丙", style=LABEL, align=align)).shown[0]
        shown = drawn_of(text(line, "丁", style=LABEL, align=align), text("后", style=LABEL)).shown
        assert [(one.text, one.face) for one in shown] == [
            ("甲", Face.LABEL),
            (ONLY_IN_BODY, Face.BODY),
            ("乙丙", Face.LABEL),
            ("丁", Face.LABEL),
            ("后", Face.LABEL),
        ]
        assert [one.x - lone.x for one in shown[:3]] == pytest.approx([0, LABEL.em, 2 * LABEL.em], abs=0.1)
        assert {one.y for one in shown[:3]} == {lone.y}
        assert shown[3].y == lone.y + LINE_HEIGHT
        assert {one.em for one in shown} == {lone.em}
        assert (shown[4].x, shown[4].y) == (2000, 3000)


class TestMissing:
    @pytest.mark.parametrize("align", Align)
    def test_a_run_of_missing_characters_is_a_mark_each_that_stands_for_all_of_them(
        self, align: Align
    ) -> None:
        found = drawn_of(text(f"始\x07{EMOJI}\u200b终", align=align))
        assert [(one.text, one.actual) for one in found.shown] == [
            ("始", None),
            (GETA * 3, f"\x07{EMOJI}\u200b"),
            ("终", None),
        ]
        assert {one.mark for one in found.shown} == {0}

    def test_half_a_pair_stands_for_the_sign_of_what_is_no_character(self) -> None:
        shown = drawn_of(text("\ud842", "\udfb7\ud842")).shown
        assert [(one.text, one.actual) for one in shown] == [(GETA, "\ufffd"), (GETA * 2, "\ufffd\ufffd")]

    def test_a_mark_that_was_typed_stands_for_itself(self) -> None:
        assert [one.actual for one in drawn_of(text(f"{GETA}一")).shown] == [None]

    def test_what_follows_a_missing_character_stands_behind_it(self) -> None:
        shown = drawn_of(text(f"{EMOJI}一", "二")).shown
        assert [one.x - 2000 for one in shown] == pytest.approx([0, BODY.em, 0], abs=0.1)


class TestMarks:
    def test_marked_contents_are_counted_from_nought_in_the_order_of_reading(self) -> None:
        one = page(text("一", "二"), text(f"三{EMOJI}四"), text("五", style=LABEL))
        form = laid_out(one)
        stream, sources = PageStreams(form).write(form.pages[0])
        found = drawn(stream)
        assert found.marks == [0, 1, 2, 3, 4]
        assert [(one.text, one.mark) for one in found.shown] == [
            *(("题", 0), ("年", 1), ("一", 2), ("二", 2)),
            *(("三", 3), (GETA, 3), ("四", 3), ("五", 4)),
        ]
        assert sources == [text.source for text in form.pages[0].texts]

    def test_the_numbers_begin_anew_on_every_page(self) -> None:
        form = laid_out(page(text("一")), page(text("二"), text("三")))
        streams = PageStreams(form)
        assert [found.marks for found in all_drawn(streams, form)] == [[0, 1, 2], [0, 1]]

    def test_what_is_printed_again_and_rules_and_watermark_are_artifacts(self) -> None:
        one = page(text("一"), repeats=[text("复", style=LABEL), text("页")], rules=[Rule(1, 1, 2, 1)])
        found = drawn(stream_of(one, is_draft=True))
        assert [(one.text, one.mark) for one in found.shown] == [("一", 0), ("复", None), ("页", None)]
        assert found.artifacts == ["/Pagination", "/Pagination", "/Layout"]
        assert found.objects == ["D"]

    def test_only_a_draft_has_a_watermark(self) -> None:
        final, draft = (stream_of(page(text("一")), is_draft=is_draft) for is_draft in (False, True))
        assert drawn(final).objects == []
        assert b"/Subtype/Watermark" in draft
        assert b"Watermark" not in final
        assert drawn(draft).shown == drawn(final).shown

    def test_a_page_that_lies_on_its_side_has_a_watermark_of_its_own(self) -> None:
        form = laid_out(page(text("一", y=3000)), is_draft=True, paper=LANDSCAPE)
        found = drawn(PageStreams(form).write(form.pages[0])[0], LANDSCAPE)
        assert found.objects == ["E"]
        assert found.shown[-1][3:5] == (2000, 3000)

    def test_the_watermark_lies_below_the_text(self) -> None:
        draft = stream_of(page(text("一")), is_draft=True)
        assert re.search(rb"/D Do Q\s+EMC\s+BT ", draft)


_ANY_LINE = st.text(
    st.one_of(
        st.characters(), st.sampled_from("()\\\r\n不一上丨  \u3000〓㐀\u0007甲abc\ud800\U0001f600\U0002c27c")
    ),
    max_size=12,
)
_TEXTS = st.builds(
    lambda lines, style, align, x, y: text(*lines, style=style, align=align, x=x, y=y),
    st.lists(_ANY_LINE, min_size=1, max_size=4),
    st.sampled_from(STYLES),
    st.sampled_from(Align),
    st.integers(0, 21000),
    st.integers(0, 29700),
)
_PAGES = st.builds(
    lambda texts, repeats: page(*texts, repeats=repeats),
    st.lists(_TEXTS, max_size=5),
    st.lists(_TEXTS, max_size=2),
)


def printed(line: str) -> str:
    """Return ``line`` as it is to be seen."""
    return "".join(one if is_printable(one) else GETA for one in line.rstrip(LINE_ENDS))


def copied(line: str) -> str:
    """Return ``line`` as it is to be copied."""
    return re.sub("[\ud800-\udfff\x1b]", "\ufffd", line.rstrip(LINE_ENDS))


@given(st.lists(_PAGES, min_size=1, max_size=2), st.booleans())
@settings(deadline=None)
def test_any_text_is_drawn_whole_where_it_belongs(pages: list[Page], is_draft: bool) -> None:  # noqa: FBT001
    form = replace(laid_out(*pages), is_draft=is_draft)
    streams = PageStreams(form)
    used: dict[Face, set[str]] = {face: set() for face in Face}
    for one, found in zip(form.pages, all_drawn(streams, form), strict=True):
        assert found.marks == list(range(len(one.texts)))
        expected = [
            (placed, number if number < len(one.texts) else None, placed.y + place * LINE_HEIGHT, line)
            for number, placed in enumerate([*one.texts, *one.repeats])
            for place, line in enumerate(placed.lines)
            if printed(line)
        ]
        pieces = iter(found.shown)
        for placed, mark, y, line in expected:
            seen = actual = ""
            while len(seen) < len(printed(line)):
                piece = next(pieces)
                assert (piece.mark, piece.y) == (mark, y)
                if not seen and placed.align is Align.LEFT:
                    assert piece.x == placed.x
                seen += piece.text
                actual += piece.actual or piece.text
                used[piece.face].update(piece.text)
            assert (seen, actual) == (printed(line), copied(line))
        assert list(pieces) == []
    for face, characters in streams.characters.items():
        # A space that only ends lines is not drawn, but counted among the characters.
        assert used[face] == characters - (set(LINE_ENDS) - used[face])
