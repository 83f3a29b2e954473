import io
import json
import sys

import pytest

from perfeval_desktop.cli.output import json_line, show_progress, table, visible, width, wrapped


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("项目", 4), ("（Ａ）", 6), ("99.85", 5), ("e\u0301", 1), ("𠮷", 2)],
)
def test_a_chinese_character_takes_two_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_columns_line_up_whatever_is_in_them() -> None:
    rows = [("项目", "总分", "等级"), ("a", "9.5", "优"), ("信息化", "100", "良")]
    assert list(table(rows, right={1})) == [
        "项目    总分  等级",
        "a        9.5  优",
        "信息化   100  良",
    ]


def test_an_empty_table_has_no_lines() -> None:
    assert list(table([])) == []


def test_a_long_cell_goes_on_below_itself() -> None:
    assert list(table([("甲", "一二三四五", "x"), ("乙", "六", "y")], limit=6)) == [
        "甲  一二三  x",
        "    四五",
        "乙  六      y",
    ]


def test_texts_are_wrapped_at_the_limit_and_at_their_own_line_ends() -> None:
    assert wrapped("一二三四五\nab\n", 4) == ["一二", "三四", "五", "ab", ""]


def test_a_closing_mark_stays_with_what_it_closes() -> None:
    assert wrapped("一二三四。”五", 8) == ["一二三四。”", "五"]


def test_a_text_narrower_than_the_limit_stays_as_it_is() -> None:
    assert wrapped("一二", 4) == ["一二"]


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\t", "\r", "\x7f", "\x9b", "\u202e", "\u2028"])
def test_data_cannot_command_the_terminal(character: str) -> None:
    assert visible(f"a{character}b\nc") == "a\N{REPLACEMENT CHARACTER}b\nc"


def test_what_people_write_stays_visible_as_it_is() -> None:
    text = "全角\u3000空格、𠮷、①、é"
    assert visible(text) == text


@pytest.mark.parametrize("character", ["\n", "\r", "\x0b", "\x1c", "\x85", "\u2028", "\u2029", "\x7f"])
def test_an_object_of_json_is_one_line_to_every_reader(character: str) -> None:
    line = json_line({"project": f"甲{character}乙"})
    assert len(line.splitlines()) == 1
    assert "甲" in line
    assert json.loads(line) == {"project": f"甲{character}乙"}


def test_a_program_without_a_console_speaks_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert show_progress(1, 2)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_to_a_person_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show_progress(1, 2)
    assert capsys.readouterr().err == ""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert show_progress(1, 2)
    assert show_progress(2, 2)
    assert terminal.getvalue() == "\r1/2\r2/2\n"
