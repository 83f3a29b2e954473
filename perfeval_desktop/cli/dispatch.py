"""A command line is carried out: from its words to the exit code."""

import errno
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from io import TextIOWrapper
from typing import TextIO

from perfeval_desktop.cli.arguments import PACKAGE, Arguments, UsageError
from perfeval_desktop.cli.carry_command import make_from_targets
from perfeval_desktop.cli.check_command import check_forms
from perfeval_desktop.cli.command import Command
from perfeval_desktop.cli.diagnose_command import diagnose
from perfeval_desktop.cli.export_command import export_forms
from perfeval_desktop.cli.guide_command import explain_checks
from perfeval_desktop.cli.import_command import import_forms
from perfeval_desktop.cli.ledger_command import fill_from_ledger
from perfeval_desktop.cli.parsing import parse
from perfeval_desktop.cli.query_commands import list_forms, score_forms, show_form
from perfeval_desktop.cli.rescue_command import rescue_store
from perfeval_desktop.cli.share_commands import check_in_store, check_out_store
from perfeval_desktop.cli.store_commands import back_up_store, new_form, restore_store, verify_store
from perfeval_desktop.cli.template_commands import templates_command
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.own_places import tighten_own_folders
from perfeval_desktop.paths import is_package
from perfeval_desktop.terminal import print_error


def _export(arguments: Arguments) -> int:
    if arguments.format != PACKAGE:
        return export_forms(arguments)
    from perfeval_desktop.cli.package_command import export_package  # noqa: PLC0415  # not for the window

    return export_package(arguments)


def _import(arguments: Arguments) -> int:
    """Take in each package among the files by itself, and the forms of all others together."""
    packages = [*filter(is_package, arguments.files)]
    if not packages:
        return import_forms(arguments)
    from perfeval_desktop.cli.package_command import import_package  # noqa: PLC0415  # not for the window

    codes = [import_package(arguments, file) for file in packages]
    arguments.files = [file for file in arguments.files if file not in packages]
    if arguments.files:
        codes.append(import_forms(arguments))
    return max(codes)


def _verify(arguments: Arguments) -> int:
    if not arguments.check_code:
        return verify_store(arguments)
    from perfeval_desktop.cli.code_command import verify_code  # noqa: PLC0415  # not for the window

    return verify_code(arguments)


_COMMANDS: Mapping[Command, Callable[[Arguments], int]] = {
    Command.LIST: list_forms,
    Command.SHOW: show_form,
    Command.SCORE: score_forms,
    Command.CHECK: check_forms,
    Command.CHECKS: explain_checks,
    Command.EXPORT: _export,
    Command.NEW: new_form,
    Command.IMPORT: _import,
    Command.LEDGER: fill_from_ledger,
    Command.CARRY: make_from_targets,
    Command.BACKUP: back_up_store,
    Command.RESTORE: restore_store,
    Command.VERIFY: _verify,
    Command.RESCUE: rescue_store,
    Command.CHECKOUT: check_out_store,
    Command.CHECKIN: check_in_store,
    Command.TEMPLATES: templates_command,
    Command.DIAGNOSE: diagnose,
}

# Windows says "invalid argument" about a pipe that nobody reads any more.
_READER_GONE = frozenset({errno.EPIPE, errno.EINVAL})


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command (``None``: the arguments of the process); return its exit code.

    See :mod:`perfeval_desktop.cli` for the codes. Raises only for bugs.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _carry_out(argv)
        _flush(sys.stdout)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        # Store, templates and printing raise errors of their own: this one is about our output.
        _silence(sys.stdout)
        if error.errno in _READER_GONE:
            return 141
        print_error(f"结果无法输出：{error.strerror}。请检查输出的去处。")
        return 3
    return code


def _carry_out(argv: Sequence[str] | None) -> int:
    try:
        arguments = parse(argv)
        tighten_own_folders()
        return _COMMANDS[arguments.command](arguments)
    except SystemExit:
        # argparse has answered --help or --version.
        return 0
    except UsageError as error:
        print_error(str(error))
        return 2
    except PerfEvalError as error:
        print_error(str(error))
        return 3


def _flush(stream: TextIO | None) -> None:
    if stream is not None:
        stream.flush()


def _silence(stream: TextIO | None) -> None:
    """Throw away what is still to be written to ``stream``, or Python would complain about it at its end."""
    if stream is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
