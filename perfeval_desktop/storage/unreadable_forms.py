"""Forms that cannot be read: told from a file that cannot, called by name, listed in their place."""

from collections.abc import Mapping

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.errors import DamagedError
from perfeval_desktop.store import FormId, FormSummary, Standing, UnitYear

# The columns of the table ``form`` by which a list names a form it cannot read.
NAMING = ("id", "year", "project", "department", "implementing_unit")

_UNKNOWN = Standing(None, None, is_complete=False, errors=0, warnings=0, rules_version=0)


def is_of_one_form(error: Exception) -> bool:
    """Return whether ``error`` is about values that were read, not about the file they were read from."""
    return isinstance(error, DamagedError) or str(error).startswith("Could not decode")


def text_of_bytes(value: bytes | None) -> str:
    """Return what can be read of a text; ``""`` for none."""
    return "" if value is None else value.decode("utf-8", "replace")


def unreadable_form(name: str) -> StorageError:
    """Return the error about the form called ``name``, whose content cannot be read."""
    return StorageError(
        StorageErrorKind.CORRUPT,
        f"“{name}”有内容无法读取，没有打开它，其他的表不受影响。"
        "请先把数据文件另存一份备查，再用“文件 → 备份与恢复”从备份恢复。",
    )


def placeholder(texts: Mapping[str, str]) -> FormSummary:
    """Return the line of a form whose own cannot be read, from what of ``NAMING`` can."""
    year = texts["year"]
    return FormSummary(
        FormId(texts["id"]),
        0,
        int(year) if year.isascii() and year.isdecimal() and len(year) <= len("9999") else 0,
        FormKind.SELF_ASSESSMENT,
        "",
        "",
        f"〔无法读取〕{texts['project']}",
        "",
        texts["department"],
        texts["implementing_unit"],
        FormState.DRAFT,
        None,
        None,
        "",
        _UNKNOWN,
    )


def is_sound(unit_year: UnitYear) -> bool:
    """Return whether no form of ``unit_year`` is there by a :func:`placeholder` alone."""
    year, department, unit = unit_year
    return bool(year) and "\ufffd" not in department + unit
