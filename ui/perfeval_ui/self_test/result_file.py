"""The contents of report.json: how the steps went, and the versions of everything the program consists of."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

import PySide6
from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication

from perfeval_desktop import __version__, paths
from perfeval_ui.self_test.memory import peak_memory
from perfeval_ui.self_test.step import Outcome


def report_text(outcomes: Sequence[Outcome], *, loading: float, seconds: float) -> str:
    """Return the report as JSON.

    ``loading`` is the processor time, in seconds, from the start of the process until program and Qt were
    loaded; ``seconds`` is how long the steps took. Opening the window is one of them: with the loading
    before it, that is what a user waits for.
    """
    values = {
        "passed": all(outcome.passed for outcome in outcomes),
        "program": __version__,
        "python": sys.version.split()[0],
        "qt": qVersion(),
        "pyside": PySide6.__version__,
        # Of what the steps have loaded; what could not be loaded has no version.
        "sqlite": _loaded("sqlite3", "sqlite_version"),
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
