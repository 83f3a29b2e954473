"""The headless commands: ``perfeval COMMAND``, ``python -m perfeval_desktop COMMAND``. Free of Qt.

Nothing is ever asked for at the keyboard, and all output is UTF-8 whatever the system says. With ``--json``
each line is one JSON object.

Exit codes: 0 done; 1 ``check`` found errors, ``verify`` found damage or not all could be exported; 2 wrong
usage, an unknown or ambiguous project among it; 3 known trouble, told on the error stream; 130 interrupted;
141 the reader of our output went away.
"""

from perfeval_desktop.cli.arguments import Command
from perfeval_desktop.cli.dispatch import main

__all__ = ["Command", "main"]
