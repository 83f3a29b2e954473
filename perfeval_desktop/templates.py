"""The catalogue of templates: those built in, and those a unit has put into its own folder.

Each is read from its file when first asked for. One that cannot be used is told with its reason and leaves
the others alone; an own one never takes the place of a built-in.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.errors import OutputError, TemplateError
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.own_places import make_folder
from perfeval_desktop.regular_files import check_regular

# What an id, and the name of a file on any system, cannot hold.
_NO_ID = re.compile(r"[^\w-]+")
_LONGEST_ID = 40
_LONGEST_TEXT = 1_000_000
# The same in bytes; no character has more than four.
_LARGEST_FILE = 4 * _LONGEST_TEXT


class Origin(StrEnum):
    """Where a template comes from."""

    BUILT_IN = "built-in"
    OWN = "own"

    @property
    def label(self) -> str:
        """The origin in the user's words."""
        return "内置" if self is Origin.BUILT_IN else "自有"


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One template file: its id, where it comes from, and the template or why there is none."""

    id: str
    origin: Origin
    template: Template | None
    error: TemplateError | None


class TemplateCatalogue(Mapping[str, Template]):
    """Templates by id, the id being the name of the file.

    Looking up an unknown id raises :class:`TemplateError`, as does a file that cannot be read as a template.
    A folder that cannot be listed has no templates; :attr:`folder_error` says why.
    """

    def __init__(self, own_folder: Path | None = None) -> None:
        self.own_folder = own_folder
        self.folder_error: TemplateError | None = None
        self._built_in = dict(_toml_files(files("perfeval_resources") / "templates"))
        self._own: dict[str, Traversable] = {}
        self._read: dict[str, Template | TemplateError] = {}
        self.refresh()

    def refresh(self) -> None:
        """Look at the own folder anew."""
        self._own, self.folder_error = {}, None
        self._read = {one: read for one, read in self._read.items() if one in self._built_in}
        if self.own_folder is None or not self.own_folder.is_dir():
            return
        try:
            self._own = dict(_toml_files(self.own_folder))
        except OSError as error:
            self.folder_error = TemplateError(
                f"模板文件夹“{self.own_folder}”无法读取：{error}。请检查文件夹的权限。"
            )

    def __getitem__(self, template_id: str) -> Template:
        if template_id not in self:
            known = "、".join(sorted(self))
            raise TemplateError(f"没有名为“{template_id}”的模板，可用的有：{known}。")
        found = self._found(template_id)
        if isinstance(found, TemplateError):
            raise found
        return found

    def __contains__(self, template_id: object) -> bool:
        return template_id in self._built_in or template_id in self._own

    def __iter__(self) -> Iterator[str]:
        yield from self._built_in
        yield from (one for one in self._own if one not in self._built_in)

    def __len__(self) -> int:
        return len(self._built_in.keys() | self._own.keys())

    def usable(self) -> Iterator[Template]:
        """Yield the templates that can be used."""
        for template_id in self:
            found = self._found(template_id)
            if isinstance(found, Template):
                yield found

    def entries(self) -> Iterator[CatalogueEntry]:
        """Yield every template file, the broken ones and namesakes of a built-in with the reason."""
        for template_id in self:
            origin = Origin.BUILT_IN if template_id in self._built_in else Origin.OWN
            yield _entry(template_id, origin, self._found(template_id))
        for template_id in self._own:
            if template_id in self._built_in:
                clash = TemplateError(
                    f"模板文件“{template_id}.toml”与内置模板同名，没有采用。"
                    "请给它另起一个 id，并照着改文件名。",
                    key="id",
                )
                yield _entry(template_id, Origin.OWN, clash)

    def origin(self, template_id: str) -> Origin:
        """Return where a template of the catalogue comes from."""
        return Origin.BUILT_IN if template_id in self._built_in else Origin.OWN

    def save_own(self, text: str) -> Template:
        """Put a template into the own folder, in place of an own one of the same id; return it.

        Raises :class:`TemplateError` for a text that is no template, the id of a built-in, no own folder, or
        a folder that cannot be written. Nothing is half written.
        """
        template = read_template(text, source="模板")
        if template.id in self._built_in:
            raise TemplateError(f"“{template.id}”是内置模板的 id，请改成另一个再保存。", key="id")
        if self.own_folder is None:
            raise TemplateError("没有存放自有模板的文件夹，无法保存模板。")
        path = self.own_folder / f"{template.id}.toml"
        try:
            make_folder(self.own_folder, with_parents=True)
            write_atomically(path, text.encode())
        except OSError as error:
            raise TemplateError(f"模板无法保存到“{path}”：{error.strerror}。请检查文件夹的权限。") from error
        except OutputError as error:
            raise TemplateError(f"模板没有保存：{error}") from error
        self.refresh()
        return template

    def free_id(self, name: str) -> str:
        """Return an id for a new own template that is called ``name``."""
        key = _NO_ID.sub("", name)[:_LONGEST_ID] or "own"
        number, found = 1, key
        while found in self:
            number += 1
            found = f"{key}-{number}"
        return found

    def remove_own(self, template_id: str) -> None:
        """Remove an own template's file. Forms made with it keep its text. Raises :class:`TemplateError`."""
        if self.own_folder is None or template_id not in self._own:
            raise TemplateError(f"没有名为“{template_id}”的自有模板。")
        try:
            long_path(self.own_folder / f"{template_id}.toml").unlink()
        except OSError as error:
            raise TemplateError(
                f"模板“{template_id}”无法删除：{error.strerror}。请检查文件的权限。"
            ) from error
        self.refresh()

    def _found(self, template_id: str) -> Template | TemplateError:
        if template_id not in self._read:
            file = self._built_in.get(template_id) or self._own[template_id]
            try:
                self._read[template_id] = _load(template_id, file)
            except TemplateError as error:
                self._read[template_id] = error
        return self._read[template_id]


def read_template_file(path: Path) -> str:
    """Return the text of a template file; raises :class:`TemplateError` where it cannot be read."""
    return _text(long_path(path))


def _load(template_id: str, file: Traversable) -> Template:
    template = read_template(_text(file), source=file.name)
    if template.id != template_id:
        raise TemplateError(f"模板文件“{file.name}”的“id”有误：应与文件名相同，为 {template_id}。", key="id")
    return template


def _text(file: Traversable) -> str:
    try:
        check_regular(Path(str(file)))
        with file.open("rb") as stream:
            # Of whatever size it is, no more is read than a template can be.
            data = stream.read(_LARGEST_FILE + 1)
        text = "" if len(data) > _LARGEST_FILE else data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(
            f"模板文件“{file.name}”无法读取：{error}。请检查文件（应为 UTF-8 文本），或把它移出模板文件夹。"
        ) from error
    if len(data) > _LARGEST_FILE or len(text) > _LONGEST_TEXT:
        raise TemplateError(f"模板文件“{file.name}”太大，不像是模板。请检查文件。")
    return text


def _entry(template_id: str, origin: Origin, found: Template | TemplateError) -> CatalogueEntry:
    if isinstance(found, TemplateError):
        return CatalogueEntry(template_id, origin, None, found)
    return CatalogueEntry(template_id, origin, found, None)


def _toml_files(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    # The national forms first: they hold wherever a bureau has made none of its own.
    for file in sorted(folder.iterdir(), key=lambda one: (not one.name.startswith("national-"), one.name)):
        if file.name.endswith(".toml"):
            yield file.name.removesuffix(".toml"), file
