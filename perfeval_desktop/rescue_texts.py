"""What users are told of a store that cannot be opened, of the ways out, and of what came of them."""

from collections.abc import Collection
from pathlib import Path

from perfeval_desktop.backup import Backup
from perfeval_desktop.backup_texts import time_text
from perfeval_desktop.storage.rescue.content import RescuedForm, RescuedForms, Source
from perfeval_desktop.storage.rescue.rescue import Finds, Rescued
from perfeval_desktop.storage.rescue.trouble import Trouble

# How many projects a sentence names.
_MOST_NAMES = 3

_MATTERS = {
    Trouble.GONE: "数据文件“{name}”不见了。",
    Trouble.EMPTY: "数据文件“{name}”变成空的了。",
    Trouble.NOT_A_FILE: "“{name}”现在是一个文件夹，不是数据文件。",
    Trouble.OTHER_FILE: "“{name}”被换成了别的文件，里面不是自评数据。",
    Trouble.OTHER_DATABASE: "“{name}”被换成了别的程序的数据。",
    Trouble.DAMAGED: "数据文件“{name}”有损坏。",
    Trouble.UNREACHABLE: "找不到数据文件“{name}”所在的位置。",
    Trouble.UNREADABLE: "数据文件“{name}”现在读不了。",
}
_KEPT = "原来的文件不会删除，会改名留在旁边。"
_PLUG_IN = "如果它在 U 盘、移动硬盘或共享文件夹上，请先插好、连好，再点“重试”。"


def matter_text(trouble: Trouble, path: Path) -> str:
    """Return in one sentence what is the matter with the store at ``path``."""
    return _MATTERS[trouble].format(name=path.name)


def comfort_text(trouble: Trouble, finds: Finds) -> str:
    """Return what is not lost, and what to do first."""
    if trouble is Trouble.UNREACHABLE:
        return f"数据多半还好好的，只是够不着。{_PLUG_IN}\n它应当在：{finds.path.parent}"
    if trouble is Trouble.UNREADABLE:
        return (
            "数据多半还好好的，只是没有读取的权限，或者磁盘、网络出了问题。"
            f"请检查文件的权限和磁盘、网络，再点“重试”。\n它在：{finds.path.parent}"
        )
    kept = "" if trouble is Trouble.GONE else _KEPT
    if finds.with_backup is not None:
        return f"不用担心，您的自评表有备份，可以找回来。{kept}"
    if finds.alone is not None:
        return f"没有找到备份，但文件里还能读出 {finds.alone.listed} 份自评表。{kept}"
    if trouble is Trouble.GONE:
        return f"旁边没有找到备份。{_PLUG_IN}如果是移动了或改了名，请点“另选数据文件”。"
    return (
        "没有找到备份，文件里也读不出自评表。请不要删除这个文件，先问问技术人员。"
        "如果正在同步，等同步完了再点“重试”。"
    )


def restore_text(finds: Finds) -> str:
    """Return what the backup brings back, and what is newer in the file."""
    backup, forms = finds.backup, finds.with_backup
    if backup is None or forms is None:
        return ""
    told = [f"{minute_text(backup)} 备份的 {backup.forms} 份自评表"]
    if forms.from_file:
        told.append(f"加上原文件里比它新的 {len(forms.from_file)} 份：{_named(forms.from_file)}")
    sentences = [f"{'，'.join(told)}。"]
    if forms.behind:
        sentences.append(f"{_named(forms.behind)}只能找回备份时的内容。")
    if forms.lost:
        sentences.append(f"找不回来的：{_names(forms.lost)}。")
    return "".join(sentences)


def salvage_text(finds: Finds) -> str:
    """Return what the damaged file alone brings back."""
    forms = finds.alone
    if forms is None:
        return ""
    what = "不用备份，只取" if finds.backup else "取出"
    lost = f"读不出的 {len(forms.lost)} 份：{_names(forms.lost)}。" if forms.lost else ""
    return f"{what}原文件里还读得出的 {forms.listed} 份自评表。{lost}"


def result_sentences(done: Rescued) -> list[str]:
    """Return what the store holds now, what is missing, and where the former file is."""
    forms = done.forms
    told = [f"已恢复，现在有 {forms.listed} 份自评表。"]
    if done.backup is not None and forms.from_file:
        told.append(
            f"其中 {len(forms.from_file)} 份是从原文件里读出来的，比备份新；"
            f"其余的是 {minute_text(done.backup)} 的备份。"
        )
    elif done.backup is not None:
        told.append(f"都是 {minute_text(done.backup)} 备份时的内容，那以后填的请核对补上。")
    told += _missing(forms)
    if done.kept is not None:
        told.append(f"原来的文件没有删除，改名为“{done.kept.name}”，还在同一文件夹。")
    return told


def result_lines(done: Rescued) -> list[str]:
    """Return a line for each form of the new store: which it is, and from when."""
    return [_line(one, done.backup) for one in done.forms.forms]


def minute_text(backup: Backup) -> str:
    """Return when a backup was taken, to the minute."""
    return time_text(backup.taken_at).rpartition(":")[0]


def _line(form: RescuedForm, backup: Backup | None) -> str:
    if form.source is Source.FILE:
        source = "原文件，可能不全，请核对" if form.is_doubtful else "原文件里最新的"
    else:
        source = f"{minute_text(backup)} 的备份" if backup else ""
    if form.is_behind:
        source += "，以后的改动没有找回"
    where = "（在回收站）" if form.is_deleted else ""
    return f"{form.year} 年度  {form.project}{where} —— {source}"


def _missing(forms: RescuedForms) -> list[str]:
    told = []
    if forms.behind:
        told.append(f"{_named(forms.behind)}只找回了备份时的内容，以后的改动请核对补上。")
    if forms.doubtful:
        told.append(f"{_named(forms.doubtful)}可能不全，请核对。")
    if forms.lost:
        told.append(f"没有找回的：{_names(forms.lost)}。")
    return told


def _named(forms: Collection[RescuedForm]) -> str:
    return _names([one.project for one in forms])


def _names(names: Collection[str]) -> str:
    shown = [f"“{name}”" for name in names][:_MOST_NAMES]
    more = f"等 {len(names)} 份" if len(names) > _MOST_NAMES else ""
    return f"{'、'.join(shown)}{more}"
