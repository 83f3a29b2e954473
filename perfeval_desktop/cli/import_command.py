"""The command that enters transcribed forms: each cell at its place by label or role, the rest listed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from perfeval_desktop.cli.arguments import Arguments, UsageError
from perfeval_desktop.cli.form_source import catalogue, store_path
from perfeval_desktop.cli.output import json_line, visible
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.transcripts.entering import entered, read_back
from perfeval_desktop.domain.transcripts.matching import Match, best_match, match
from perfeval_desktop.domain.transcripts.value import Transcript, read_transcript, written
from perfeval_desktop.errors import TranscriptError
from perfeval_desktop.long_paths import long_path
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
        with long_path(file).open("rb") as stream:
            data = stream.read(_LARGEST_FILE + 1)
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TranscriptError(f"“{file}”无法读取：{error}。请检查文件，应为 UTF-8 编码的 JSON。") from error
    if len(data) > _LARGEST_FILE:
        raise TranscriptError(f"“{file}”太大，不像是转录文件。请检查文件。")
    for values in _objects(file, text):
        yield read_transcript(values)


def _objects(file: Path, text: str) -> list[object]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        try:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError) as error:
            raise TranscriptError(f"“{file}”不是有效的 JSON：{error}。请检查文件。") from error
    return values if isinstance(values, list) else [values]


def _imported(arguments: Arguments, templates: TemplateCatalogue, transcript: Transcript) -> _Imported:
    wanted = arguments.template or transcript.template
    found = match(templates[wanted], transcript) if wanted else best_match(templates.usable(), transcript)
    return _Imported(transcript, found, entered(found, transcript, year=datetime.now().astimezone().year))


def _values(one: _Imported, form: Form) -> dict[str, object]:
    unread = [f"{'.'.join(path)}: {text}" for path, text in _unread(one)]
    return {
        "template": one.match.template.id,
        **written(read_back(one.match, one.transcript, form)),
        "unread": unread,
    }


def _print_result(one: _Imported) -> None:
    project = one.transcript.fields.get("项目名称") or one.transcript.title
    placed = len(one.match.spots) + len(one.match.printed)
    print_line(
        visible(
            f"{project}：模板 {one.match.template.id}，录入 {placed} 格，{len(one.match.unread)} 格没有位置"
        )
    )
    for path, text in _unread(one):
        print_error(visible(f"  没有位置：{'.'.join(path)}：{text}"))


def _unread(one: _Imported) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the cells that have no place in the form, each with its text."""
    texts = {entry.path: entry.text for entry in one.transcript.entries()}
    return ((path, texts[path]) for path in one.match.unread)
