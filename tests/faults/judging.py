"""What is left after a fault, held against what the program had acknowledged before it."""

import hashlib
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pikepdf

from faults.contents import Contents, State, contents, digest
from faults.figures import Failure, Figures, in_words
from faults.random_work import TEMPLATES, changed, opened
from faults.unsaved_works import judge_unsaved
from faults.works import STORE, TAKEN_IN, Acknowledged
from perfeval_desktop.domain.patch import apply
from perfeval_desktop.errors import ImportFileError, PerfEvalError
from perfeval_desktop.exchange_package.reading import read_package
from perfeval_desktop.paths import backup_folder
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.connections import connected
from perfeval_desktop.storage.store import Store
from perfeval_desktop.storage.unsaved.work_json import read_work
from perfeval_desktop.store import FormId


class Judged:
    """What has been judged in a portion: a store of the same bytes, held against the same, is so only once.

    Most cuts end in few states, once SQLite has put the store right; what is then looked at, and edited, can
    only come to the same. Files beside the store are looked at each time.
    """

    def __init__(self) -> None:
        self._seen: set[bytes] = set()

    def is_new(self, store: Path, known: Acknowledged | None) -> bool:
        """Whether ``store`` and its journal are held against ``known`` for the first time."""
        state = hashlib.blake2b(str(id(known)).encode())
        for file in (store, store.with_name(f"{store.name}-journal")):
            content = file.read_bytes() if file.exists() else b""
            state.update(len(content).to_bytes(8))
            state.update(content)
        before = len(self._seen)
        self._seen.add(state.digest())
        return len(self._seen) > before


def judge(
    figures: Figures,
    folder: Path,
    known: Acknowledged | None,
    random: Random,
    *,
    where: str,
    judged: Judged | None = None,
) -> None:
    """Look at all that is in ``folder`` after a fault.

    ``known`` is what was acknowledged last, ``None`` where nothing was: a store need not be there then. Where
    ``judged`` has seen the same before, the store is opened all the same, and put right by that.
    """
    _judge_files(figures, folder, known, where=where)
    path = folder / STORE
    if known is None and not (path.exists() and path.stat().st_size):
        figures.meet("new stores not there yet")
        return
    try:
        with Store.open(path) as store:
            if judged is None or judged.is_new(path, known):
                figures.meet("states judged")
                _judge_store(figures, store, known, where=where)
                _go_on(figures, store, random, where=where)
            # Last: what is put back is a change of its own.
            judge_unsaved(figures, store, known.unsaved if known else None, where=where)
    except PerfEvalError as told:
        figures.fail(Failure.DAMAGED, f"{where}: the store does not open: {told}")
    except Exception as bug:  # noqa: BLE001  # whatever it is
        figures.fail(Failure.TRACEBACK, f"{where}: {in_words(bug)}")


def _judge_store(figures: Figures, store: Store, known: Acknowledged | None, *, where: str) -> None:
    if problems := store.verify():
        figures.fail(Failure.DAMAGED, f"{where}: {problems[0]}")
    elif half := _half_imported(store):
        figures.fail(Failure.PARTIAL, f"{where}: {half}")
    elif known is not None and known.is_whole:
        if contents(store) not in (known.contents, known.instead):
            figures.fail(Failure.PARTIAL, f"{where}: half of what was to be taken in")
    elif known is not None and not (known.instead and _holds(store, known.instead, store.latest_revision())):
        if store.latest_revision() < known.revision:
            lost = f"revision {known.revision} of which only {store.latest_revision()} is there"
            figures.fail(Failure.LOST, f"{where}: {lost}")
        elif not _holds(store, known.contents, known.revision):
            figures.fail(Failure.LOST, f"{where}: contents acknowledged at revision {known.revision}")


def _half_imported(store: Store) -> str:
    """Return which forms came in without others that came in with them; ``""`` where there are none."""
    # The forms of an import have numbers one behind the other, each with how many they are.
    taken = sorted(
        (one.number, int(one.label.removeprefix(TAKEN_IN)))
        for line in (*store.summaries(), *store.bin())
        for one in store.revisions(line.form_id)
        if one.label.startswith(TAKEN_IN)
    )
    while taken:
        (first, count), *_ = taken
        together, taken = taken[:count], taken[count:]
        if together != [(first + at, count) for at in range(count)]:
            return (
                f"of {count} forms that were imported together from revision {first} on, {together} are there"
            )
    return ""


