"""A blank filled in as a file of its own."""

from pathlib import Path

from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import OutputError
from perfeval_desktop.exchange.filling.filled import filled
from perfeval_desktop.exchange.filling.result import Filled, suffix_of
from perfeval_desktop.long_paths import long_path


def fill_into(blank: Path, target: Path, template: Template, form: Form, *, sweeping: bool = True) -> Filled:
    """Write ``blank`` with the texts of ``form`` to ``target``, whole or not at all; return what to tell.

    Raises :class:`ImportFileError` where the blank cannot be filled in, :class:`OutputError` where nothing
    can be written. The blank itself is never written over.
    """
    suffix = suffix_of(blank)
    if target.suffix.lower() != suffix:
        raise OutputError(
            f"“{target.name}”的扩展名应为 {suffix}，与空表“{blank.name}”一致，没有写入。请改文件名后重试。"
        )
    if _is_same(blank, target):
        raise OutputError(f"“{target.name}”就是空表本身，没有写入。请换一个文件名，把空表留着下次用。")
    result = filled(blank, template, form)
    write_atomically(target, result.data, sweeping=sweeping)
    return result


def _is_same(blank: Path, target: Path) -> bool:
    try:
        return bool(long_path(target).samefile(long_path(blank)))
    except OSError:
        return False
