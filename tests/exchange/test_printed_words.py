"""What a form prints by itself is not offered as something that was not read."""

from perfeval_desktop.domain.transcripts.shape import read_transcript
from perfeval_desktop.exchange.printed_words import without_printed_words
from perfeval_desktop.exchange.recogniser import Recognised
from perfeval_desktop.exchange.sheet import Cell
from read_forms import sample


def unread(*texts: str) -> list[str]:
    """Return which of ``texts``, unread in a form of national-2020, somebody wrote."""
    template, _ = sample("national-2020")
    cells = tuple(Cell(text, row, 0) for row, text in enumerate(texts))
    found = without_printed_words(Recognised(read_transcript({}, source=""), (), cells), template)
    return [cell.text for cell in found.unread]


def test_notes_and_lines_to_sign_are_the_forms_own_even_where_a_page_breaks_them() -> None:
    assert (
        unread(
            "注：",
            "2. 定量指标：达到年度指标值的得满分；",
            "没有达到的按比例得分，为分值×实际完成值",
            "填报人：",
        )
        == []
    )


def test_what_somebody_wrote_stays_unread() -> None:
    assert unread("此件已归档", "得分", "金额") == ["此件已归档", "金额"]


def test_without_anything_unread_nothing_changes() -> None:
    assert unread() == []