def _holds(store: Store, known: Contents, revision: int) -> bool:
    """Whether ``store`` had the contents ``known`` at ``revision``: what came later is taken back."""
    now = contents(store)
    return all(_was(store, FormId(one), known[one], now.get(one), revision) for one in known)


def _was(store: Store, form_id: FormId, known: State, now: State | None, revision: int) -> bool:
    if now == known:
        return True
    if now is None:
        # Only what lies in the recycle bin can be removed for good.
        return known.in_bin and store.latest_revision() > revision
    later = [one for one in store.revisions(form_id) if one.number > revision]
    if not later:
        return False
    form = store.load(form_id).form
    for one in reversed(later):
        form = apply(one.patch.inverse, form)
    return digest(form) == known.digest


def _go_on(figures: Figures, store: Store, random: Random, *, where: str) -> None:
    """Edit a form and undo it, as the user would now."""
    session = EditingSession(store, TEMPLATES)
    opened(session, random)
    before = session.present
    is_saved = session.commit(changed(session.base, random), "之后")
    is_changed = session.present != before
    if not is_saved or (is_changed and not (session.undo() and session.present == before)):
        figures.fail(Failure.UNUSABLE, f"{where}: an edit and its undo")


# -- files beside the store ----------------------------------------------------------------------------------


def _judge_files(figures: Figures, folder: Path, known: Acknowledged | None, *, where: str) -> None:
    backups = backup_folder(folder / STORE)
    for name in known.backups if known else ():
        if not (backups / name).exists():
            figures.fail(Failure.LOST, f"{where}: the backup {name}")
    for file in folder.rglob("*"):
        judge_file(figures, file, where=where)


def judge_file(figures: Figures, file: Path, *, where: str) -> None:
    """Look at a file that is whole, if it is there: a copy of a store, a PDF, or a document."""
    if file.suffix == ".tmp":
        figures.meet("files in the making left by crashes")
    elif not is_whole_output(file):
        figures.fail(Failure.PARTIAL, f"{where}: {file.name}, {file.stat().st_size} bytes")
    elif file.suffix == ".perfeval" and file.name != STORE:
        figures.meet("copies looked at")
        if not file.stat().st_size:
            figures.fail(Failure.PARTIAL, f"{where}: {file.name} is empty")
        elif not is_whole_copy(file):
            figures.fail(Failure.DAMAGED, f"{where}: {file.name}, {file.stat().st_size} bytes")


# Whether a file of these bytes is whole: most cuts leave most files as they were.
_WHOLE: dict[bytes, bool] = {}


def is_whole_copy(file: Path) -> bool:
    """Whether SQLite finds a copy of a store in order, and there are forms in it."""
    # With a journal beside it SQLite may make it another one.
    has_journal = file.with_name(f"{file.name}-journal").exists()
    return _is_whole_copy(file) if has_journal else _is_whole(file, _is_whole_copy)


def is_whole_output(file: Path) -> bool:
    """Whether a PDF, a document or unsaved work can be read to its end; any other file is whole."""
    looks = {".pdf": _is_whole_pdf, ".docx": _is_whole_document, ".json": _is_whole_work}
    look = looks.get(file.suffix)
    return look is None or _is_whole(file, look)


def is_whole_package(file: Path) -> bool:
    """Whether the program reads an exchange package."""
    return _is_whole(file, _is_whole_package)


def _is_whole(file: Path, look: Callable[[Path], bool]) -> bool:
    key = hashlib.blake2b(file.read_bytes(), salt=look.__name__.encode()[-16:]).digest()
    if key not in _WHOLE:
        _WHOLE[key] = look(file)
    return _WHOLE[key]


def _is_whole_copy(file: Path) -> bool:
    try:
        with connected(file, "ro") as connection:
            is_sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            return is_sound and connection.execute("SELECT count(*) FROM form").fetchone() > (0,)
    except sqlite3.Error:
        return False


def _is_whole_document(file: Path) -> bool:
    try:
        with zipfile.ZipFile(file) as document:
            return document.testzip() is None and "word/document.xml" in document.namelist()
    except zipfile.BadZipFile:
        return False


def _is_whole_work(file: Path) -> bool:
    try:
        return bool(read_work(file.read_bytes()))
    except ValueError:
        return False


def _is_whole_pdf(file: Path) -> bool:
    try:
        with pikepdf.open(file) as document:
            return len(document.pages) > 0 and file.read_bytes().rstrip().endswith(b"%%EOF")
    except pikepdf.PdfError:
        return False


def _is_whole_package(file: Path) -> bool:
    try:
        return bool(read_package(file).forms)
    except ImportFileError:
        return False
