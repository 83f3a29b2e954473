"""What a monkey may be told: it is refused some things rightly; any other error is one too many."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from faults.figures import Failure, Figures
from perfeval_ui.form_page.cell_writer import FINAL
from perfeval_ui.window.message_bar import MessageBar, MessageButton

# What cannot be done, whatever the program does.
_RIGHT = (
    FINAL,
    # Points that cannot be shared out.
    "请先选中几行填写了名称的指标",
    "没有分值可以分给选中的行",
    "这张表的模板没有规定各一级指标的分值",
    "表中的一级指标和模板规定分值的不一致",
    "请先把光标放在一行填写了名称的指标上",
    "没有差的分值",
    "请另选一行，或先减少别的行",
    "这张表的指标没有分值一栏",
    # Commands for which the monkey has chosen nothing that they are about.
    "请先选中填写了名称的指标行",
    "选中的项目里没有绩效目标表",
    "这一格现在不在表里",
    "剪贴板里没有表",
    # Saving with a year in its field that is none.
    "正在输入的这一格还没有保存：旁边写着原因",
)


class Refusals:
    """Hears every error that the message bar tells; ``recent`` are the last actions, in words."""

    def __init__(self, figures: Figures, recent: list[str]) -> None:
        self._figures, self._recent = figures, recent

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Hear meanwhile what is told."""
        show = MessageBar.show_error

        def show_error(bar: MessageBar, text: str, *buttons: MessageButton, about_form: bool = False) -> None:
            self._hear(text)
            show(bar, text, *buttons, about_form=about_form)

        with patch.object(MessageBar, "show_error", show_error):
            yield

    def _hear(self, text: str) -> None:
        self._figures.meet("refusals")
        if not any(words in text for words in _RIGHT):
            self._figures.fail(Failure.WRONG, f"told: {text}; after {self._recent[-4:]}")
