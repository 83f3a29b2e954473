from pathlib import Path

import pytest

from perfeval_desktop import paths
from perfeval_desktop.redaction import kind_of, shown_log, shown_path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return tmp_path


class TestPaths:
    def test_the_home_of_the_user_is_a_tilde_and_what_the_program_calls_its_own_is_told(
        self, home: Path
    ) -> None:
        folder = home / ".local" / "share" / "PerfEval"
        assert shown_path(folder / "绩效自评.perfeval") == "~/.local/share/PerfEval/绩效自评.perfeval"
        assert shown_path(folder / "绩效自评 备份") == "~/.local/share/PerfEval/绩效自评 备份"
        assert shown_path(home) == "~"

    @pytest.mark.usefixtures("home")
    def test_names_that_somebody_has_given_are_their_lengths(self) -> None:
        assert shown_path(Path("/mnt/区科委/2023 年/自评.perfeval")).endswith("/mnt/<3>/<6>/<2>.perfeval")
        assert shown_path(Path("/mnt/2023.perfeval 旧")).endswith("/mnt/<15>")

    def test_another_home_is_no_tilde(self, home: Path) -> None:
        assert "~" not in shown_path(home.with_name(f"{home.name}2") / "a")

    def test_a_server_is_not_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        share = Path("//server/share/a")
        if share.anchor == "//":
            monkeypatch.setattr("pathlib.Path.absolute", lambda one: one)
        assert "server" not in shown_path(share)


class TestFindings:
    @pytest.mark.parametrize(
        ("sentence", "kind"),
        [
            ("“甲”缺少正文。请先把数据文件另存一份备查。", "“…”缺少正文"),
            ("“甲”乙”的行序号不连续。请。", "“…”的行序号不连续"),
            ("“甲。乙\n丙”有内容无法读取。请。", "“…”有内容无法读取"),
            ("改动的编号与计数不符。请。", "改动的编号与计数不符"),
        ],
    )
    def test_a_kind_names_no_form(self, sentence: str, kind: str) -> None:
        assert kind_of(sentence) == kind


class TestLog:
    @pytest.mark.parametrize(
        "line",
        [
            "2026-11-30 03:28:52,589 WARNING This plugin does not support propagateSizeHints()",
            'Could not find the Qt platform plugin "wayland" in ""',
            "PerfEval 0.1.0 / Python 3.11.7",
            "  page.py:123 commit",
            "ValueError",
            "",
        ],
    )
    def test_what_the_program_says_of_itself_is_told(self, line: str) -> None:
        assert shown_log(line, ["甲", "page"]) == line.replace("page", "<4>")

    @pytest.mark.parametrize(
        ("line", "shown"),
        [
            ("cannot open /home/u/My Unit/2023 Beta Plan.pdf: denied", "cannot open <42>"),
            (r"cannot open C:\Users\u\My Unit\a: denied", "cannot open <28>"),
            ("cannot open ~/a", "cannot open <3>"),
            ("cannot open file:///a b", "cannot open <11>"),
            (r"cannot open \\server\a", "cannot open <10>"),
            ("cannot write 2023_Beta.PDF now", "cannot write <13> now"),
            ("cannot write 区科委 now", "cannot write <3> now"),
            ("Alpha Plan and Alpha", "<10> and <5>"),
            # No part of a name is left where it looks like a path or a file.
            ("Alpha A/B Plan.pdf and", "<5> <7> and"),
        ],
    )
    def test_paths_files_and_names_are_their_lengths(self, line: str, shown: str) -> None:
        assert shown_log(line, ["Alpha", "Alpha Plan", "A/B Plan", "a"]) == shown

    def test_a_call_stack_says_where_in_the_program(self) -> None:
        stack = r"""Fatal Python error: Aborted
  File "/home/甲/My Unit/perfeval_ui/app.py", line 12 in run
  File "C:\Program Files\PerfEval\_internal\perfeval_ui\form_page\page.py", line 7 in commit"""
        assert shown_log(stack, []).splitlines() == [
            "Fatal Python error: Aborted",
            '  File "perfeval_ui/app.py", line 12 in run',
            r'  File "form_page\page.py", line 7 in commit',
        ]

    def test_all_lines_are_there(self) -> None:
        assert shown_log("a\nb\n\nc\n", []) == "a\nb\n\nc"


def test_the_stores_own_name_is_no_secret() -> None:
    assert shown_path(paths.default_store()).endswith(paths.default_store().name)
