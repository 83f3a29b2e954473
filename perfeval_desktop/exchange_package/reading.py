"""Exchange packages read: everything in the file is looked at before anything of it is used."""

import hashlib
import re
import zipfile
from pathlib import Path
from typing import Final, NoReturn

from perfeval_desktop import __version__
from perfeval_desktop.domain.form_json import Json, whole_number, whole_text
from perfeval_desktop.domain.numerals import shortened
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.errors import ImportFileError, TemplateError
from perfeval_desktop.exchange.packages import DAMAGED_ZIP
from perfeval_desktop.exchange_package.form_json import text_arrival
from perfeval_desktop.exchange_package.histories import is_consistent
from perfeval_desktop.exchange_package.package import (
    FORMAT,
    FORMS,
    KIND,
    MANIFEST,
    MAX_BYTES,
    MAX_FORMS,
    MAX_MEMBER,
    TEMPLATES,
    ExchangePackage,
    form_member,
    template_member,
)
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.regular_files import check_regular
from perfeval_desktop.storage.codec import plain_value
from perfeval_desktop.storage.errors import DamagedError, decoding
from perfeval_desktop.store import Arrival

_MEMBER: Final = re.compile(r"manifest\.json|forms/[0-9a-f-]{36}\.json|templates/[0-9a-f]{16}\.toml")
# Templates beside the forms: a form has few.
_MAX_MEMBERS: Final = 2 * MAX_FORMS


def read_package(path: Path) -> ExchangePackage:
    """Return the content of a package.

    Raises :class:`ImportFileError` naming the file and the remedy: for one of a later program, and for
    whatever this program cannot have written.
    """
    try:
        check_regular(long_path(path))
        file = long_path(path).open("rb")
    except OSError as error:
        raise ImportFileError(
            f"“{path.name}”打不开：{error.strerror}。请检查它是否还在、能否读取。"
        ) from error
    with file:
        try:
            archive = zipfile.ZipFile(file)
        except DAMAGED_ZIP as error:
            raise _damaged(path, "不是交换包，或没有传完整") from error
        with archive:
            return _Reader(path, archive).package()


class _Reader:
    """Reads one open file, whose name its complaints bear."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path = path
        self._archive = archive

    def package(self) -> ExchangePackage:
        names = self._checked_names()
        try:
            program, sums = self._manifest(names)
            texts = {name: self._text(name, sums[name]) for name in sorted(sums)}
            templates = dict(self._template(*one) for one in texts.items() if one[0].startswith(TEMPLATES))
            forms = (self._form(*one, templates) for one in texts.items() if one[0].startswith(FORMS))
            return ExchangePackage(tuple(forms), templates, program)
        except DamagedError as error:
            raise _damaged(self._path, "里的内容读不懂") from error

    def _checked_names(self) -> frozenset[str]:
        """Return the names of the members, none of which is read before all are known to be harmless."""
        members = self._archive.infolist()
        names = frozenset(one.filename for one in members)
        if any(one.flag_bits & 1 for one in members):
            self._fail("设有密码")
        if len(members) > _MAX_MEMBERS:
            self._fail("里的文件太多")
        if len(names) < len(members) or not all(map(_MEMBER.fullmatch, names)):
            self._fail("里有不该有的文件")
        sizes = [one.file_size for one in members]
        if sum(sizes) > MAX_BYTES or max(sizes, default=0) > MAX_MEMBER:
            self._fail("展开后过大")
        if MANIFEST not in names:
            self._fail("没有目录")
        return names

    def _manifest(self, names: frozenset[str]) -> tuple[str, dict[str, str]]:
        """Return the program that wrote the package and, by name, the SHA-256 of each other member."""
        with decoding("manifest"):
            manifest: Json = plain_value(self._text(MANIFEST))
            if manifest["kind"] != KIND:
                raise ValueError(manifest["kind"])
            program, version = whole_text(manifest["program"]), whole_number(manifest["format"])
            if version > FORMAT:
                raise ImportFileError(
                    f"“{self._path.name}”由较新的程序（{shortened(program)}，交换包格式 {version}）写成，"
                    f"本程序（{__version__}）只读得懂格式 {FORMAT}，没有导入任何内容。请先升级程序。"
                )
            sums: dict[str, str] = manifest["members"]
            if sums.keys() != names - {MANIFEST}:
                raise ValueError(sorted(sums))
        return program, sums

    def _template(self, name: str, text: str) -> tuple[str, Template]:
        try:
            template = read_template(text, source=name)
        except TemplateError as error:
            raise ImportFileError(
                f"“{self._path.name}”里有本程序用不了的模板，没有导入任何内容：{error}"
            ) from error
        if name != template_member(template.digest):
            self._fail("里的模板与目录不符")
        return template.digest, template

    def _form(self, name: str, text: str, templates: dict[str, Template]) -> Arrival:
        arrival = text_arrival(text)
        # Where the very text was lost, a form is read under the present text of its template.
        used = {one.id for one in templates.values()}
        if name != form_member(arrival.form_id) or arrival.form.template.id not in used:
            self._fail("里的表与目录不符")
        if not is_consistent(arrival.form, arrival.log):
            self._fail("里有一张表的内容与修改记录对不上")
        return arrival

    def _text(self, name: str, digest: str | None = None) -> str:
        """Return the text of a member, which must have the SHA-256 ``digest`` if that is known."""
        try:
            data = self._archive.read(name)
            if digest is not None and digest != hashlib.sha256(data).hexdigest():
                self._fail("里的内容与校验值不符")
            return data.decode()
        except DAMAGED_ZIP as error:
            raise _damaged(self._path, "没有传完整，或被改动过") from error

    def _fail(self, reason: str) -> NoReturn:
        raise _damaged(self._path, reason)


def _damaged(path: Path, reason: str) -> ImportFileError:
    return ImportFileError(f"“{path.name}”{reason}，没有导入任何内容。请让对方重新导出交换包，再传一次。")
