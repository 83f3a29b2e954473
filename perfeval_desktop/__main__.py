"""``python -m perfeval_desktop``: the window; with one of the commands the command line, without Qt."""

import gc
import sys
from collections.abc import Iterator, Sequence

from perfeval_desktop import cli
from perfeval_desktop.cli.option import Option

# Options of the window that are followed by a value, which is no command even if it reads like one.
_WITH_VALUE = frozenset({Option.STORE, Option.SCREENSHOT, Option.SELF_TEST})
_ANSWERED_BY_CLI = frozenset({"-h", "--help", "--version"})


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out a command or show the window until it is closed; return the exit code.

    ``argv``: the arguments without the program's name, ``None`` for those of the process.
    """
    if getattr(sys, "frozen", False):
        # A worker process of a large export is the bundled program started anew, and must become no window.
        from multiprocessing import freeze_support  # noqa: PLC0415  # of no use elsewhere

        freeze_support()
    arguments = sys.argv[1:] if argv is None else list(argv)
    words = list(_without_values(arguments))
    first = next((word for word in words if not word.startswith("-")), None)
    if first in set(cli.Command) or not _ANSWERED_BY_CLI.isdisjoint(words):
        return cli.main(arguments)
    # Until the window stands: nearly all that is made meanwhile stays, and would be looked through in vain.
    gc.disable()
    try:
        from perfeval_ui.app import main as window  # noqa: PLC0415  # commands must work where there is no Qt

        return window(arguments)
    finally:
        gc.enable()


def _without_values(arguments: Sequence[str]) -> Iterator[str]:
    rest = iter(arguments)
    for word in rest:
        yield word
        if word in _WITH_VALUE:
            next(rest, None)


if __name__ == "__main__":
    sys.exit(main())
