import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from perfeval_desktop import __version__
from perfeval_desktop.samples import samples
from perfeval_ui import self_test
from perfeval_ui.page_images import PdfPages
from perfeval_ui.self_test import STEPS, Exercise, main
from ui.office import program

STEP_NAMES = ["准备", *(title for title, _ in STEPS)]

pytestmark = pytest.mark.usefixtures("own_looks")


def only(monkeypatch: pytest.MonkeyPatch, *steps: Callable[[Exercise], str]) -> None:
    """Leave only these steps."""
    monkeypatch.setattr(self_test, "STEPS", [(step.__name__, step) for step in steps])


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_the_program_passes_its_own_test(tmp_path: Path) -> None:
    done = program(tmp_path, "--self-test", str(tmp_path / "报告"))
    assert done.returncode == 0, done.stdout + done.stderr
    *steps, verdict = done.stdout.splitlines()
    assert [step.partition("：")[0] for step in steps] == [f"✓ {name}" for name in STEP_NAMES]
    assert verdict == "自检通过"
    report = json.loads((tmp_path / "报告" / "report.json").read_text(encoding="utf-8"))
    assert report["passed"] is True
    assert report["program"] == __version__
    assert report["platform"] == "offscreen"
    assert [step["step"] for step in report["steps"]] == STEP_NAMES
    # It works in a folder of its own.
    assert sorted(file.name for file in tmp_path.iterdir() if not file.name.startswith(".")) == ["报告"]


def test_it_needs_no_folder_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert main([]) == 0
    assert lines(capsys)[-1] == "自检通过"
    assert list(tmp_path.iterdir()) == []


def test_the_first_step_that_fails_is_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_exercise: Exercise) -> str:
        raise OSError("broken")

    only(monkeypatch, Exercise.enter_samples, fail, Exercise.open_window)
    assert main([str(tmp_path)]) == 1
    said = lines(capsys)
    assert said[:2] == ["✓ 准备：数据文件与窗口", "✓ enter_samples：7 份示例"]
    assert said[2].startswith("✗ fail：OSError：broken（test_self_test.py:")
    assert said[3:] == ["自检没有通过"]
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["passed"] is False
    assert [step["passed"] for step in report["steps"]] == [True, True, False]


def test_what_goes_wrong_in_a_slot_counts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise OSError("broken")

    def look_well(_exercise: Exercise) -> str:
        QTimer.singleShot(0, fail)
        QApplication.processEvents()
        return "well"

    only(monkeypatch, look_well)
    assert main([]) == 1
    assert lines(capsys)[1].startswith("✗ look_well：OSError：broken")


def test_a_program_that_cannot_even_start_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_arguments: object) -> object:
        raise OSError("broken")

    monkeypatch.setattr(self_test, "MainWindow", fail)
    assert main([]) == 1
    said = lines(capsys)
    assert said[0].startswith("✗ 准备：OSError：broken")
    assert said[1:] == ["自检没有通过"]


def test_a_figure_that_differs_from_the_paper_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = [replace(sample, printed={**sample.printed, "total": "12.34"}) for sample in samples()]
    monkeypatch.setattr(self_test, "samples", lambda: wrong)
    only(monkeypatch, Exercise.enter_samples, Exercise.check_figures)
    assert main([]) == 1
    assert "的 total应为 12.34，实为 " in lines(capsys)[2]


def test_a_page_without_ink_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def white(_pages: PdfPages, _page: int, size: QSize) -> QImage:
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        return image

    monkeypatch.setattr(PdfPages, "image", white)
    only(monkeypatch, Exercise.enter_samples, Exercise.export_pdfs, Exercise.render_page)
    assert main([]) == 1
    assert "页面上没有字" in lines(capsys)[3]


def test_a_step_that_needs_a_form_says_so_where_none_is_open(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def look(exercise: Exercise) -> str:
        return str(exercise._shown())

    only(monkeypatch, look)
    assert main([]) == 1
    assert "没有打开自评表" in lines(capsys)[1]


def test_a_report_that_cannot_be_written_fails_the_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "报告").write_bytes(b"in the way")
    only(monkeypatch)
    assert main([str(tmp_path / "报告")]) == 1
    assert capsys.readouterr().err.startswith("报告没有写成：")
