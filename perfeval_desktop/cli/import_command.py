"""The command that enters the forms of files: each cell at its place by label or role, the rest listed."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from perfeval_desktop import paths
from perfeval_desktop.cli.arguments import Arguments, Existing
from perfeval_desktop.cli.form_lookup import catalogue, store_path
from perfeval_desktop.cli.output import json_line, visible
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.facts import text_of
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.entering import read_back
from perfeval_desktop.domain.transcripts.value import written
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.transcript_files import holds_transcripts
from perfeval_desktop.importing.chosen_files import files_in
from perfeval_desktop.importing.contents import FileContents, FoundForm, Reading, contents_of, matched
from perfeval_desktop.importing.plan import Action, Planned, Planner, intake
from perfeval_desktop.importing.reader_pool import ReaderPool
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_desktop.terminal import print_error, print_line
from perfeval_desktop.told_words import read_told


def import_forms(arguments: Arguments) -> int:
    """Enter the forms of files; print each as it now stands, with what was not read or found no place.

    All files are read before anything is stored, and all is stored in one step. Return 1 if anything was not
    read or found no place, or was not taken because the form is there already and says otherwise.
    """
    templates = catalogue()
    if arguments.template:
        # One that is not there is told before any file is read.
        templates[arguments.template]
    told = read_told(paths.told_words_file())
    if told.trouble:
        print_error(told.trouble)
    reading = Reading(templates, datetime.now().astimezone().year, arguments.template, told.words)
    contents = _read(arguments, reading)
    if arguments.dry_run:
        for file in contents:
            for found in file.forms:
                _print(arguments, reading, file.file, found, found.form)
        return 0 if all(found.is_whole for file in contents for found in file.forms) else 1
    with Store.open(store_path(arguments)) as store:
        session = EditingSession(store, templates)
        planner = Planner(session.summaries(), lambda form_id: _loaded(session, form_id))
        planned = [
            _decided(one, arguments.existing)
            for file in contents
            for one in planner.plan(file, templates.__getitem__)
        ]
        taken = intake(planned)
        new = iter(session.take_in(taken.new, taken.changed, taken.label))
        for one in planned:
            # What is printed is what the store gives back.
            form_id = next(new) if one.action is Action.CREATE else _counterpart(one)
            _print(arguments, reading, one.file, one.found, session.load(form_id) if form_id else one.form)
            if not arguments.json:
                _print_decision(one)
    return 0 if all(one.found.is_whole and not _is_left_out(one) for one in planned) else 1


def _read(arguments: Arguments, reading: Reading) -> list[FileContents]:
    """Return what the files hold, in their order; raise for the first one that cannot be read."""
    files = files_in(arguments.files)
    if not files:
        raise ImportFileError("选中的文件夹里没有可以导入的文件。请检查是否选对了文件夹。")
    by_file = {file: contents_of(file, reading) for file in files if holds_transcripts(file)}
    with ReaderPool(reading) as pool:
        pool.add(file for file in files if file not in by_file)
        by_file |= {one.file: one for one in pool.all_results()}
    contents = [by_file[file] for file in files]
    for one in contents:
        if one.refusal:
            raise ImportFileError(one.refusal)
    return contents


def _loaded(session: EditingSession, form_id: FormId) -> tuple[Template, Form]:
    form = session.load(form_id)
    return session.template_of(form), form


def _decided(one: Planned, existing: Existing) -> Planned:
    """Return what was planned for a form, as the user wants it of forms that are there already."""
    if one.counterpart is None or one.is_repeated:
        return one
    match existing:
        case Existing.ADD:
            return replace(one, action=Action.CREATE)
        case Existing.UPDATE if one.changes and not one.is_final:
            return replace(one, action=Action.UPDATE, taken=frozenset(one.changes))
        case _:
            return replace(one, action=Action.SKIP)


def _counterpart(one: Planned) -> FormId | None:
    return None if one.counterpart is None else one.counterpart.form_id


def _is_left_out(one: Planned) -> bool:
    return one.action is Action.SKIP and bool(one.changes)


def _print_decision(one: Planned) -> None:
    """Say what became of a form that is there already."""
    if one.action is Action.UPDATE:
        print_line(f"  已更新原有的表，改动 {len(one.changes)} 处")
    elif one.is_repeated:
        print_line("  与前面的一张完全相同，没有再录")
    elif _is_left_out(one):
        why = "已定稿" if one.is_final else "用 --existing update 更新，或 --existing add 另存一张"
        print_error(visible(f"  已有这张表，有 {len(one.changes)} 处不同，没有改动（{why}）："))
        for change in one.changes:
            print_error(visible(f"    {change.label}：“{change.before}”→“{change.after}”"))
    elif one.is_blank:
        print_line("  是没有填写的空表，没有录入")
    elif one.action is Action.SKIP:
        print_line("  已有这张表，内容相同，没有改动")


def _print(arguments: Arguments, reading: Reading, file: Path, one: FoundForm, form: Form) -> None:
    if arguments.json:
        print_line(json_line(_values(reading, file, one, form)))
    else:
        _print_result(reading.templates, file, one, form)


def _values(reading: Reading, file: Path, one: FoundForm, form: Form) -> dict[str, object]:
    """Return a transcribed form as it now stands; of any other file what was read, placed or not."""
    found = one.found
    unplaced = [f"{cell.words}: {cell.text}" for cell in one.unplaced]
    template = {"template": one.template}
    if holds_transcripts(file):
        now = read_back(matched(found, reading), found.transcript, form)
        return {**template, **written(now), "unread": unplaced}
    return {
        **template,
        **written(found.transcript),
        "unread": [f"{cell.place}: {cell.text}" for cell in found.unread],
        "unplaced": unplaced,
        "doubtful": [
            {"place": doubt.place, "text": doubt.text, "reason": doubt.reason} for doubt in found.doubts
        ],
    }


def _print_result(templates: TemplateCatalogue, file: Path, one: FoundForm, form: Form) -> None:
    is_transcribed = holds_transcripts(file)
    found = one.found
    no_year = "没有写 fiscal_year" if is_transcribed else "没有找到年度"
    counts = [
        f"录入 {one.placed} 格",
        f"{len(one.unplaced)} 格没有位置",
        *([] if not found.unread else [f"{len(found.unread)} 格没有读出"]),
        *([] if not found.doubts else [f"{len(found.doubts)} 格请核对"]),
        *([] if found.transcript.fiscal_year else [f"{no_year}，按 {form.year} 年度录入"]),
    ]
    print_line(visible(f"{_name(templates, one, form)}：模板 {one.template}，{'，'.join(counts)}"))
    for cell in one.unplaced:
        remedy = _UNCERTAIN if is_transcribed and cell.is_uncertain else ""
        print_error(visible(f"  没有位置：{cell.words}：{cell.text}{remedy}"))
    for unread in found.unread:
        print_error(visible(f"  没有读出：{unread.place}：{unread.text}"))
    for doubt in found.doubts:
        print_error(visible(f"  请核对：{doubt.place}：{doubt.text}（{doubt.reason}）"))


# Of a fund row that several grids have, and nothing tells which is meant.
_UNCERTAIN = '（几张资金表都有这一行，请在这一行加上 "block": "表名"）'


def _name(templates: TemplateCatalogue, one: FoundForm, form: Form) -> str:
    """Return what a form is called: its project, or else the first line of its head, or its title."""
    transcript = one.found.transcript
    head = next((text for text in transcript.fields.values() if text.strip()), "")
    return text_of(templates[one.template], form, Role.PROJECT) or head or transcript.title
