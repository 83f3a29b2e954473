"""Which characters the bundled fonts hold."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

LEVEL_2_BLOCKS: Final = (range(0x4E00, 0x9FF0), range(0x3400, 0x4DB6))
"""GB 18030-2022 level 2: these two blocks, and the 196 characters of the 8,105 that lie beyond U+FFFF."""

IDEOGRAPH_BLOCKS: Final = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x33480))
"""Whatever ideographs of these blocks the source has beyond level 2 comes along into the body."""

SYMBOL_BLOCKS: Final = (
    range(0x0020, 0x007F),  # ASCII
    range(0x00A0, 0x0460),  # Latin with the letters of pinyin, Greek, Cyrillic
    range(0x2000, 0x2C00),  # punctuation, units, numbers in circles, arrows, mathematics, boxes, shapes
    range(0x2E80, 0x3000),  # radicals: text copied out of a PDF often holds them in place of ideographs
    range(0x3000, 0x3130),  # Chinese punctuation, kana, bopomofo
    range(0x31A0, 0x3200),  # more bopomofo, strokes
    range(0x3220, 0x3260),  # ㈠ ㊀ ㉑
    range(0x3280, 0x3400),  # ㊣ ㎡ ㎏
    range(0xF900, 0xFB05),  # compatibility ideographs; ligatures, again from PDFs
    range(0xFE10, 0xFE20),  # upright punctuation
    range(0xFE30, 0xFE70),
    range(0xFF00, 0xFFA0),  # full-width and half-width forms
    range(0xFFE0, 0xFFE7),
)
"""Everything the source has in these blocks is taken. Hangul is left out."""

FORM_SYMBOLS: Final = "≥≤≠≈±×÷℃°′″‰%㎡㎥¥￥①②③④⑤⑥⑦⑧⑨⑩⑳●○■□▲△★☆◆◇→√∑№§※〓☐☑☒✓✔✗✘≒‘’“”—…·、。〇"
"""What clerks write in forms; a build without one of these fails."""

BORROWED: Final = "≒☐☑☒✔✗✘"
"""From the symbol source, in every font: GB 18030's one sign that Noto lacks, boxes and ticks."""


def standard_characters() -> frozenset[int]:
    """Return the code points of 《通用规范汉字表》."""
    text = (Path(__file__).with_name("standard_characters_8105.txt")).read_text(encoding="utf-8").strip()
    return frozenset(map(ord, text))


def two_byte_characters(encoding: str, leads: range, trails: range) -> frozenset[int]:
    """Return the code points that ``encoding`` writes in two bytes, of these ``leads`` and ``trails``."""
    texts = (bytes((lead, trail)).decode(encoding, errors="ignore") for lead in leads for trail in trails)
    return frozenset(ord(text) for text in texts if len(text) == 1)


def gb2312_ideographs() -> frozenset[int]:
    """Return the 6,763 ideographs of GB 2312.

    Some are not among the 8,105. fontconfig takes a font for Chinese only if it has them all, and Qt on Linux
    falls back only on a font that fontconfig takes for Chinese.
    """
    return two_byte_characters("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF))


def gb18030_symbols() -> frozenset[int]:
    """Return what GB 18030 writes in two bytes, ideographs and private use aside.

    Python knows the edition of 2005, which still has private code points where that of 2022 has upright
    punctuation; those come in by their block.
    """
    symbols = two_byte_characters("gb18030", range(0xA1, 0xFF), range(0x40, 0xFF))
    return frozenset(c for c in symbols if 0x80 <= c < 0x3400 or 0xF900 <= c < 0x10000)


def required_characters(*, whole_body: bool) -> frozenset[int]:
    """Return the code points without which a font must not be built, with ``whole_body`` all of level 2."""
    required = {
        *range(0x20, 0x7F),
        *range(0xA0, 0x100),
        *range(0xFF01, 0xFF5F),
        *gb18030_symbols(),
        *gb2312_ideographs(),
        *map(ord, FORM_SYMBOLS),
        *standard_characters(),
    }
    if whole_body:
        for block in LEVEL_2_BLOCKS:
            required.update(block)
    return frozenset(required)


def wanted_characters(offered: Iterable[int], *, whole_body: bool) -> list[int]:
    """Return the code points of a font in rising order: the required ones, and all offered in our blocks.

    ``offered`` is what the source font has. Raises ``LookupError`` naming the required code points that are
    neither offered nor borrowed.
    """
    offered = frozenset(offered)
    required = required_characters(whole_body=whole_body)
    missing = sorted(required - offered - set(map(ord, BORROWED)))
    if missing:
        raise LookupError("the source font lacks " + " ".join(f"U+{c:04X}" for c in missing))
    blocks = SYMBOL_BLOCKS + (IDEOGRAPH_BLOCKS if whole_body else ())
    return sorted(required.union(*(offered.intersection(block) for block in blocks)))
