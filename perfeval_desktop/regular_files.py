"""What is opened to be read is a regular file: a pipe would be waited for, a device read, without end."""

import errno
import os
import stat
from pathlib import Path


def check_regular(path: Path) -> None:
    """Raise ``OSError`` for what is at ``path`` and is no regular file; opening tells what is not there."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116  # a long path reaches the system in its own way
    except OSError:
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "这是一个文件夹，不是文件", str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "这不是普通的文件，而是管道或设备", str(path))
