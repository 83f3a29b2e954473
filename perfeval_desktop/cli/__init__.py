"""The headless commands: ``perfeval COMMAND``, ``python -m perfeval_desktop COMMAND``. Free of Qt.

``command`` ``option``   their names                           ``dispatch``     a command line is carried out
``arguments``            the parser and its help               ``form_lookup``  the forms to choose from
``query_commands``       list, show, score, check              ``form_text``    a form as text
``store_commands``       new, backup, restore, verify          ``output``       tables, and lines of JSON
``guide_command``        checks, explained                     ``export_command`` ``import_command``
``template_commands`` ``share_commands`` ``rescue_command`` ``diagnose_command``
``ledger_command``       amounts for many forms                ``carry_command``  forms made of target forms

Nothing is ever asked for at the keyboard, and all output is UTF-8 whatever the system says. With ``--json``
each line is one JSON object.

Exit codes: 0 done; 1 ``check`` found errors, ``verify`` or ``list`` found damage, or not all could be
exported, imported or filled in; 2 wrong usage, an unknown or ambiguous project among it; 3 an error the
program knows of, told on the error stream with its remedy; 130 interrupted; 141 the reader of our output
went away.
"""

from collections.abc import Sequence

from perfeval_desktop.cli.command import Command

__all__ = ["Command", "main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out a command line and return its exit code; ``None``: the arguments of the process."""
    # The window starts through here as well, and needs no more of the commands than their names.
    from perfeval_desktop.cli.dispatch import main as dispatch  # noqa: PLC0415

    return dispatch(argv)
