"""Exporting, printing and filling blanks from the window; copying a whole form."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings

from perfeval_desktop.store import FormId
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.window.clipboard_actions import copy_form
from perfeval_ui.window.message_bar import MessageButton
from perfeval_ui.window.window_frame import WindowFrame

if TYPE_CHECKING:
    from perfeval_ui.paper.blank_filler import BlankFiller
    from perfeval_ui.paper.exporter import Exporter
    from perfeval_ui.paper.printer import FormPrinter


class PaperCommands(QObject):
    """Puts the forms that ``chosen`` gives on paper, into files and into the blanks of others."""

    def __init__(
        self,
        signals: SessionSignals,
        settings: QSettings,
        chosen: Callable[[], Sequence[FormId]],
        frame: WindowFrame,
    ) -> None:
        super().__init__(frame)
        self._signals, self._session, self._settings = signals, signals.session, settings
        self._chosen, self._frame = chosen, frame

    @cached_property
    def exporter(self) -> "Exporter":
        """What exports forms; made, with all it needs, when the first one is exported."""
        from perfeval_ui.paper.exporter import Exporter  # noqa: PLC0415

        exporter = Exporter(self._signals, self._settings, self._frame)
        exporter.finished.connect(self._show_exported)
        exporter.failed.connect(self._frame.show_error)
        return exporter

    @cached_property
    def filler(self) -> "BlankFiller":
        """What fills forms into blanks; made, with all it needs, when the first one is filled."""
        from perfeval_ui.paper.blank_filler import BlankFiller  # noqa: PLC0415

        filler = BlankFiller(self._signals, self._settings, self._frame)
        filler.finished.connect(self._frame.message_bar.show_message)
        filler.failed.connect(self._frame.show_error)
        return filler

    @cached_property
    def printer(self) -> "FormPrinter":
        """What prints forms; made, with all it needs, when the first one is printed."""
        from perfeval_ui.paper.printer import FormPrinter  # noqa: PLC0415

        printer = FormPrinter(self._signals, self._frame)
        printer.finished.connect(self._frame.message_bar.show_message)
        printer.failed.connect(self._frame.show_error)
        return printer

    def export(self) -> None:
        """Export the chosen forms."""
        self.exporter.export(self._chosen())

    def fill(self) -> None:
        """Fill the chosen forms into a blank."""
        self.filler.fill(self._chosen())

    def print(self) -> None:
        """Print the chosen forms."""
        self.printer.print_forms(self._chosen())

    def preview_print(self) -> None:
        """Show the chosen forms as they would be printed."""
        self.printer.preview_forms(self._chosen())

    def copy_form(self) -> None:
        """Copy the open form as a table."""
        shown = self._session.shown
        if shown is not None:
            copy_form(shown.template, shown.form)
            self._frame.message_bar.show_message("整张表已复制，可以粘贴到 Excel、WPS 表格或 Word 里。")

    def _show_exported(self, text: str) -> None:
        open_folder = MessageButton("打开所在文件夹", self.exporter.open_folder)
        self._frame.message_bar.show_message(text, open_folder)
