"""What may be told to whoever helps: of paths and logs nothing that a user has named, of findings their kind.

A word that is left out leaves its length, <4>: names that are too long are a trouble of their own.
"""

import os
import re
from collections.abc import Collection
from pathlib import Path

from perfeval_desktop import paths

# What the program and the systems call their own.
_KNOWN = frozenset(
    [
        "PerfEval",
        "log",
        "templates",
        "数据",
        "日志",
        "perfeval.ini",
        "perfeval.log",
        "fault.log",
        ".local",
        ".config",
        ".cache",
        "share",
        "state",
        "AppData",
        "Local",
        "Roaming",
        "Temp",
        "Users",
        "home",
        "run",
        "user",
        "tmp",
        "mnt",
        "media",
        "opt",
        "usr",
        "bin",
        "var",
        "Documents",
        "Desktop",
        "Downloads",
        "文档",
        "桌面",
        "下载",
    ]
)
_DRIVE = re.compile(r"[A-Za-z]:\\|/")
_FILE = re.compile(
    r"[^\s\"'“”]+[.](?:pdf|perfeval|toml|json|txt|csv|ini|tmp|zip|docx?|xlsx?|wps|et)\b", re.IGNORECASE
)
# A line of a call stack: of its path, where in the program is enough.
_FRAME = re.compile(r'(?<=File ")[^"]*[\\/](?=[\w.-]+[\\/][\w.-]+[.]py", line \d)')
# To the end of the line: names have blanks in them.
_PATH = re.compile(r"(?:file://|~|\b[A-Za-z]:)?[\\/]+[^\s\\/].*")
_NOT_ENGLISH = re.compile("[^\x00-\x7f]+")
_QUOTED = re.compile("“.*”", re.DOTALL)
_SHORTEST_NAME = 2


def hidden(text: str) -> str:
    """Return what stands in the place of a text that is not told."""
    return f"<{len(text)}>"


def shown_path(path: Path) -> str:
    """Return ``path`` with the user's home as ``~`` and without all names in it that somebody has given."""
    path = path.absolute()
    # Unlike pathlib's, it raises nothing for an account without a home.
    home = os.path.expanduser("~")  # noqa: PTH111
    if path.is_relative_to(home):
        return "/".join(["~", *map(_shown_name, path.relative_to(home).parts)])
    # A server and its share are names, too.
    beginning = path.anchor.rstrip("\\/") if _DRIVE.fullmatch(path.anchor) else hidden(path.anchor)
    return "/".join([beginning, *map(_shown_name, path.relative_to(path.anchor).parts)])


def _shown_name(name: str) -> str:
    store = paths.default_store()
    if name in _KNOWN or name in {store.name, paths.backup_folder(store).name}:
        return name
    suffix = paths.STORE_SUFFIX if name.endswith(paths.STORE_SUFFIX) else ""
    return hidden(name.removesuffix(suffix)) + suffix


def kind_of(sentence: str) -> str:
    """Return what a sentence about a form or a file says of it, without its name and the remedy."""
    return _QUOTED.sub("“…”", sentence).partition("。")[0]


def shown_log(text: str, names: Collection[str]) -> str:
    """Return lines of the log without paths, names of files, any of ``names``, and what is not English."""
    known = sorted((one for one in names if len(one) >= _SHORTEST_NAME), key=len, reverse=True)
    given = [re.compile("|".join(map(re.escape, known)))] if known else []
    return "\n".join(_shown_line(line, given) for line in text.splitlines())


def _shown_line(line: str, given: list[re.Pattern[str]]) -> str:
    of_stack = _FRAME.search(line)
    line = _FRAME.sub("", line)
    for pattern in (*given, *([] if of_stack else [_PATH, _FILE]), _NOT_ENGLISH):
        line = pattern.sub(lambda match: hidden(match[0]), line)
    return line
