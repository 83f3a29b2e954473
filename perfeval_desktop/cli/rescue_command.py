"""The command for a store that cannot be opened, or not be read in part: rescue."""

from pathlib import Path

from perfeval_desktop.cli.arguments import Arguments
from perfeval_desktop.cli.form_lookup import store_path
from perfeval_desktop.cli.output import visible
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.rescue_texts import (
    comfort_text,
    matter_text,
    restore_text,
    result_lines,
    result_sentences,
    salvage_text,
)
from perfeval_desktop.storage.rescue.rescue import look_for_finds, rescue
from perfeval_desktop.storage.rescue.trouble import Trouble, trouble_at, trouble_of
from perfeval_desktop.storage.store import Store
from perfeval_desktop.terminal import print_line


def rescue_store(arguments: Arguments) -> int:
    """Make a damaged store anew of its newest backup and what can still be read; print what it holds then.

    Returns 1 where something was not found again. A sound store stays as it is.
    """
    path = store_path(arguments)
    trouble = _trouble(path)
    if trouble is None:
        print_line("数据完好，不用抢救。")
        return 0
    finds = look_for_finds(path, arguments.also)
    print_line(visible(f"{matter_text(trouble, path)}{comfort_text(trouble, finds)}"))
    if not trouble.is_damage or (finds.backup is None and finds.alone is None):
        raise StorageError(StorageErrorKind.MISSING, "没有可以用来恢复的内容，什么也没有改动。")
    uses_backup = finds.backup is not None and not arguments.without_backup
    if arguments.dry_run:
        print_line(visible(restore_text(finds) if uses_backup else salvage_text(finds)))
        return 0
    done = rescue(path, finds.backup if uses_backup else None, arguments.also)
    for line in (*result_sentences(done), *result_lines(done)):
        print_line(visible(line))
    return 1 if done.forms.lost or done.forms.behind or done.forms.doubtful else 0


def _trouble(path: Path) -> Trouble | None:
    """Return what is the matter, if anything; raises what stands in the way and is no damage."""
    trouble = trouble_at(path)
    if trouble is not None:
        return trouble
    try:
        with Store.open(path, read_only=True) as store:
            return Trouble.DAMAGED if store.verify() else None
    except StorageError as error:
        trouble = trouble_of(path, error)
        if trouble is None:
            raise
        return trouble
