"""Links that a store cannot be opened by: those that lead in circles, and a second name to write it under."""

import errno

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.long_paths import LongPath


def check_links(path: LongPath, *, read_only: bool) -> None:
    """Refuse a link that leads nowhere, and to write a file of several names (hard links).

    The lock and the journal of such a file lie beside one of its names only.
    """
    try:
        names = path.stat().st_nlink
    except FileNotFoundError:
        return
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
        raise StorageError(
            StorageErrorKind.INPUT_OUTPUT,
            f"“{path}”是一个指向自己的链接，里面没有数据。请删除这个链接，改为打开真正的数据文件。",
        ) from error
    if names > 1 and not read_only and path.is_file():
        raise StorageError(
            StorageErrorKind.READ_ONLY,
            f"“{path}”还有别的文件名（硬链接），从两处填写会互相覆盖，只能以只读方式打开。"
            "要填写，请先复制一份，把复制的文件改成原来的名字，再打开。",
        )
