"""A blank filled in as a file of its own, and what is told of it."""

from collections.abc import Iterator
from pathlib import Path

from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import OutputError
from perfeval_desktop.exchange.filling.filled import Filled, filled, suffix_of
from perfeval_desktop.exchange.filling.plan import Told
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


def summary(result: Filled) -> str:
    """Return in a sentence how much of a form stands in the blank."""
    if not result.left:
        return f"填入 {result.written} 格，内容全部填进了空表。"
    return f"填入 {result.written} 格，{len(result.left)} 处没有填进去。"


def report_lines(result: Filled) -> Iterator[str]:
    """Yield what there is to tell besides, a line each."""
    yield from result.notices
    yield from (f"没有填入（{one.reason or '空表里没有位置'}）：{_told(one)}" for one in result.left)
    yield from (f"原有“{_line(one.before)}”，改为：{_told(one)}" for one in result.replaced)
    yield from (f"空表原有、自评表没有，保持原样：{_told(one)}" for one in result.kept)


def _told(one: Told) -> str:
    return f"{one.place}：{_line(one.text)}"


def _line(text: str) -> str:
    return " ".join(text.split())
