import sys

import pytest

from perfeval_desktop.terminal import print_error, print_line


def test_output_and_errors_go_to_streams_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    print_line("完成")
    print_error("出错")
    assert capsys.readouterr() == ("完成\n", "出错\n")


def test_a_program_without_a_console_speaks_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    print_line("完成")
    print_error("出错")
