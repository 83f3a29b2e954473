"""Texts for tooltips, which Qt itself looks through for markup."""

from html import escape

from PySide6.QtGui import Qt


def tooltip_text(text: str) -> str:
    """Return ``text`` so that a tooltip shows it as it stands: what people type may look like markup."""
    return f"<p style='white-space:pre-wrap'>{escape(text)}</p>" if Qt.mightBeRichText(text) else text
