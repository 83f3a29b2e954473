"""What stands in report.json: how the steps went, and of what the program is made on this computer."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

import PySide6
from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication

from perfeval_desktop import __version__, paths
from perfeval_desktop.storage.connections import SQLITE_VERSION
from perfeval_ui.self_test.memory import peak_memory
from perfeval_ui.self_test.step import Outcome


def report_text(outcomes: Sequence[Outcome], *, loading: float, seconds: float) -> str:
    """Return the report as JSON.

    ``loading`` is the processor's time, in seconds, from the start of the process until program and Qt were
    loaded; ``seconds`` are what the steps took. To open the window is one of these: with the loading before
    it that is what a person waits for.
    """
    values = {
        "passed": all(outcome.passed for outcome in outcomes),
        "program": __version__,
        "python": sys.version.split()[0],
        "qt": qVersion(),
        "pyside": PySide6.__version__,
        "sqlite": SQLITE_VERSION,
        # Those that the steps have loaded; what could not be loaded has no version.
        "reportlab": _loaded("reportlab", "Version"),
        "pdfium": _loaded("pypdfium2", "PDFIUM_INFO"),
        "system": QSysInfo.prettyProductName(),
        "architecture": QSysInfo.currentCpuArchitecture(),
        "platform": QGuiApplication.platformName(),
        "executable": sys.executable,
        "frozen": bool(getattr(sys, "frozen", False)),
        "portable": paths.portable_folder() is not None,
        "loading_ms": round(loading * 1000),
        "seconds": round(seconds, 2),
        "peak_memory_mib": peak_memory(),
        "steps": [asdict(outcome) for outcome in outcomes],
    }
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _loaded(module: str, name: str) -> str | None:
    found = getattr(sys.modules.get(module), name, None)
    return None if found is None else str(found)
