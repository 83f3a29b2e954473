"""Which template a form is read under: the very text that it was made with."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from perfeval_desktop.domain.form import TemplateRef
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.errors import TemplateError
from perfeval_desktop.store import Store


class UsedTemplates:
    """The templates of the forms in a store: the catalogue's, else the text that the store keeps.

    A corrected template changes no form by itself: a form made with another text than the catalogue has now
    stays under its own, and :meth:`newer_than` tells what it can be moved to. A form that names no text - it
    comes from a version that kept none - is read under the catalogue's.
    """

    def __init__(self, catalogue: Mapping[str, Template], store: Store) -> None:
        self._catalogue = catalogue
        self._store = store
        # By digest: what is prepared for a template, such as its printers, is prepared for this very object.
        self._read: dict[str, Template] = {}

    def find(self, used: TemplateRef) -> Template:
        """Return the template that forms made with ``used`` are read under.

        Raises :class:`TemplateError` where neither the catalogue nor the store has it, and
        :class:`StorageError` as the store does.
        """
        current = self._in_catalogue(used.id)
        if current is not None and used.digest in {"", current.digest}:
            return current
        found = self._in_store(used.digest) or current
        if found is not None:
            return found
        if used.id in self._catalogue:
            # Raises, and says what is wrong with the file.
            return self._catalogue[used.id]
        raise TemplateError(_missing(used.id))

    def know(self, templates: Iterable[Template]) -> None:
        """Let forms be read under ``templates``, too, before the store keeps their texts."""
        self._read |= {one.digest: one for one in templates}

    def newer_than(self, used: TemplateRef) -> Template | None:
        """Return the catalogue's template where its text is another one than ``used``."""
        current = self._in_catalogue(used.id)
        return None if current is None or used.digest in {"", current.digest} else current

    def _in_catalogue(self, template_id: str) -> Template | None:
        """Return the catalogue's template, ``None`` where it has none that can be read."""
        if template_id not in self._catalogue:
            return None
        try:
            return self._catalogue[template_id]
        except TemplateError:
            return None

    def _in_store(self, digest: str) -> Template | None:
        """Return the template of a text that the store keeps, ``None`` where none can be read."""
        if digest and digest not in self._read:
            text = self._store.template_text(digest)
            if text is not None:
                with suppress(TemplateError):
                    self._read[digest] = read_template(text, source=digest)
        return self._read.get(digest)


def _missing(template_id: str) -> str:
    return (
        f"没有名为“{template_id}”的模板，数据文件里也没有保存它的内容。"
        "请把这个模板的文件放进模板文件夹，再打开这张表。"
    )
