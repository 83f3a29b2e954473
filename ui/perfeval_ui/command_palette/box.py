"""The box that finds commands."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from perfeval_desktop.domain.numerals import shortened
from perfeval_desktop.search.phrase_search import Phrase, found_phrases
from perfeval_desktop.search.words import words_of
from perfeval_ui.command_palette.command_hit import CommandHit
from perfeval_ui.hit_box.box import HitBox

_KEYS = "↑↓ 选择，回车执行，Esc 关闭；灰色的现在不能用"


class CommandBox(HitBox[CommandHit]):
    """Finds commands by their words and menus; ``chosen`` carries the :class:`CommandHit` to run."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("命令面板", "输命令的几个字、拼音或首字母（如 dc 是导出）", "commands", parent)
        self._hits: Sequence[CommandHit] = ()
        self._phrases: list[Phrase] = []
        self.list.setAccessibleName("找到的命令")

    def renew(self, hits: Sequence[CommandHit]) -> None:
        """Look through ``hits`` from now on, in this order."""
        self._hits = hits
        self._phrases = [Phrase(hit.name, " ".join(hit.command.path)) for hit in hits]

    def look(self, typed: str) -> None:
        found = [self._hits[number] for number in found_phrases(self._phrases, typed)]
        # What cannot be run stands back behind what can.
        found.sort(key=_stands_back)
        self.model.show(found, words_of(typed))
        self.show_hits(f"没有叫“{shortened(typed)}”的命令。可以少输几个字再试。", _KEYS)


def _stands_back(hit: CommandHit) -> bool:
    return not hit.is_enabled
