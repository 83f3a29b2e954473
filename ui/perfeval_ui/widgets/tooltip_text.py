"""Texts for tooltips, which Qt itself looks through for markup: what people type may look like it."""

from html import escape

from PySide6.QtGui import Qt


def tooltip_text(text: str) -> str:
    """Return ``text`` so that a tooltip shows it as it stands."""
    return wrapped_tooltip(text) if Qt.mightBeRichText(text) else text


def wrapped_tooltip(text: str) -> str:
    """Return ``text`` so that a tooltip shows it as it stands, sentences that are long in several lines."""
    return f"<p style='white-space:pre-wrap'>{escape(text, quote=False)}</p>"
