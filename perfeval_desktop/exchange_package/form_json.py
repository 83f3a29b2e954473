"""A form with its log as JSON, in the spelling in which the store keeps them."""

import re

from perfeval_desktop.domain.form_json import Json, read_form, whole_text, written_form
from perfeval_desktop.storage.codec import json_text, plain_patch, plain_value, read_moment, read_patch
from perfeval_desktop.storage.errors import decoding
from perfeval_desktop.store import Arrival, FormId, Revision, RevisionKind

_ID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def arrival_text(arrival: Arrival) -> str:
    """Return a form with its log as JSON on one line: the same for the same content."""
    return json_text(
        {
            "id": arrival.form_id,
            "form": written_form(arrival.form),
            "log": [_plain_revision(one) for one in arrival.log],
        }
    )


def text_arrival(text: str) -> Arrival:
    """Return the form that :func:`arrival_text` wrote; :class:`DamagedError` for anything else."""
    with decoding("form"):
        return _arrival(**plain_value(text))


def _arrival(*, id: object, form: object, log: list[Json]) -> Arrival:  # noqa: A002  # a key of the file
    text = whole_text(id)
    if not _ID.fullmatch(text):
        raise ValueError(text[:20])
    form_id = FormId(text)
    revisions = (_revision(number, form_id, one) for number, one in enumerate(log, 1))
    return Arrival(form_id, read_form(form), tuple(revisions))


def _plain_revision(one: Revision) -> Json:
    return {
        "kind": one.kind,
        "label": one.label,
        "at": one.at.isoformat(timespec="seconds"),
        "by": one.by,
        "patch": plain_patch(one.patch),
    }


def _revision(number: int, form_id: FormId, values: Json) -> Revision:
    if values.keys() != {"kind", "label", "at", "by", "patch"}:
        raise ValueError(sorted(values))
    return Revision(
        number,
        form_id,
        RevisionKind(whole_text(values["kind"])),
        whole_text(values["label"]),
        read_patch(values["patch"]),
        read_moment(values["at"]),
        whole_text(values["by"]),
    )
