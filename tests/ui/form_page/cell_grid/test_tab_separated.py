"""Cells as the text that spreadsheets put on the clipboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_ui.form_page.cell_grid.tab_separated import to_block, to_text

_TEXTS = st.text(st.sampled_from('a"\t\n 分'), max_size=6)


@st.composite
def blocks(draw: st.DrawFn) -> tuple[tuple[str, ...], ...]:
    width = draw(st.integers(1, 4))
    return tuple(draw(st.lists(st.tuples(*[_TEXTS] * width), min_size=1, max_size=4)))


@given(blocks())
def test_what_was_copied_is_pasted_to_the_letter(block: tuple[tuple[str, ...], ...]) -> None:
    assert to_block(to_text(block)) == block


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([["产出指标", "10"]], "产出指标\t10"),
        ([["甲"], ["乙"]], "甲\n乙"),
        ([["一行\n两行", "10"]], '"一行\n两行"\t10'),
        ([["甲\t乙"]], '"甲\t乙"'),
        ([['说"好"\n就好']], '"说""好""\n就好"'),
        ([['5" 屏', "1"]], '5" 屏\t1'),
        ([['"好"', "1"]], '"""好"""\t1'),
        ([['"好"']], '"好"'),
        ([[""]], ""),
        ([["甲", ""], ["", ""]], "甲\t\n\t"),
        ([["甲"], [""]], "甲\n\n"),
    ],
)
def test_cells_are_written_as_excel_writes_them(rows: list[list[str]], text: str) -> None:
    assert to_text(rows) == text
    assert to_block(text) == tuple(map(tuple, rows))


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("甲\t乙\r\n丙\t丁\r\n", (("甲", "乙"), ("丙", "丁"))),
        ("甲\r乙\r", (("甲",), ("乙",))),
        ('"一\r\n二"\t10\r\n', (("一\n二", "10"),)),
        ("甲\t\t丙", (("甲", "", "丙"),)),
        ("甲\t乙\n丙", (("甲", "乙"), ("丙",))),
        ("甲\r\n\r\n", (("甲",), ("",))),
        ('"好" 就好\t10', (('"好" 就好', "10"),)),
        ('"没有结束\n第二行', (('"没有结束',), ("第二行",))),
        ('他说"好', (('他说"好',),)),
        ('"一句话"', (('"一句话"',),)),
    ],
)
def test_texts_of_other_programs_are_read(text: str, block: tuple[tuple[str, ...], ...]) -> None:
    assert to_block(text) == block


def test_a_very_long_text_is_read_whole() -> None:
    long = "很长的原因" * 50_000
    assert to_block(f'10\t"{long}\n{long}"') == (("10", f"{long}\n{long}"),)
    assert to_block(f'10\t"{long}') == (("10", f'"{long}'),)
