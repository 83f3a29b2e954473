"""Two computers with a store each, and packages from one to the other."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from perfeval_desktop.domain.form import Form, Place, RowId
from perfeval_desktop.exchange_package.package import MANIFEST, ExchangePackage
from perfeval_desktop.exchange_package.plan import Choice, PackagePlan, apply, plan
from perfeval_desktop.exchange_package.reading import read_package
from perfeval_desktop.exchange_package.writing import packed, write_package
from perfeval_desktop.store import FormId
from session_driver import SessionDriver
from small_forms import CATALOGUE

ONLY = RowId("only")
UNIT = Place("head", ONLY, "implementing_unit")
DEPARTMENT = Place("head", ONLY, "department")
BUDGET = Place("funding", RowId("total"), "initial_budget")


def package_of(driver: SessionDriver, *form_ids: FormId) -> ExchangePackage:
    """Return forms of a store, or all that are listed, as they come out of a file."""
    path = driver.path.with_suffix(".perfevalx")
    write_package(path, packed(driver.store, CATALOGUE, form_ids or driver.listed))
    return read_package(path)


def planned(driver: SessionDriver, package: ExchangePackage) -> PackagePlan:
    return plan(package, driver.store, CATALOGUE)


def take_in(
    driver: SessionDriver, package: ExchangePackage, choices: Mapping[FormId, Choice] | None = None
) -> tuple[FormId, ...]:
    """Take a package in as it was chosen; return the ids of the new forms."""
    intake = apply(planned(driver, package), choices or {}, {})
    return driver.session.take_in(intake.added, intake.changed, "导入交换包", intake.templates)


def edit(driver: SessionDriver, form_id: FormId, changed: Form, label: str = "修改") -> None:
    driver.session.edit_many([form_id], lambda _: changed, label)


def write(driver: SessionDriver, form_id: FormId, place: Place, text: str) -> None:
    """Write a text into a cell of a stored form."""
    edit(driver, form_id, driver.saved(form_id).with_text(place, text))


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack_anew(path: Path, content: Iterable[tuple[str, bytes]], *, sums: bool = True) -> Path:
    """Write a zip of these members; with the right sums in its manifest, if it has one."""
    content = list(content)
    found = dict(content)
    if sums and MANIFEST in found:
        manifest = json.loads(found[MANIFEST])
        digests = {name: hashlib.sha256(data).hexdigest() for name, data in content if name != MANIFEST}
        new = json.dumps({**manifest, "members": digests}).encode()
        content = [(name, new if name == MANIFEST else data) for name, data in content]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content:
            archive.writestr(name, data)
    return path
