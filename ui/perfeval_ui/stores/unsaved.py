"""Where what is not saved of a store is kept."""

from perfeval_desktop import paths
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.storage.unsaved.folder import UnsavedFolder
from perfeval_desktop.work_keeper import WorkKeeper


def keeper_of(session: EditingSession, store: Store) -> WorkKeeper:
    """Return what keeps the unsaved work of ``session`` on ``store``, in the program's own folder."""
    return WorkKeeper(session, UnsavedFolder(store, paths.unsaved_folder()))
