"""The installed or frozen program exercises itself: ``python -m perfeval_ui.self_test [FOLDER]``.

Everything a clerk needs is done once in a temporary folder, with the program's own parts and nothing else.
Each step prints a line; the exit code is 0 when all went well, else 1. Into FOLDER goes ``report.json``.
"""

import json
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QSettings, QSysInfo, qVersion
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from perfeval_desktop import __version__, paths
from perfeval_desktop.cli.output import complain, say
from perfeval_desktop.domain.figures import execution_score_text, rate_text, total_text
from perfeval_desktop.open_form import OpenForm
from perfeval_desktop.report.files import file_name, write_whole
from perfeval_desktop.report.form_pdf import form_pdf
from perfeval_desktop.samples import Sample, samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backup import back_up, restore_backup
from perfeval_desktop.storage.records import FormId
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.application import discard, dress
from perfeval_ui.bridge import SessionBridge
from perfeval_ui.main_window import MainWindow
from perfeval_ui.page_images import PdfPages, pixel_size

_DPI = 50


class SelfTestError(Exception):
    """Something that is not as it should be."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step went: what came of it, or what went wrong."""

    step: str
    passed: bool
    result: str


class Exercise:
    """One run through the program, on a store of its own in ``folder``. The steps are in :data:`STEPS`."""

    def __init__(self, folder: Path, app: QApplication, end: ExitStack) -> None:
        """Whatever is open is closed with ``end``."""
        self._folder = folder
        self._app = app
        self._samples = tuple(samples())
        self._store = end.enter_context(Store.open(folder / f"自检{paths.STORE_SUFFIX}"))
        self._session = EditingSession(self._store, TemplateCatalogue())
        settings = QSettings(str(folder / "perfeval.ini"), QSettings.Format.IniFormat)
        self._window = MainWindow(SessionBridge(self._session), self._store, settings)
        end.callback(discard, self._window)
        self._form_ids: tuple[FormId, ...] = ()
        self._pdfs: list[bytes] = []

    def enter_samples(self) -> str:
        """Enter the built-in samples cell by cell into a store of their own."""
        templates = self._session.templates
        forms = [sample.form(templates) for sample in self._samples]
        self._form_ids = self._session.create(forms, "自检")
        _expect("表数", self._store.count(), len(self._samples))
        return f"{len(self._form_ids)} 份示例"

    def check_figures(self) -> str:
        """Hold every figure against the one that is printed on the paper form."""
        for sample, form_id in self._pairs():
            self._session.open(form_id)
            figures = _figures(self._shown())
            for name, printed in sample.printed.items():
                _expect(f"{sample.name} 的 {name}", figures[name], printed)
        return "与纸质表逐位一致"

    def open_window(self) -> str:
        """Show the window as it starts."""
        self._window.show()
        self._window.start()
        self._settle()
        _expect("窗口", self._window.isVisible(), expected=True)
        return f"{self._window.width()}×{self._window.height()}，{self._app.platformName()}"

    def open_forms(self) -> str:
        """Open each form and look at its tabs."""
        for sample, form_id in self._pairs():
            self._window.open_form(form_id)
            for tab in range(self._window.tabs.count()):
                self._window.tabs.setCurrentIndex(tab)
                self._settle()
            _expect(f"{sample.name} 显示的总分", self._window.scores.total.text(), sample.printed["total"])
        self._window.tabs.setCurrentIndex(0)
        return f"{len(self._form_ids)} 份"

    def export_pdfs(self) -> str:
        """Write each form as a PDF file."""
        pages = 0
        for form_id in self._form_ids:
            self._session.open(form_id)
            shown = self._shown()
            pdf = form_pdf(shown.template, shown.form)
            file = self._folder / file_name(shown.form)
            write_whole(file, pdf)
            _expect(file.name, file.read_bytes(), pdf)
            pages += len(PdfPages(pdf))
            self._pdfs.append(pdf)
        return f"{len(self._pdfs)} 份，共 {pages} 页"

    def render_page(self) -> str:
        """Draw a page as preview and printer do; there must be ink on it."""
        pages = PdfPages(self._pdfs[0])
        image = pages.image(0, pixel_size(pages.sizes[0], _DPI))
        colours = {
            QColor(image.pixel(x, y)).lightness() for x in range(image.width()) for y in range(image.height())
        }
        if not (min(colours) < 64 and max(colours) == 255):
            raise SelfTestError("页面上没有字")
        return f"{image.width()}×{image.height()} 像素"

    def back_up(self) -> str:
        """Back the store up and read every form and every revision of the copy."""
        backup = back_up(self._store, self._window.backups.folder)
        with Store.open(backup.path, read_only=True) as copy:
            _expect("备份中的表数", copy.count(), len(self._samples))
            _expect("备份的问题", copy.verify(), ())
        # A change that only the way back undoes.
        self._session.delete(self._form_ids[:1], "自检")
        restore_backup(self._store, backup.path, self._window.backups.folder)
        self._session.reload()
        _expect("恢复后的表数", self._store.count(), len(self._samples))
        _expect("恢复后的问题", self._store.verify(), ())
        return f"{backup.size} 字节，已恢复"

    def close_window(self) -> str:
        """Close the window as a person does."""
        _expect("窗口", self._window.close(), expected=True)
        self._settle()
        return "数据已保存"

    def _pairs(self) -> list[tuple[Sample, FormId]]:
        return list(zip(self._samples, self._form_ids, strict=True))

    def _shown(self) -> OpenForm:
        shown = self._session.shown
        if shown is None:
            raise SelfTestError("没有打开自评表")
        return shown

    def _settle(self) -> None:
        for _ in range(3):
            self._app.processEvents()


