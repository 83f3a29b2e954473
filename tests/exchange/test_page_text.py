from perfeval_desktop.exchange.page_text import Character, cell_text, lines_of
from perfeval_desktop.exchange.ruled_tables import Box


def characters(text: str, base: float, left: float = 0, size: float = 10) -> list[Character]:
    """Return characters side by side, each as wide as it is high; blanks are left out."""
    return [
        Character(one, left + at * size, left + (at + 1) * size, base, size)
        for at, one in enumerate(text)
        if one != " "
    ]


def test_characters_side_by_side_are_a_line() -> None:
    drawn = [*characters("第二行", 30), *characters("绩效", 10), *characters("分", 11, left=20)]
    assert [line.text for line in lines_of(drawn)] == ["绩效分", "第二行"]


def test_blanks_are_seen_by_the_gap() -> None:
    drawn = [*characters("ab", 10), *characters("c", 10, left=23), *characters("d", 10, left=63)]
    assert [line.text for line in lines_of(drawn)] == ["ab c      d"]


def test_a_full_line_goes_on_in_the_next() -> None:
    box = Box(0, 0, 50, 100)
    assert cell_text([*characters("通过评估", 10), *characters("达标", 25)], box) == "通过评估达标"
    assert cell_text([*characters("项目", 10), *characters("名称", 25)], box) == "项目\n名称"
    assert cell_text([*characters("abcd", 10), *characters("ef", 25)], box) == "abcd ef"
    assert cell_text([], box) == ""
