"""What closes a derived template, and what has no place in it."""

import pytest

from derived_templates import NATIONAL, block, guessed, of
from perfeval_desktop.domain.blocks import ClosingBlock

NOTE = "注：1.定量指标按实际填写。2.其他资金指自筹。"


def closed(text: str) -> ClosingBlock:
    return block(of(NATIONAL.replace(NOTE, text)), ClosingBlock)


def test_notes_are_parted_and_lose_their_numbers() -> None:
    assert closed(NOTE).footnotes == ("定量指标按实际填写。", "其他资金指自筹。")
    assert closed("说明：无须编号。\n1.第一条。\n还有一段。").footnotes == (
        "无须编号。",
        "第一条。",
        "还有一段。",
    )
    assert closed("1. 第一条，3.5 万元以上的。").footnotes == ("第一条，3.5 万元以上的。",)


def test_lines_to_sign_and_the_seal_are_room() -> None:
    closing = closed("项目负责人签字：　　　　财务负责人签字：　　　\n（单位盖章）")
    assert closing.signatures == ("项目负责人签字", "财务负责人签字")
    assert closing.stamp == "（单位盖章）"


@pytest.mark.parametrize("text", ["— 2 —", "第 1 页"])
def test_page_numbers_are_nothing(text: str) -> None:
    made = of(NATIONAL.replace(NOTE, text))
    assert not [one for one in made.template.blocks if isinstance(one, ClosingBlock)]
    assert not [one for one in guessed(made) if "没有读作" in one]


def test_what_has_no_place_is_told() -> None:
    made = of(NATIONAL.replace(NOTE, "经手的同志请抓紧"))
    assert "“经手的同志请抓紧”没有读作任何一栏，模板里没有它。" in guessed(made)
