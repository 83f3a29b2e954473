"""The arguments of the command line as typed values."""

import argparse
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal

from perfeval_desktop.cli.command import Command
from perfeval_desktop.cli.option import Samples
from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.exchange.export_formats import ExportFormat

# The format of :mod:`package_command`; the others are exchange/export_formats.py.
PACKAGE: Final = "package"


class UsageError(PerfEvalError):
    """A command line that cannot be carried out as it stands."""


class TemplateAction(StrEnum):
    """What to do about templates."""

    LIST = "list"
    CHECK = "check"
    DERIVE = "derive"


class Existing(StrEnum):
    """What to do where a form that comes in is there already."""

    SKIP = "skip"
    UPDATE = "update"
    ADD = "add"


class Arguments(argparse.Namespace):
    """The arguments of all commands; those a command does not take keep their defaults."""

    command: Command
    store: Path | None = None
    samples: Samples | None = None
    json: bool = False
    projects: Sequence[str] = ()
    year: int | None = None
    department: str | None = None
    unit: str | None = None
    bin: bool = False
    all: bool = False
    out: Path | None = None
    merged: Path | None = None
    format: ExportFormat | Literal["package"] | None = None
    into: Path | None = None
    template: str = ""
    project: str = ""
    to: Path | None = None
    also: Path | None = None
    backup: Path
    file: Path
    dry_run: bool = False
    existing: Existing = Existing.SKIP
    without_backup: bool = False
    action: TemplateAction = TemplateAction.LIST
    files: Sequence[Path] = ()
    code: Code | None = None
    money: MoneyUnit | None = None
    columns: Sequence[str] = ()
    sheet: str = ""
    overwrite: bool = False
    similar: bool = False
    check_code: str = ""
