"""The forms of a store that the user opened last."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QSettings

from perfeval_desktop.store import FormId
from perfeval_ui.stores.recent import RecentStores

_GROUP = "recent_forms"
_MOST = 30


class RecentForms:
    """The list of them, kept in the settings under the place of the store once it is saved.

    Those of a store that is no longer among the stores opened last are forgotten then.
    """

    def __init__(self, settings: QSettings, store: Path) -> None:
        self._settings, self._store = settings, store
        self._added: list[FormId] = []

    @property
    def newest_first(self) -> tuple[FormId, ...]:
        """Their ids, the last one first; some may not be there any more."""
        # QSettings returns a list of one text as a text.
        written = self._settings.value(_key(self._store), [])
        ids = [written] if isinstance(written, str) else written if isinstance(written, list) else []
        saved = (FormId(str(one)) for one in ids)
        return tuple(dict.fromkeys((*reversed(self._added), *saved)))[:_MOST]

    def add(self, form_id: FormId) -> None:
        """Put a form at the top of the list."""
        self._added = [*(one for one in self._added if one != form_id), form_id][-_MOST:]

    def save(self) -> None:
        """Keep the list for the next start."""
        if self._added:
            self._forget_other_stores()
            self._settings.setValue(_key(self._store), [*self.newest_first])

    def _forget_other_stores(self) -> None:
        known = {_key(store) for store in (self._store, *RecentStores(self._settings).newest_first)}
        self._settings.beginGroup(_GROUP)
        names = self._settings.childKeys()
        self._settings.endGroup()
        for key in {f"{_GROUP}/{name}" for name in names} - known:
            self._settings.remove(key)


def _key(store: Path) -> str:
    # A path is no key: it has slashes, which part groups.
    return f"{_GROUP}/{hashlib.sha256(str(store).encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
