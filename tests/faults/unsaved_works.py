"""Typing while a fault comes: texts that are kept, saved, given up, or refused by a full disk."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from unittest.mock import patch

from faults.contents import contents
from faults.figures import Failure, Figures
from faults.random_work import TEMPLATES, opened
from faults.works import Acknowledge, Acknowledged, Operation, Unsaved, with_samples, working
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.places import NOTE
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.storage.unsaved.folder import UnsavedFolder
from perfeval_desktop.storage.unsaved.work_json import Origin, read_work, written_work
from perfeval_desktop.store import FormId
from perfeval_desktop.unsaved_work import TypedText
from perfeval_desktop.work_keeper import WorkKeeper

FOLDER = "未保存"
_MARK = "第"
_LONGEST = 3000
_FULL = StorageError(StorageErrorKind.FULL, "磁盘已满。")


def typed(session: EditingSession, text: str) -> None:
    """Type a text into the note of the open form, as its editor does."""
    template, base = TEMPLATES[session.base.template.id], session.base
    session.preview(enter(template, base, NOTE, text), TypedText(NOTE, text))


@contextmanager
def keeping(store: Store, session: EditingSession) -> Iterator[WorkKeeper]:
    """Give what keeps the unsaved work of a session, beside its store; it ends as a crash does."""
    works = UnsavedFolder(store, store.path.parent / FOLDER)
    keeper = WorkKeeper(session, works)
    unsubscribe = session.subscribe(lambda _: keeper.follow())
    try:
        yield keeper
    finally:
        unsubscribe()
        works.close()


def _type(folder: Path, random: Random, acknowledge: Acknowledge) -> None:
    """Type texts, each with a number higher than all before, and keep them; save some, give some up."""
    with working(folder) as (store, session), keeping(store, session) as keeper:
        number = max((_number_in(store, one.form_id) for one in store.summaries()), default=0)
        for _ in range(60):
            opened(session, random)
            assert session.shown is not None
            form_id = session.shown.form_id
            for _ in range(random.randint(1, 5)):
                number += 1
                typed(session, f"{_MARK}{number} {'长' * random.randint(0, _LONGEST)}")
                keeper.keep()
                acknowledge(_told(store, Unsaved(form_id, number)))
            _end(session, keeper, random, acknowledge, store=store)


def _end(
    session: EditingSession, keeper: WorkKeeper, random: Random, acknowledge: Acknowledge, *, store: Store
) -> None:
    """Save what was typed, give it up, or have it refused and kept as pending."""
    assert session.shown is not None
    form_id, form = session.shown.form_id, session.shown.form
    number = _number(form.text(*NOTE))
    match random.randrange(3):
        case 0:
            acknowledge(_told(store, None))
            session.preview(None)
        case 1:
            with patch.object(Store, "save", side_effect=_FULL):
                session.commit(form, "改")
            keeper.keep()
            acknowledge(_told(store, Unsaved(form_id, number)))
            session.retry()
        case _:
            session.commit(form, "改")
    if session.present == form:
        acknowledge(_told(store, Unsaved(form_id, number)))


def _told(store: Store, unsaved: Unsaved | None) -> Acknowledged:
    return Acknowledged(store.latest_revision(), contents(store), unsaved=unsaved)


def _number_in(store: Store, form_id: FormId) -> int:
    return _number(store.load(form_id).form.text(*NOTE))


def _number(text: str) -> int:
    first = text.partition(" ")[0]
    return int(first.removeprefix(_MARK)) if first.startswith(_MARK) else 0


def judge_unsaved(figures: Figures, store: Store, known: Unsaved | None, *, where: str) -> None:
    """Look for the text that was told to be kept, put back all there is, and look once more."""
    folder = store.path.parent / FOLDER
    for file in folder.glob("*.json"):
        _move(file, str(store.path))
    session = EditingSession(store, TEMPLATES)
    keeper = WorkKeeper(session, UnsavedFolder(store, folder))
    offers = keeper.offers()
    figures.meet("works left by crashes", len(offers))
    if known is not None:
        kept = [_number(text.text) for one in offers for text in one.left.work.texts]
        if max([_number_in(store, known.form_id), *kept]) < known.number:
            figures.fail(Failure.LOST, f"{where}: text {known.number}, of which {kept} are left")
    for offer in offers:
        if not (offer.prospect.way.is_open and keeper.put_back(offer.left)):
            figures.fail(Failure.UNUSABLE, f"{where}: {offer.prospect.way} of {offer.left.work.texts}")
    if keeper.offers():
        figures.fail(Failure.UNUSABLE, f"{where}: offered again")
    if known is not None and _number_in(store, known.form_id) < known.number:
        figures.fail(Failure.WRONG, f"{where}: text {known.number} is not in its form")


def leave(store: Store, session: EditingSession) -> None:
    """Type into the open form and leave that as a crash does, for the store wherever it is copied to."""
    with keeping(store, session) as keeper:
        typed(session, f"{_MARK}1 句")
        keeper.keep()
    session.preview(None)
    for file in (store.path.parent / FOLDER).glob("*.json"):
        _move(file, f"{store.path} 不在了")


def _move(file: Path, path: str) -> None:
    """Let a file of unsaved work know where its store is now: a folder after a power cut is another one."""
    # What is not whole is told of by who looks at files.
    with suppress(ValueError):
        work, origin = read_work(file.read_bytes())
        file.write_bytes(written_work(work, Origin(path, origin.lineage)))


TYPE = Operation("unsaved", with_samples, _type)
