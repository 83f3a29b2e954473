"""A pytest plugin that puts Qt out of reach: the core must be tested on a computer that has none.

To be used as ``-p without_qt -p no:pytest-qt``.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType
    from typing import cast

    import pytest

    modules = cast("dict[str, ModuleType | None]", sys.modules)
else:
    modules = sys.modules

# None is how the import system is told that a module is not to be had.
modules.update(PySide6=None, shiboken6=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options of pytest-qt, which --strict-config refuses without their owner."""
    for name in ("qt_api", "qt_log_level_fail"):
        parser.addini(name, "belongs to pytest-qt, which is switched off here")
    parser.addini("qt_log_ignore", "belongs to pytest-qt as well", type="linelist")
