"""The commands about the store itself: new, backup, restore and verify."""

from contextlib import suppress
from pathlib import Path

from perfeval_desktop import paths
from perfeval_desktop.backup_texts import newer_text
from perfeval_desktop.cli.arguments import Arguments, UsageError
from perfeval_desktop.cli.form_lookup import catalogue, store_path
from perfeval_desktop.cli.output import json_line, visible
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.facts import text_of
from perfeval_desktop.domain.figures import year_text
from perfeval_desktop.domain.new_form import begin_form
from perfeval_desktop.domain.places import place_of
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backups.backup import back_up, back_up_in_second_place, restore_backup
from perfeval_desktop.storage.backups.lineage import newer_backup
from perfeval_desktop.storage.backups.second_place import copy_backup
from perfeval_desktop.storage.errors import translating_errors
from perfeval_desktop.storage.store import Store
from perfeval_desktop.terminal import print_line


def new_form(arguments: Arguments) -> int:
    """Add an empty form to the store, which is made if it is missing; print the form's id."""
    templates = catalogue()
    template = templates[arguments.template]
    assert arguments.year is not None  # noqa: S101  # the parser insists on it
    form = begin_form(template, arguments.year)
    names = {
        Role.PROJECT: arguments.project,
        Role.DEPARTMENT: arguments.department or "",
        Role.IMPLEMENTING_UNIT: arguments.unit or "",
    }
    for role, name in names.items():
        place = place_of(template, role)
        if place is not None:
            form = enter(template, form, place, name)
    project = text_of(template, form, Role.PROJECT) or arguments.project.strip()
    if not project:
        raise UsageError("--project 是空的，请写项目名称。")
    with Store.open(store_path(arguments)) as store:
        (form_id,) = EditingSession(store, templates).create([form], "新建")
    if arguments.json:
        print_line(json_line({"id": form_id, "project": project, "fiscal_year": form.year}))
    else:
        print_line(visible(f"已新建 {year_text(form.year)}“{project}”，编号 {form_id}"))
    return 0


def back_up_store(arguments: Arguments) -> int:
    """Put a copy of the store into a folder, and into a second one if there is any; print their paths."""
    with Store.open(store_path(arguments), read_only=True) as store:
        folder = arguments.to or paths.backup_folder(store.path)
        try:
            newer = newer_backup(store, folder)
            backup = back_up(store, folder)
        except StorageError:
            if arguments.also:
                _back_up_in_second_place(store, arguments.also)
            raise
    print_line(f"已备份 {backup.forms} 张自评表（{backup.size // 1024} KB）：{backup.path}")
    if arguments.also:
        newer_there = copy_backup(backup.path, arguments.also)
        if newer_there is None:
            print_line(f"已另存并核对：{arguments.also.absolute() / backup.path.name}")
        newer = newer or newer_there
    if newer:
        print_line(newer_text(newer))
    return 0


def _back_up_in_second_place(store: Store, folder: Path) -> None:
    # What keeps the first place from being written is what has to be told.
    with suppress(StorageError):
        backup = back_up_in_second_place(store, folder)
        print_line(f"第一处没有备份成，已直接备份到第二处并核对：{backup.path}")


def restore_store(arguments: Arguments) -> int:
    """Replace all in the store by a backup; what was there is backed up before."""
    with translating_errors(arguments.backup):
        # That it is missing is found out before a new store is made for it.
        arguments.backup.stat()
    with Store.open(store_path(arguments)) as store:
        folder = paths.backup_folder(store.path)
        restore_backup(store, arguments.backup, folder)
        count = store.count()
    print_line(f"已恢复 {count} 张自评表。恢复前的数据备份在：{folder}")
    return 0


def verify_store(arguments: Arguments) -> int:
    """Read the whole store and print what is damaged; return 1 if anything is."""
    damage: tuple[str, ...]
    try:
        with Store.open(store_path(arguments), read_only=True) as store:
            damage = store.verify()
            count = 0 if damage else store.count()
    except StorageError as error:
        if error.kind is not StorageErrorKind.CORRUPT:
            raise
        damage, count = (str(error),), 0
    for sentence in damage or (f"数据完好：{count} 张自评表。",):
        print_line(sentence)
    return 1 if damage else 0
