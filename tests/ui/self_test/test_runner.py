import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from perfeval_desktop import __version__
from perfeval_ui.paper.page_images import PdfPages
from perfeval_ui.self_test import main, runner
from perfeval_ui.self_test.runner import steps
from perfeval_ui.self_test.step import Step
from ui.office import program

pytestmark = pytest.mark.usefixtures("restored_app", "_own_environment")


@pytest.fixture
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the environment be what it was afterwards."""
    for name in ("QT_QPA_PLATFORM", "QT_QPA_FONTDIR"):
        monkeypatch.setenv(name, os.environ.get(name, "offscreen"))


def only(monkeypatch: pytest.MonkeyPatch, *steps: Step) -> None:
    """Leave only these steps."""
    monkeypatch.setattr(runner, "steps", lambda *_arguments: iter(steps))


def well() -> str:
    return "well"


def fail() -> str:
    raise OSError("broken")


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_the_program_passes_its_own_test(tmp_path: Path, qapp: QApplication) -> None:
    with ExitStack() as end:
        names = [step.name for step in steps(tmp_path, tmp_path, qapp, end)]
    done = program(tmp_path, "--self-test", str(tmp_path / "报告"))
    assert done.returncode == 0, done.stdout + done.stderr
    *printed, verdict = done.stdout.splitlines()
    assert [step.partition("：")[0] for step in printed] == [f"✓ {name}" for name in names]
    assert verdict == "自检通过"
    report = json.loads((tmp_path / "报告" / "report.json").read_text(encoding="utf-8"))
    assert report["passed"] is True
    assert report["program"] == __version__
    assert report["platform"] == "offscreen"
    assert [step["step"] for step in report["steps"]] == names
    assert report["loading_ms"] > 0
    assert all(step["milliseconds"] > 0 for step in report["steps"] if step["step"] == "打开窗口")
    assert all(report[name] for name in ("qt", "pyside", "sqlite", "reportlab", "pdfium", "executable"))
    # It works in a folder of its own.
    assert sorted(file.name for file in tmp_path.iterdir() if not file.name.startswith(".")) == ["报告"]
    assert sorted(file.name for file in (tmp_path / "报告").iterdir()) == [
        "form.pdf",
        "report.json",
        "window.png",
    ]
    assert QImage(str(tmp_path / "报告" / "window.png")).size().toTuple() == (1366, 768)
    assert len(PdfPages((tmp_path / "报告" / "form.pdf").read_bytes())) == 2


def test_every_step_builds_on_an_earlier_one(tmp_path: Path, qapp: QApplication) -> None:
    with ExitStack() as end:
        taken: list[str] = []
        for step in steps(tmp_path, tmp_path, qapp, end):
            assert step.name not in taken
            assert not step.needs or step.needs in taken
            taken.append(step.name)


def test_it_needs_no_folder_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    only(monkeypatch, Step("one", well))
    assert main([]) == 0
    assert lines(capsys) == ["✓ one：well", "自检通过"]
    assert list(tmp_path.iterdir()) == []


def test_a_step_that_fails_fails_the_test_and_stands_in_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    only(monkeypatch, Step("one", fail), Step("two", well))
    assert main([str(tmp_path / "报告")]) == 1
    said = lines(capsys)
    assert said[0].startswith("✗ one：OSError：broken（test_runner.py:")
    assert said[1:] == ["✓ two：well", "自检没有通过"]
    report = json.loads((tmp_path / "报告" / "report.json").read_text(encoding="utf-8"))
    assert report["passed"] is False
    assert [step["passed"] for step in report["steps"]] == [False, True]


def test_what_cannot_even_be_loaded_stands_in_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def excluded(*_arguments: object) -> Iterator[Step]:
        yield Step("one", well)
        raise ImportError("No module named 'x'")

    monkeypatch.setattr(runner, "steps", excluded)
    assert main([str(tmp_path)]) == 1
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["steps"][1]["result"] == "没有进行：No module named 'x'"


def test_a_windowed_program_has_nowhere_to_write_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, Step("one", well))
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main([str(tmp_path)]) == 0
    assert (tmp_path / "report.json").exists()


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda folder: folder.write_bytes(b"in the way"), "无法建立（"),
        (lambda folder: (folder / "report.json").mkdir(parents=True), "是一个文件夹，不能写成文件"),
    ],
)
def test_a_report_that_cannot_be_written_fails_the_test(
    spoil: Callable[[Path], object],
    complaint: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    spoil(tmp_path / "报告")
    only(monkeypatch, Step("one", well))
    assert main([str(tmp_path / "报告")]) == 1
    assert complaint in capsys.readouterr().err


def test_no_display_is_needed_unless_the_user_names_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.delenv("QT_QPA_FONTDIR")
    runner._do_without_display()
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    assert os.environ["QT_QPA_FONTDIR"] == str(files("perfeval_resources") / "fonts")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    runner._do_without_display()
    assert os.environ["QT_QPA_PLATFORM"] == "xcb"
