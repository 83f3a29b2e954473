"""Files of this program, read back: the exact forms in them, held against what is seen now."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from perfeval_desktop.domain.transcripts.transcribing import transcribed
from perfeval_desktop.domain.transcripts.value import Transcript
from perfeval_desktop.exact_forms import ExactForm
from perfeval_desktop.exchange.embedded import embedded
from perfeval_desktop.exchange.exact_read import ExactRead
from perfeval_desktop.exchange.export_formats import ExportFormat
from perfeval_desktop.exchange.exporting import file_of, merged
from perfeval_desktop.exchange.reading import read_sheets
from perfeval_desktop.exchange.recogniser import Recognised, recognised
from perfeval_desktop.exchange.recogniser.draft import Doubt
from perfeval_desktop.exchange.reconciling import reconciled
from perfeval_desktop.printing.print_job import PrintJob

_TROUBLE = "附带的填报内容"
_MOVED = "这张表的行与导出时对不上了，只按看得见的表格读取，请逐格核对。"


def with_exact_forms(file: Path, seen: Sequence[Recognised]) -> tuple[Recognised, ...]:
    """Return the forms that are ``seen`` in a file, those that this program wrote with what it put in.

    Where that is damaged, or its rows are no longer those that are seen, a doubt says so. A form that nothing
    is seen of any more is gone; one that no reading of cells would find comes as it was written.
    """
    inside = embedded(file)
    if inside.trouble:
        return tuple(_doubting(one, inside.trouble) for one in seen)
    if not inside.forms:
        return tuple(seen)
    what = ExportFormat(inside.suffix)
    jobs = [(one.template, one.form) for one in inside.forms]
    is_untouched = _file_of(what, jobs) == file.read_bytes()
    found = list(seen)
    alone: list[Recognised] = []
    pairs = dict(_pairs(inside.forms, seen))
    for number, exact in enumerate(inside.forms):
        at = pairs.get(number)
        if at is not None and is_untouched:
            read = ExactRead(exact.template, exact.form)
            found[at] = seen[at]._replace(exact=read, doubts=(), unread=())
            continue
        exported = _as_exported(what, exact)
        if exported is None:
            alone.append(_unseen(exact))
        elif at is not None:
            found[at] = _exact(exact, exported, seen[at])
    return (*found, *alone)


def _file_of(what: ExportFormat, jobs: Sequence[PrintJob]) -> bytes:
    """Return the file that forms are exported to: a single one, or all in one."""
    if len(jobs) == 1:
        return file_of(what, *jobs[0])
    return merged(what, jobs, progress=lambda _done, _count: True) or b""


def _pairs(exact: Sequence[ExactForm], seen: Sequence[Recognised]) -> Iterator[tuple[int, int]]:
    """Yield which of the forms seen each exact one is: those with most texts in common, half at least."""
    texts = [_texts(transcribed(one.template, one.form)) for one in exact]
    others = [_texts(one.transcript) for one in seen]
    common = [
        (len(own & other), -number, -at)
        for number, own in enumerate(texts)
        for at, other in enumerate(others)
        if 2 * len(own & other) >= len(own)
    ]
    taken: set[int] = set()
    given: set[int] = set()
    for _, number, at in sorted(common, reverse=True):
        if -number not in given and -at not in taken:
            given.add(-number)
            taken.add(-at)
            yield -number, -at


def _texts(transcript: Transcript) -> frozenset[str]:
    return frozenset("".join(entry.text.split()) for entry in transcript.entries())


def _as_exported(what: ExportFormat, exact: ExactForm) -> Transcript | None:
    """Return what is read in a file that a form is exported to; ``None`` where no form is found there."""
    with tempfile.TemporaryDirectory(prefix="perfeval-", ignore_cleanup_errors=True) as folder:
        path = Path(folder, f"exported{what.suffix}")
        path.write_bytes(_file_of(what, [(exact.template, exact.form)]))
        forms = [one for sheet in read_sheets(path) for one in recognised(sheet)]
    return forms[0].transcript if forms else None


def _exact(exact: ExactForm, exported: Transcript, seen: Recognised) -> Recognised:
    read = reconciled(exact, exported, seen.transcript)
    return _doubting(seen, _MOVED) if read is None else seen._replace(exact=read)


def _unseen(exact: ExactForm) -> Recognised:
    read = ExactRead(exact.template, exact.form)
    return Recognised(transcribed(exact.template, exact.form), (), (), exact=read)


def _doubting(seen: Recognised, why: str) -> Recognised:
    return seen._replace(doubts=(Doubt(_TROUBLE, "", why, ()), *seen.doubts))