Step = Callable[[Exercise], str]

STEPS: tuple[tuple[str, Step], ...] = (
    ("录入示例", Exercise.enter_samples),
    ("核对得分", Exercise.check_figures),
    ("打开窗口", Exercise.open_window),
    ("逐份打开", Exercise.open_forms),
    ("导出 PDF", Exercise.export_pdfs),
    ("页面成像", Exercise.render_page),
    ("备份恢复", Exercise.back_up),
    ("关闭窗口", Exercise.close_window),
)


def main(argv: Sequence[str]) -> int:
    """Exercise the program and return 0 when all went well, else 1; ``argv``: the folder for the report."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    app = QApplication.instance() or QApplication(["perfeval"])
    assert isinstance(app, QApplication)  # noqa: S101  # nothing else has made one
    dress(app)
    outcomes = []
    for outcome in run(app):
        say(f"{'✓' if outcome.passed else '✗'} {outcome.step}：{outcome.result}")
        outcomes.append(outcome)
    passed = all(outcome.passed for outcome in outcomes)
    say("自检通过" if passed else "自检没有通过")
    if argv and not _is_written(Path(argv[0]), _report(app, outcomes, passed=passed)):
        return 1
    return 0 if passed else 1


def run(app: QApplication) -> Iterator[Outcome]:
    """Carry the steps out one by one in a folder of their own; the first that fails is the last."""
    with (
        tempfile.TemporaryDirectory(prefix="perfeval-", ignore_cleanup_errors=True) as name,
        ExitStack() as end,
    ):
        mishaps = end.enter_context(_mishaps_of_slots())
        made: list[Exercise] = []

        def prepare() -> str:
            made.append(Exercise(Path(name), app, end))
            return "数据文件与窗口"

        outcome = _carried_out("准备", prepare, mishaps)
        yield outcome
        for title, step in STEPS if outcome.passed else ():
            outcome = _carried_out(title, partial(step, made[0]), mishaps)
            yield outcome
            if not outcome.passed:
                return


def _carried_out(title: str, do: Callable[[], str], mishaps: list[str]) -> Outcome:
    try:
        result = do()
    except Exception as error:  # noqa: BLE001  # whatever it is, it is what came of the step
        return Outcome(title, passed=False, result=_words(error))
    if mishaps:
        return Outcome(title, passed=False, result="；".join(mishaps))
    return Outcome(title, passed=True, result=result)


@contextmanager
def _mishaps_of_slots() -> Iterator[list[str]]:
    """Collect what Qt calls and goes wrong: it does not come back to who made Qt call it."""
    mishaps: list[str] = []

    def collect(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        mishaps.append(_words(error))

    before, sys.excepthook = sys.excepthook, collect
    try:
        yield mishaps
    finally:
        sys.excepthook = before


def _words(error: BaseException) -> str:
    """Return what went wrong and where; there is nothing private in the samples."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"（{Path(frames[-1].filename).name}:{frames[-1].lineno}）" if frames else ""
    return f"{type(error).__name__}：{error}{place}"


def _expect(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise SelfTestError(f"{what}应为 {expected}，实为 {found}")


def _figures(shown: OpenForm) -> dict[str, str]:
    """Return the figures of a form as it prints them, under the names the samples use."""
    sheet, template = shown.sheet, shown.template
    return {
        "execution_rate": rate_text(sheet.execution_rate, template),
        "execution_score": execution_score_text(sheet, template),
        "total_weight": total_text(sheet.total_weight, template),
        "total": total_text(sheet.total, template),
        "grade": sheet.grade or "",
    }


def _report(app: QApplication, outcomes: Sequence[Outcome], *, passed: bool) -> str:
    values = {
        "passed": passed,
        "program": __version__,
        "python": sys.version.split()[0],
        "qt": qVersion(),
        "system": QSysInfo.prettyProductName(),
        "platform": app.platformName(),
        "frozen": bool(getattr(sys, "frozen", False)),
        "steps": [asdict(outcome) for outcome in outcomes],
    }
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _is_written(folder: Path, report: str) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "report.json").write_text(report, encoding="utf-8")
    except OSError as error:
        complain(f"报告没有写成：{error}")
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
