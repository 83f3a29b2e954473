"""The start of the window: command line, log, one running program for each user, the first window."""

import gc
import logging
import sys
from collections.abc import Sequence
from contextlib import ExitStack, suppress

# Before all else; it says itself why.
from perfeval_ui.startup import plain_imports  # noqa: F401

# isort: split
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from perfeval_desktop import paths
from perfeval_desktop.own_places import make_folder, open_new, tighten_own_folders
from perfeval_ui.startup.crash_log import fault_log
from perfeval_ui.startup.exception_hook import report_internal_error
from perfeval_ui.startup.input_method import enable_fcitx
from perfeval_ui.startup.options import Options, parsed
from perfeval_ui.startup.program_log import program_log
from perfeval_ui.startup.qt_application import set_up_application
from perfeval_ui.startup.single_instance import SingleInstance
from perfeval_ui.startup.window_controller import WindowController
from perfeval_ui.stores.request import StoreRequest
from perfeval_ui.window.message_bar import MessageButton

_FAILED = 3

_LOG = logging.getLogger(__name__)


def main(argv: Sequence[str]) -> int:
    """Run the window until it is closed and return the exit code.

    ``FILE`` opens that store, ``--store FILE`` too and makes it if it is missing, ``--samples`` the one that
    holds the built-in samples; ``--screenshot FILE`` saves a picture of the window and ends, ``--self-test
    [FOLDER]`` is :mod:`perfeval_ui.self_test`. Exit code 2: arguments that cannot be understood; 3: trouble
    that the user was told of.
    """
    options = parsed(argv)
    if options.self_test is not None:
        gc.enable()
        from perfeval_ui.self_test import main as self_test  # noqa: PLC0415  # of no use to the window

        return self_test([options.self_test] if options.self_test else [])
    enable_fcitx()
    app = QApplication([sys.argv[0]])
    set_up_application(app)
    return run(app, options)


def run(app: QApplication, options: Options) -> int:
    """Do what ``options`` say in ``app``, which is set up already; return the exit code."""
    request = options.request
    _prepare_own_places()
    with program_log(paths.log_file()):
        settings = QSettings(str(paths.settings_file()), QSettings.Format.IniFormat)
        if options.screenshot is not None:
            from perfeval_ui.startup.screenshot import save_screenshot  # noqa: PLC0415  # of no use to the window

            store = request.path or paths.default_store()
            return 0 if save_screenshot(app, store, settings, options.screenshot) else _FAILED
        sys.excepthook = report_internal_error
        instance = SingleInstance(paths.instance_name(), paths.runtime_folder())
        if instance.hand_over(request):
            return 0
        return _run_window(app, WindowController(settings), instance, request)


def _prepare_own_places() -> None:
    """Close the program's own places to other users; make the settings, which Qt makes for all to read."""
    tighten_own_folders()
    file = paths.settings_file()
    with suppress(OSError):
        make_folder(file.parent, with_parents=True)
        # As long as it is empty, Qt takes it for one that is not there.
        open(file, "xb", opener=open_new).close()  # pathlib takes no opener


def _run_window(
    app: QApplication, controller: WindowController, instance: SingleInstance, request: StoreRequest
) -> int:
    with ExitStack() as end:
        end.callback(instance.release)
        # Only the first of several running programs writes there.
        fault = end.enter_context(fault_log(paths.fault_file())) if instance.is_first else ""
        instance.called.connect(controller.receive)
        end.callback(controller.clear)
        if not controller.start(request):
            return _FAILED
        # What stands now stays: a collection in the midst of typing need not look through it.
        gc.freeze()
        gc.enable()
        if controller.window is not None:
            controller.window.commands.tour.offer_soon()
        if fault:
            _LOG.error("the run before ended in a fault:\n%s", fault)
            _show_fault(controller, fault)
        return app.exec()


def _show_fault(controller: WindowController, fault: str) -> None:
    assert controller.window is not None  # noqa: S101  # it has started
    if controller.window.message_bar.isVisible():
        # A message about the store matters more; the log has the fault as well.
        return
    controller.window.message_bar.show_error(
        "上次程序意外退出，已保存的内容不受影响。请把报告（不含填报内容）发给维护人员。",
        MessageButton("复制报告", lambda: QGuiApplication.clipboard().setText(fault)),
    )
