"""Gives Python its own ``import`` back; to be imported before all else of the window.

PySide6 puts another one in its place, which reads the source of every module that is imported from then on,
in search of ``__feature__``. We have none, and that took longer than making the window's widgets.
"""

import builtins

_own = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401  # this is what replaces it

builtins.__import__ = _own
