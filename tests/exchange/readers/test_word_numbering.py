import pytest
from lxml import etree

from perfeval_desktop.exchange.readers.word_numbering import Numbering
from perfeval_desktop.exchange.readers.word_styles import Styles


def numbering(*levels: tuple[str, str]) -> Numbering:
    """Return a list "7" whose levels have styles and texts."""
    told = "".join(
        f'<lvl ilvl="{depth}"><start val="1"/><numFmt val="{style}"/><lvlText val="{text}"/></lvl>'
        for depth, (style, text) in enumerate(levels)
    )
    abstract = f'<abstractNum abstractNumId="3">{told}</abstractNum>'
    return Numbering(
        etree.fromstring(f'<x>{abstract}<num numId="7"><abstractNumId val="3"/></num></x>'), Styles(None)
    )


def numbers(of: Numbering, *depths: int) -> list[str]:
    return [
        of.before(etree.fromstring(f'<p><pPr><numPr><ilvl val="{depth}"/><numId val="7"/></numPr></pPr></p>'))
        for depth in depths
    ]


def test_levels_count_on_their_own_and_begin_anew_below_a_higher_one() -> None:
    made = numbering(("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "%3)"))
    assert numbers(made, 0, 1, 1, 2, 0, 1) == ["1.", "1.1", "1.2", "a)", "2.", "2.1"]


def test_a_level_that_is_named_before_it_began_begins() -> None:
    assert numbers(numbering(("decimal", "%1"), ("decimal", "%1.%2 %3")), 1) == ["1.1 1"]


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("chineseCountingThousand", {1: "一", 10: "十", 12: "十二", 20: "二十", 100: "100"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("lowerLetter", {1: "a", 26: "z"}),
        ("upperLetter", {2: "B"}),
        ("lowerRoman", {4: "iv", 9: "ix", 18: "xviii"}),
        ("upperRoman", {6: "VI"}),
        ("bullet", {1: ""}),
        ("unheard-of", {3: "3"}),
    ],
)
def test_numbers_are_written_in_the_style_of_their_level(style: str, told: dict[int, str]) -> None:
    found = numbers(numbering((style, "%1")), *[0] * max(told))
    assert {count: found[count - 1] for count in told} == told


def test_paragraphs_of_no_list_have_no_number() -> None:
    assert numbers(Numbering(None, Styles(None)), 0) == [""]
    assert Numbering(None, Styles(None)).before(etree.fromstring("<p/>")) == ""
    assert numbers(numbering(), 0) == [""]
