"""Unsaved work as it stands in a file: JSON, with every text to the letter, be it half a character."""

import json
from dataclasses import dataclass
from typing import Any

from perfeval_desktop import __version__
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.form_json import NOT_OURS, Json, whole_number
from perfeval_desktop.storage.codec import plain_patch, read_moment, read_patch
from perfeval_desktop.store import FormId
from perfeval_desktop.unsaved_work import RefusedCommit, UnsavedText, UnsavedWork

# What is added later goes into new keys; what an earlier program could only misread has another number.
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Origin:
    """The store that unsaved work belongs to: its file, and its lineage, ``""`` where that is not known."""

    path: str
    lineage: str


def written_work(work: UnsavedWork, origin: Origin) -> bytes:
    """Return the content of the file for ``work`` on a form of the store ``origin``."""
    values: Json = {
        "format": _FORMAT,
        "program": __version__,
        "at": work.at.isoformat(timespec="seconds"),
        "store": {"path": origin.path, "lineage": origin.lineage},
        "form": {"id": work.form_id, "project": work.project, "year": work.year},
        "texts": [
            {"place": list(one.place), "label": one.label, "before": one.before, "text": one.text}
            for one in work.texts
        ],
    }
    if work.refused is not None:
        values["refused"] = {"label": work.refused.label, "patch": plain_patch(work.refused.patch)}
    # An editor takes half a character, and UTF-8 does not.
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")


def read_work(content: bytes) -> tuple[UnsavedWork, Origin]:
    """Return what :func:`written_work` wrote; raises :class:`ValueError` for anything else."""
    try:
        values = json.loads(content.decode("utf-8", "surrogatepass"))
        if values["format"] != _FORMAT:
            raise ValueError(values["format"])
        store = values["store"]
        return _work(values), Origin(_text(store["path"]), _text(store["lineage"]))
    except (*NOT_OURS, RecursionError) as error:
        raise ValueError(f"no unsaved work: {error!r}"[:200]) from error


def _work(values: Json) -> UnsavedWork:
    form = values["form"]
    return UnsavedWork(
        form_id=FormId(_text(form["id"])),
        project=_text(form["project"]),
        year=whole_number(form["year"]),
        texts=tuple(_unsaved_text(one) for one in values["texts"]),
        refused=_refused(values["refused"]) if "refused" in values else None,
        at=read_moment(values["at"]),
    )


def _unsaved_text(values: Json) -> UnsavedText:
    block, row, column = map(_text, values["place"])
    return UnsavedText(
        Place(block, RowId(row), column),
        label=_text(values["label"]),
        before=_text(values["before"]),
        text=_text(values["text"]),
    )


def _refused(values: Json) -> RefusedCommit:
    return RefusedCommit(_text(values["label"]), read_patch(values["patch"]))


def _text(value: Any) -> str:  # noqa: ANN401  # whatever the file holds
    if not isinstance(value, str):
        raise TypeError(value)
    return value
