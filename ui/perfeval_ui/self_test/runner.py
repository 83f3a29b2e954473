"""Runs the steps of the self-test one after the other, prints how each went, and writes the report."""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from importlib.resources import files
from io import TextIOWrapper
from pathlib import Path
from time import perf_counter, process_time

from PySide6.QtWidgets import QApplication

from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.errors import OutputError
from perfeval_desktop.terminal import print_error, print_line
from perfeval_ui.self_test import components
from perfeval_ui.self_test.imports import read_files
from perfeval_ui.self_test.result_file import report_text
from perfeval_ui.self_test.step import Outcome, Step, carry_out
from perfeval_ui.self_test.worker_processes import share_work
from perfeval_ui.startup.qt_application import set_up_application


def steps(folder: Path, results: Path, app: QApplication, end: ExitStack) -> Iterator[Step]:
    """Yield the steps in their order. The store, the window and the like are closed with ``end``."""
    yield Step("程序模块", components.modules)
    yield Step("随附资源", components.resources)
    yield Step("字体", components.fonts)
    yield Step("中文翻译", components.translations)
    yield Step("图标图片", components.pictures)
    yield Step("辅助进程", share_work)
    yield Step("读各种文件", read_files)
    # Imports nearly all of the program; where that is impossible, the first step has failed for that reason.
    from perfeval_ui.self_test.workflow import Workflow  # noqa: PLC0415

    workflow = Workflow(folder, results, app, end)
    yield from (
        Step("数据文件", workflow.open_store),
        Step("录入示例", workflow.enter_samples, needs="数据文件"),
        Step("核对得分", workflow.check_figures, needs="录入示例"),
        Step("导出 PDF", workflow.export_pdfs, needs="录入示例"),
        Step("合并导出", workflow.export_merged),
        Step("导出 Excel、Word", workflow.export_office),
        Step("交换包", workflow.hand_in, needs="录入示例"),
        Step("页面成像", workflow.draw_page, needs="导出 PDF"),
        Step("打印", workflow.print_pages, needs="导出 PDF"),
        Step("打开窗口", workflow.open_window, needs="录入示例"),
        Step("逐份打开", workflow.open_forms, needs="打开窗口"),
        Step("窗口图片", workflow.take_picture, needs="打开窗口"),
        Step("逐个对话框", workflow.open_dialogs, needs="打开窗口"),
        Step("备份恢复", workflow.back_up, needs="录入示例"),
        Step("长路径", workflow.use_long_path),
        Step("关闭窗口", workflow.close_window, needs="打开窗口"),
    )


def main(argv: Sequence[str]) -> int:
    """Run the self-test; return 0 when all steps pass, else 1. ``argv`` is FOLDER, or empty."""
    loading = process_time()
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    _do_without_display()
    app = QApplication.instance() or QApplication(["perfeval"])
    assert isinstance(app, QApplication)  # noqa: S101  # nothing else has made one
    set_up_application(app)
    with tempfile.TemporaryDirectory(prefix="perfeval-", ignore_cleanup_errors=True) as name:
        results = Path(argv[0]) if argv else Path(name)
        try:
            results.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            print_error(f"文件夹“{results}”无法建立（{error.strerror}），没有自检。请另选一个文件夹。")
            return 1
        start = perf_counter()
        outcomes = _outcomes(app, Path(name), results)
        passed = all(outcome.passed for outcome in outcomes)
        print_line("自检通过" if passed else "自检没有通过")
        try:
            report = report_text(outcomes, loading=loading, seconds=perf_counter() - start)
            write_atomically(results / "report.json", report.encode())
        except OutputError as error:
            print_error(str(error))
            return 1
    return 0 if passed else 1


def _do_without_display() -> None:
    """Let Qt draw into memory, unless the user has chosen another platform."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Without a display, Qt on Windows finds fonts only in this folder.
    os.environ.setdefault("QT_QPA_FONTDIR", str(files("perfeval_resources") / "fonts"))


def _outcomes(app: QApplication, folder: Path, results: Path) -> list[Outcome]:
    outcomes = []
    with ExitStack() as end:
        try:
            for outcome in carry_out(steps(folder, results, app, end)):
                print_line(f"{'✓' if outcome.passed else '✗'} {outcome.step}：{outcome.result}")
                outcomes.append(outcome)
        except ImportError as error:
            outcomes.append(Outcome("其余各步", passed=False, result=f"没有进行：{error}"))
    return outcomes
