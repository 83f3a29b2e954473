"""Numbers of worksheets as Excel displays them: 0.9977 in the format ``0.00%`` is 99.77%."""

from perfeval_desktop.exchange.number_formats.built_in import BUILT_IN, GENERAL
from perfeval_desktop.exchange.number_formats.display import displayed, displayed_text, hidden_digits

__all__ = ["BUILT_IN", "GENERAL", "displayed", "displayed_text", "hidden_digits"]
