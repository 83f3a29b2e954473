"""What lies where a new store is to be made: a store that is opened, or something that is left alone."""

from pathlib import Path
from typing import NamedTuple

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.backup_names import is_named_as_backup
from perfeval_desktop.storage.rescue.trouble import Trouble, trouble_at
from perfeval_desktop.storage.store import Store

_TROUBLES = {
    Trouble.EMPTY: "是一个空文件",
    Trouble.NOT_A_FILE: "是文件夹或别的东西，不是文件",
    Trouble.UNREADABLE: "没有读取权限，或正被其他程序占用",
}
# A store of an older version is made a new one when it is opened, and one that is damaged is rescued.
_OPENED_ALL_THE_SAME = frozenset(
    {StorageErrorKind.READ_ONLY, StorageErrorKind.CORRUPT, StorageErrorKind.BUSY}
)


class ExistingFile(NamedTuple):
    """What is told of a file that is there, and whether it can be opened."""

    text: str
    can_be_opened: bool


def existing_file(path: Path) -> ExistingFile:
    """Return what is to be told where a new store was to be made at ``path``, where something is."""
    trouble = trouble_at(path)
    if trouble is not None:
        return _left_alone(path, _TROUBLES.get(trouble, "打不开"))
    if is_named_as_backup(path):
        return _left_alone(path, "是一份备份，只能查看")
    try:
        with Store.open(path, read_only=True) as store:
            inside = f"里面有 {store.count()} 份自评表"
    except StorageError as error:
        if error.kind is StorageErrorKind.FOREIGN:
            return _left_alone(path, "不是绩效自评的数据文件")
        if error.kind not in _OPENED_ALL_THE_SAME:
            return ExistingFile(f"没有新建：{error}", can_be_opened=False)
        inside = "是一个数据文件"
    return ExistingFile(
        f"“{path.name}”已经存在，{inside}。不会覆盖它；可以打开它，或换一个名称新建。", can_be_opened=True
    )


def _left_alone(path: Path, why: str) -> ExistingFile:
    return ExistingFile(
        f"“{path.name}”已经存在，但它{why}。没有新建，也没有动它；请换一个名称。", can_be_opened=False
    )
