"""Why an action of the window cannot be used now, in words."""

from collections.abc import Sequence

from PySide6.QtGui import QAction

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.window.actions import Actions

_ANY = "现在不能用"


def why_not(action: QAction, actions: Actions, session: EditingSession, chosen: Sequence[FormId]) -> str:
    """Return why ``action`` is disabled while the forms ``chosen`` are; ``""`` where it is not."""
    if action.isEnabled():
        return ""
    return _of_few(action, actions) or _of_forms(action, actions, session, chosen) or _ANY


def _of_few(action: QAction, actions: Actions) -> str:
    """Return the reason of actions that have one of their own."""
    own = {
        actions.undo: "没有可以撤销的操作",
        actions.redo: "没有可以重做的操作",
        actions.check_out: "只用于放在共享文件夹里的数据",
        actions.check_in: "还没有签出",
        actions.give_up: "还没有签出",
    }
    return own.get(action, "")


def _of_forms(action: QAction, actions: Actions, session: EditingSession, chosen: Sequence[FormId]) -> str:
    """Return what about the store and the forms stands in the way, what is to be mended first first."""
    shown = session.shown
    of_grid = (*actions.weight_menu.actions(), actions.insert_library, actions.add_to_library)
    of_targets = (actions.make_assessment, actions.make_monitoring)
    looks_only = (actions.add_to_library, *actions.looking)
    if session.is_read_only and action not in looks_only:
        return "这份数据只能查看"
    if shown is None and not chosen:
        return "先在左边点选一个项目"
    if action is actions.rename and len(chosen) > 1:
        return "一次只能改一个项目的名称"
    if shown is None:
        return "先打开一个项目"
    if action in of_targets:
        return "只用于绩效目标表"
    if action in of_grid and shown.template.grid is None:
        return "这张表没有指标"
    if shown.form.state is FormState.FINAL:
        return "已定稿的表不能改，先改状态"
    if session.locking.line is not None:
        return "截止日已过，先点“仍要修改”"
    return ""
