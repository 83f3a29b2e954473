"""Starting the window: arguments, one program a person, log, looks, the store; and where faults go."""

import logging
import sys
from collections.abc import Sequence
from contextlib import ExitStack

from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from perfeval_desktop import paths
from perfeval_ui.application import dress
from perfeval_ui.starting.bug_report import report_bug
from perfeval_ui.starting.desk import Desk
from perfeval_ui.starting.fault_log import fault_log
from perfeval_ui.starting.input_method import reach_fcitx
from perfeval_ui.starting.options import Options, parsed
from perfeval_ui.starting.program_log import program_log
from perfeval_ui.starting.single_instance import SingleInstance
from perfeval_ui.stores.request import StoreRequest

_TROUBLE = 3

_LOG = logging.getLogger(__name__)


def main(argv: Sequence[str]) -> int:
    """Run the window until it is closed and return the exit code.

    ``FILE`` opens that store, ``--store FILE`` too and makes it if it is missing, ``--samples`` the one that
    holds the built-in samples; ``--screenshot FILE`` saves a picture of the window and ends, ``--self-test
    [FOLDER]`` is :mod:`perfeval_ui.self_test`. Exit code 2: arguments that cannot be understood; 3: trouble
    that the person was told of.
    """
    options = parsed(argv)
    if options.self_test is not None:
        from perfeval_ui.self_test import main as self_test  # noqa: PLC0415  # of no use to the window

        return self_test([options.self_test] if options.self_test else [])
    reach_fcitx()
    app = QApplication([sys.argv[0]])
    dress(app)
    return run(app, options)


def run(app: QApplication, options: Options) -> int:
    """Do what ``options`` say in a dressed ``app``; return the exit code."""
    request = options.request
    with program_log(paths.log_file()):
        settings = QSettings(str(paths.settings_file()), QSettings.Format.IniFormat)
        if options.screenshot is not None:
            from perfeval_ui.starting.picture import save_picture  # noqa: PLC0415  # of no use to the window

            store = request.path or paths.default_store()
            return 0 if save_picture(app, store, settings, options.screenshot) else _TROUBLE
        sys.excepthook = report_bug
        instance = SingleInstance(paths.instance_name(), paths.runtime_folder())
        if instance.hand_over(request):
            return 0
        return _run_window(app, Desk(settings), instance, request)


def _run_window(app: QApplication, desk: Desk, instance: SingleInstance, request: StoreRequest) -> int:
    with ExitStack() as end:
        end.callback(instance.release)
        # One at a time writes there.
        fault = end.enter_context(fault_log(paths.fault_file())) if instance.is_first else ""
        instance.called.connect(desk.receive)
        end.callback(desk.clear)
        if not desk.begin(request):
            return _TROUBLE
        if fault:
            _LOG.error("the run before ended in a fault:\n%s", fault)
            _tell_fault(desk, fault)
        return app.exec()


def _tell_fault(desk: Desk, fault: str) -> None:
    assert desk.window is not None  # noqa: S101  # it has begun
    if desk.window.message_bar.isVisible():
        # What is said of the store matters more; the log has the rest.
        return
    desk.window.message_bar.warn(
        "上次程序意外退出，已保存的内容不受影响。请把报告（不含填报内容）发给维护人员。",
        "复制报告",
        lambda: QGuiApplication.clipboard().setText(fault),
    )
