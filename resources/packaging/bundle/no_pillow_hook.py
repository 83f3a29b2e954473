"""Run in the bundle before the program: reportlab does without Pillow.

Forms have no pictures. ``reportlab.lib.utils`` imports Pillow all the same, which would be 9 MB and a
twentieth of a second, but it can do with an ``Image`` that is ``None``.
"""

import sys
from types import ModuleType

pillow = ModuleType("PIL")
pillow.Image = None  # type: ignore[attr-defined]
sys.modules["PIL"] = pillow
