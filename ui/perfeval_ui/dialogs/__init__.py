"""Dialogs: opened with ``open()``, answered by a signal that carries the answer."""
