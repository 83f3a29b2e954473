"""What users are told of work that a crash has kept from being saved."""

from perfeval_desktop.backup_texts import time_text
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.numerals import shortened
from perfeval_desktop.summary_texts import project_name
from perfeval_desktop.unsaved_work import OfferedWork, UnsavedWork, WayBack

_LONGEST = 40
# So much of what was there before leads up to what is new.
_LEAD = 6
_EMPTY = "（空白）"
_NO_PLACE = "（现在没有这一格）"

_WAYS = {
    WayBack.READY: "可以放回",
    WayBack.CHANGED: "可以放回；那里现在是别的内容，请先比较",
    WayBack.SAVED: "已经保存",
    WayBack.FINAL: f"这张表已定稿，把状态改回“{FormState.DRAFT.label}”以后才能放回",
    WayBack.DELETED: "这张表在回收站里，恢复以后才能放回",
    WayBack.GONE: "这张表已经不在这份数据里，可以复制内容",
    WayBack.NO_PLACE: "表里已经没有原来的位置，可以复制内容",
    WayBack.READ_ONLY: "数据文件是只读打开的，现在不能放回",
    WayBack.UNREADABLE: "这张表现在读不出来，可以复制内容",
}


def way_text(way: WayBack) -> str:
    """Return whether unsaved work can be put back, and what to do where it cannot; no full stop."""
    return _WAYS[way]


def place_text(work: UnsavedWork) -> str:
    """Return where in its form unsaved work belongs; of several places the last one, typed at the end."""
    if not work.texts:
        return work.refused.label if work.refused else ""
    label = work.texts[-1].label
    return f"{label}等 {len(work.texts)} 处" if len(work.texts) > 1 else label


def short_text(work: UnsavedWork) -> str:
    """Return some of the text that is not saved, from what is new of it on; of several the last one."""
    if not work.texts:
        return place_text(work)
    last = work.texts[-1]
    known = _common(last.before, last.text)
    if known <= _LONGEST // 2:
        return shortened(last.text, _LONGEST) or _EMPTY
    return f"…{shortened(last.text[known - _LEAD :], _LONGEST)}"


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def whole_text(work: UnsavedWork) -> str:
    """Return all that is not saved, fit to be copied: to the letter; of several texts each with its place."""
    if len(work.texts) == 1:
        return work.texts[0].text
    return "\n".join(f"{one.label}：{one.text}" for one in work.texts) or place_text(work)


def saved_text(offer: OfferedWork) -> str:
    """Return what is saved at the places of unsaved work now, laid out like :func:`whole_text`."""
    texts, saved = offer.left.work.texts, offer.prospect.saved
    if len(texts) == 1:
        return _shown(saved[0])
    return "\n".join(f"{one.label}：{_shown(now)}" for one, now in zip(texts, saved, strict=True))


def _shown(saved: str | None) -> str:
    return _NO_PLACE if saved is None else saved or _EMPTY


def offer_text(offer: OfferedWork) -> str:
    """Return the message about work that a crash has left: what it is, from where and when."""
    work, way = offer.left.work, offer.prospect.way
    what = f"“{short_text(work)}”（{project_name(work.project)}，{place_text(work)}，{time_text(work.at)}）"
    way_out = "" if way is WayBack.READY else f"{way_text(way)}。"
    return f"上次没来得及保存的内容：{what}。{way_out}"


def offers_text(count: int) -> str:
    """Return the message about several such works."""
    return f"上次有 {count} 处内容没来得及保存，都还留着。请逐条查看，放回表里或者丢弃。"
