"""The command that enters transcribed forms: each cell at its place by label or role, the rest listed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from perfeval_desktop.cli.arguments import Arguments, UsageError
from perfeval_desktop.cli.form_lookup import catalogue, store_path
from perfeval_desktop.cli.output import json_line, visible
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.facts import text_of
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.numerals import shortened
from perfeval_desktop.domain.transcripts.entering import entered, read_back
from perfeval_desktop.domain.transcripts.matching import Match, best_match, match
from perfeval_desktop.domain.transcripts.shape import KEYS, read_transcript
from perfeval_desktop.domain.transcripts.value import Transcript, is_year, written
from perfeval_desktop.errors import TranscriptError
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.regular_files import check_regular
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_desktop.terminal import print_error, print_line

_LARGEST_FILE = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Imported:
    """A transcript with the form that was made of it; ``match`` says where its cells went."""

    transcript: Transcript
    match: Match
    form: Form


def import_forms(arguments: Arguments) -> int:
    """Enter the forms of a transcript file; print each as it now stands, with what found no place.

    Return 1 if anything found none.
    """
    templates = catalogue()
    imported = [_imported(arguments, templates, one) for one in _transcripts(arguments.file)]
    if not imported:
        raise UsageError(f"“{arguments.file.name}”里没有自评表。")
    forms = [one.form for one in imported]
    if not arguments.dry_run:
        with Store.open(store_path(arguments)) as store:
            session = EditingSession(store, templates)
            ids = session.create(forms, "录入")
            # What is printed is what the store gives back.
            forms = [session.load(form_id) for form_id in ids]
    for one, form in zip(imported, forms, strict=True):
        if arguments.json:
            print_line(json_line(_values(one, form)))
        else:
            _print_result(one)
    return 1 if any(one.match.unread for one in imported) else 0


def _transcripts(file: Path) -> Iterator[Transcript]:
    """Yield the transcripts in a file: one object, a list of them, or one on each line."""
    try:
        check_regular(long_path(file))
        with long_path(file).open("rb") as stream:
            data = stream.read(_LARGEST_FILE + 1)
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TranscriptError(f"“{file}”无法读取：{error}。请检查文件，应为 UTF-8 编码的 JSON。") from error
    if len(data) > _LARGEST_FILE:
        raise TranscriptError(f"“{file}”太大，不像是转录文件。请检查文件。")
    objects = _objects(file, text)
    for number, values in enumerate(objects, 1):
        source = f"“{file.name}”" if len(objects) == 1 else f"“{file.name}”的第 {number} 张表"
        transcript = read_transcript(values, source=source)
        if problem := _problem(transcript):
            raise TranscriptError(f"转录文件{source}{problem}")
        yield transcript


def _problem(transcript: Transcript) -> str:
    """Return why nobody can have meant a transcript as it is, as a predicate; ``""`` for a sound one."""
    if not any(transcript.entries()):
        parts = "、".join(KEYS)
        return f"里什么都没有填，请按纸上的栏名把内容写进去，可以写的有 {parts}。"
    year = transcript.fiscal_year
    if year.strip() and not is_year(year):
        return (
            f"的“fiscal_year”是“{shortened(year)}”，不是年度，请写四位数字，如 2023；不知道的请删去这一项。"
        )
    return ""


def _objects(file: Path, text: str) -> list[object]:
    try:
        values = _value(text)
    except (ValueError, RecursionError):
        try:
            return [_value(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError) as error:
            raise TranscriptError(f"“{file}”不是有效的 JSON：{error}。请检查文件。") from error
    return values if isinstance(values, list) else [values]


def _value(text: str) -> object:
    # A number is kept as it is written, to its last zero.
    return json.loads(text, parse_float=str)


def _imported(arguments: Arguments, templates: TemplateCatalogue, transcript: Transcript) -> _Imported:
    wanted = arguments.template or transcript.template
    found = match(templates[wanted], transcript) if wanted else best_match(templates.usable(), transcript)
    return _Imported(transcript, found, entered(found, transcript, year=datetime.now().astimezone().year))


def _values(one: _Imported, form: Form) -> dict[str, object]:
    unread = [f"{one.transcript.words(path)}: {text}" for path, text in _unread(one)]
    return {
        "template": one.match.template.id,
        **written(read_back(one.match, one.transcript, form)),
        "unread": unread,
    }


def _print_result(one: _Imported) -> None:
    placed = len(one.match.spots) + len(one.match.printed)
    year = "" if one.transcript.fiscal_year else f"，没有写 fiscal_year，按 {one.form.year} 年度录入"
    print_line(
        visible(
            f"{_name(one)}：模板 {one.match.template.id}，录入 {placed} 格，"
            f"{len(one.match.unread)} 格没有位置{year}"
        )
    )
    for path, text in _unread(one):
        remedy = _UNCERTAIN if path in one.match.uncertain else ""
        print_error(visible(f"  没有位置：{one.transcript.words(path)}：{text}{remedy}"))


# Of a fund row that several grids have, and nothing tells which is meant.
_UNCERTAIN = '（几张资金表都有这一行，请在这一行加上 "block": "表名"）'


def _unread(one: _Imported) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the cells that have no place in the form, each by its path and with its text."""
    texts = {entry.path: entry.text for entry in one.transcript.entries()}
    return ((path, texts[path]) for path in one.match.unread)


def _name(one: _Imported) -> str:
    """Return what a form is called: its project, or else the first line of its head, or its title."""
    head = next((text for text in one.transcript.fields.values() if text.strip()), "")
    return text_of(one.match.template, one.form, Role.PROJECT) or head or one.transcript.title
