"""Command lines by chance, on stores, folders, links and nothing: always a known code, and a sentence."""

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random
from unittest.mock import patch

from faults.campaign import Campaign, Portion, tries
from faults.commands import carried_out
from faults.contents import contents
from faults.figures import Failure
from faults.patience import NOTE, guarded
from faults.works import STORE, with_samples, working
from perfeval_desktop.cli.command import Command
from perfeval_desktop.errors import StorageError
from perfeval_desktop.paths import backup_folder
from perfeval_desktop.storage.backups.backup import back_up

_SECONDS = 15
_TAKES_FILE = frozenset({"--store", "--out", "--merged", "--to"})
_WORDS = (
    *(
        "--json",
        "--samples",
        "--samples=all",
        "--bin",
        "--all",
        "-h",
        "--help",
        "--version",
        "--",
        "-",
        "--dry-run",
    ),
    *("--year", "2023", "２０２３年", "99999", "--unit", "--department", "--project", "--template"),
    *(
        "national-2020",
        "../../etc/passwd",
        "--to",
        "--out",
        "--merged",
        "--store",
        "甲",
        "项目",
        "运维",
        "",
        " ",
    ),
    *(
        "\udcff\udc80",
        "\u202e",
        "%s{0}",
        "x" * 5000,
        "-1",
        "--storex",
        "--store=",
        "@file",
        "\n",
        "check",
    ),
)
_FOREIGN = "不是数据文件。" * 500


def _files(folder: Path) -> list[str]:
    """Make what command lines may name, and return the names."""
    (folder / "foreign.perfeval").write_text(_FOREIGN, "utf-8")
    (folder / "empty.perfeval").write_bytes(b"")
    with suppress(OSError):
        (folder / "loop.perfeval").symlink_to(folder / "loop.perfeval")
        (folder / "dangling.perfeval").symlink_to(folder / "nowhere" / "x")
    with working(folder) as (store, _):
        backup = back_up(store, backup_folder(store.path)).path
    names = (STORE, "foreign.perfeval", "empty.perfeval", "loop.perfeval", "dangling.perfeval", "", "长" * 90)
    odd = ("new/a/b.perfeval", "?*:x.perfeval", "forms.json")
    return [
        *(str(folder / name) for name in (*names, *odd)),
        str(backup),
        "",
        ".",
        "/",
        "\udcff.perfeval",
        "a\0b",
    ]


def _words(files: list[str], random: Random) -> list[str]:
    words: list[str] = [random.choice(list(Command))] if random.random() < 0.9 else []
    for _ in range(random.randint(0, 5)):
        word = random.choice(_WORDS)
        words += [word, random.choice(files)] if word in _TAKES_FILE else [word]
    if words and words[0] in {Command.RESTORE, Command.IMPORT}:
        words.append(random.choice(files))
    if "--store" not in words and random.random() < 0.7:
        words += ["--store", random.choice(files)]
    return words


def _run(portion: Portion) -> None:
    random, folder = portion.random, portion.folder / "work"
    folder.mkdir()
    with_samples(folder)
    files = _files(folder)
    os.chdir(folder)
    with patch("perfeval_desktop.paths.data_folder", lambda: folder / "own"):
        for number in range(portion.tries):
            words = _words(files, random)
            portion.figures.tries += 1
            where = f"try {number}, {[one[:80] for one in words]}"
            answer = guarded(
                portion.figures,
                partial(carried_out, *words),
                seconds=_SECONDS,
                where=where,
                note=portion.folder / NOTE,
            )
            if answer is not None:
                portion.figures.meet(f"code {answer.code}")
                if not answer.is_known:
                    portion.figures.fail(Failure.WRONG, f"{where}: {answer.code} and {answer.err!r}")
    _judge(portion, folder)


def _judge(portion: Portion, folder: Path) -> None:
    try:
        _judge_store(portion, folder)
    except StorageError as error:
        portion.figures.fail(Failure.LOST, f"the store does not open: {error}")
    if (folder / "foreign.perfeval").read_text("utf-8") != _FOREIGN:
        portion.figures.fail(Failure.DAMAGED, "a file that is no store was changed")


def _judge_store(portion: Portion, folder: Path) -> None:
    with working(folder) as (store, _):
        if problems := store.verify():
            portion.figures.fail(Failure.DAMAGED, problems[0])
        portion.figures.meet("forms at the end", len(contents(store)))


CAMPAIGNS = (
    Campaign(name="command-lines", run=_run, sizes=tries(1500, full=20_000, each=500), seconds=3600),
)
