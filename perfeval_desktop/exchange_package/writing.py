"""Exchange packages written: whole or not at all, and the same bytes for the same forms."""

import hashlib
import os
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from perfeval_desktop import __version__
from perfeval_desktop.atomic_write import replacing
from perfeval_desktop.domain.form import Form, TemplateRef
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import OutputError, TemplateError
from perfeval_desktop.exchange_package.form_json import arrival_text
from perfeval_desktop.exchange_package.package import (
    KIND,
    MANIFEST,
    MAX_BYTES,
    MAX_FORMS,
    MAX_MEMBER,
    ExchangePackage,
    form_member,
    template_member,
)
from perfeval_desktop.form_evaluator import FormEvaluator
from perfeval_desktop.storage.codec import json_text
from perfeval_desktop.store import Arrival, FormId, Revision, Store

# The oldest moment a zip can name: no clock may make two packages of the same forms differ.
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_TOO_LARGE: Final = "选中的表太多，一个交换包放不下，没有写入任何文件。请按单位或年度分几次导出。"


def packed(store: Store, templates: Mapping[str, Template], form_ids: Iterable[FormId]) -> ExchangePackage:
    """Return forms of ``store`` as a package, in the order of their ids.

    Raises :class:`StorageError`, :class:`TemplateError` where the template of one is missing, and
    :class:`OutputError` for more forms than a package holds.
    """
    wanted = sorted(set(form_ids))
    if len(wanted) > MAX_FORMS:
        raise OutputError(_TOO_LARGE)
    evaluator = FormEvaluator(templates, store)
    forms: list[Arrival] = []
    used: dict[str, Template] = {}
    for form_id in wanted:
        form = evaluator.with_template_digest(store.load(form_id).form)
        log = store.revisions(form_id)
        template = evaluator.template_of(form)
        used[template.digest] = template
        used |= _earlier_templates(evaluator, form, log)
        forms.append(Arrival(form_id, form, log))
    return ExchangePackage(tuple(forms), used, __version__)


def write_package(path: Path, package: ExchangePackage) -> None:
    """Write a package to ``path`` so that the file is there whole, or as it was before.

    Raises :class:`OutputError` naming the remedy.
    """
    members = {
        **{template_member(digest): one.text.encode() for digest, one in package.templates.items()},
        **{form_member(one.form_id): arrival_text(one).encode() for one in package.forms},
    }
    manifest = {
        "kind": KIND,
        "format": package.format,
        "program": package.program,
        "members": {name: hashlib.sha256(members[name]).hexdigest() for name in sorted(members)},
    }
    members[MANIFEST] = json_text(manifest).encode()
    sizes = [*map(len, members.values())]
    if sum(sizes) > MAX_BYTES or max(sizes) > MAX_MEMBER:
        raise OutputError(_TOO_LARGE)
    with replacing(path) as part, part.open("r+b") as file:
        with zipfile.ZipFile(file, "w") as archive:
            # The manifest first: whoever looks at a package sees at once which it is.
            for name in (MANIFEST, *sorted(members.keys() - {MANIFEST})):
                archive.writestr(_info(name), members[name])
        file.flush()
        os.fsync(file.fileno())


def _earlier_templates(evaluator: FormEvaluator, form: Form, log: Sequence[Revision]) -> dict[str, Template]:
    """Return the templates that a form had before, as far as they can still be had: undo asks for them."""
    found: dict[str, Template] = {}
    for before in (change.before for revision in log for change in revision.patch.head):
        if isinstance(before, TemplateRef):
            with suppress(TemplateError):
                template = evaluator.template_of(replace(form, template=before))
                found[template.digest] = template
    return found


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.compress_type = zipfile.ZIP_DEFLATED
    # As a file that everybody may read, on whichever system it was written.
    info.create_system = 3
    info.external_attr = 0o100644 << 16
    return info
