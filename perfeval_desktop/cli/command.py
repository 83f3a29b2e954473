"""The names of the commands."""

from enum import StrEnum


class Command(StrEnum):
    """The first word of a command line."""

    LIST = "list"
    SHOW = "show"
    SCORE = "score"
    CHECK = "check"
    CHECKS = "checks"
    EXPORT = "export"
    NEW = "new"
    IMPORT = "import"
    LEDGER = "ledger"
    CARRY = "carry"
    BACKUP = "backup"
    RESTORE = "restore"
    VERIFY = "verify"
    RESCUE = "rescue"
    CHECKOUT = "checkout"
    CHECKIN = "checkin"
    TEMPLATES = "templates"
    DIAGNOSE = "diagnose"
