"""The command that enters the forms of files: each cell at its place by label or role, the rest listed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from perfeval_desktop.cli.arguments import Arguments
from perfeval_desktop.cli.form_lookup import catalogue, store_path
from perfeval_desktop.cli.output import json_line, visible
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.facts import text_of
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.transcripts.entering import entered, read_back
from perfeval_desktop.domain.transcripts.matching import Match, best_match, match
from perfeval_desktop.domain.transcripts.value import written
from perfeval_desktop.exchange.form_files import forms_in
from perfeval_desktop.exchange.printed_words import without_printed_words
from perfeval_desktop.exchange.recogniser import Recognised
from perfeval_desktop.exchange.transcript_files import holds_transcripts
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_desktop.terminal import print_error, print_line


@dataclass(frozen=True, slots=True)
class _Imported:
    """What was found in a file, with the form that was made of it; ``match`` says where its cells went."""

    is_transcribed: bool
    found: Recognised
    match: Match
    form: Form

    @property
    def is_whole(self) -> bool:
        """Whether all that was found was read and has a place."""
        return not (self.match.unread or self.found.unread)


def import_forms(arguments: Arguments) -> int:
    """Enter the forms of files; print each as it now stands, with what was not read or found no place.

    All files are read before anything is stored. Return 1 if anything was not read or found no place.
    """
    templates = catalogue()
    imported = [
        _imported(arguments, templates, found, is_transcribed=holds_transcripts(file))
        for file in arguments.files
        for found in forms_in(file)
    ]
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
    return 0 if all(one.is_whole for one in imported) else 1


def _imported(
    arguments: Arguments, templates: TemplateCatalogue, found: Recognised, *, is_transcribed: bool
) -> _Imported:
    transcript = found.transcript
    wanted = arguments.template or transcript.template
    places = match(templates[wanted], transcript) if wanted else best_match(templates.usable(), transcript)
    form = entered(places, transcript, year=datetime.now().astimezone().year)
    return _Imported(is_transcribed, without_printed_words(found, places.template), places, form)


def _values(one: _Imported, form: Form) -> dict[str, object]:
    """Return a transcribed form as it now stands; of any other file what was read, placed or not."""
    found = one.found
    unplaced = [f"{found.transcript.words(path)}: {text}" for path, text in _unplaced(one)]
    template = {"template": one.match.template.id}
    if one.is_transcribed:
        now = read_back(one.match, found.transcript, form)
        return {**template, **written(now), "unread": unplaced}
    return {
        **template,
        **written(found.transcript),
        "unread": [f"{cell.place}: {cell.text}" for cell in found.unread],
        "unplaced": unplaced,
        "doubtful": [doubt._asdict() for doubt in found.doubts],
    }


def _print_result(one: _Imported) -> None:
    placed = len(one.match.spots) + len(one.match.printed)
    transcript = one.found.transcript
    no_year = "没有写 fiscal_year" if one.is_transcribed else "没有找到年度"
    counts = [
        f"录入 {placed} 格",
        f"{len(one.match.unread)} 格没有位置",
        *([] if not one.found.unread else [f"{len(one.found.unread)} 格没有读出"]),
        *([] if not one.found.doubts else [f"{len(one.found.doubts)} 格请核对"]),
        *([] if transcript.fiscal_year else [f"{no_year}，按 {one.form.year} 年度录入"]),
    ]
    print_line(visible(f"{_name(one)}：模板 {one.match.template.id}，{'，'.join(counts)}"))
    for path, text in _unplaced(one):
        remedy = _UNCERTAIN if one.is_transcribed and path in one.match.uncertain else ""
        print_error(visible(f"  没有位置：{transcript.words(path)}：{text}{remedy}"))
    for cell in one.found.unread:
        print_error(visible(f"  没有读出：{cell.place}：{cell.text}"))
    for doubt in one.found.doubts:
        print_error(visible(f"  请核对：{doubt.place}：{doubt.text}（{doubt.reason}）"))


# Of a fund row that several grids have, and nothing tells which is meant.
_UNCERTAIN = '（几张资金表都有这一行，请在这一行加上 "block": "表名"）'


def _unplaced(one: _Imported) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the cells that have no place in the form, each by its path and with its text."""
    texts = {entry.path: entry.text for entry in one.found.transcript.entries()}
    return ((path, texts[path]) for path in one.match.unread)


def _name(one: _Imported) -> str:
    """Return what a form is called: its project, or else the first line of its head, or its title."""
    head = next((text for text in one.found.transcript.fields.values() if text.strip()), "")
    return text_of(one.match.template, one.form, Role.PROJECT) or head or one.found.transcript.title
