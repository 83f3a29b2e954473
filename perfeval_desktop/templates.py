"""The catalogue of templates: those built in and those a unit has put into its own folder."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from perfeval_desktop.domain_v1.template import Template
from perfeval_desktop.domain_v1.template_reader import read_template
from perfeval_desktop.errors import TemplateError


class TemplateCatalogue(Mapping[str, Template]):
    """Templates by id, each read from its file when first asked for.

    A template of the unit's own with the id of a built-in one takes its place. Looking up an unknown id
    raises :class:`TemplateError`, as does a file that cannot be read as a template, or a folder that cannot
    be listed.
    """

    def __init__(self, own_folder: Path | None = None) -> None:
        self._files: dict[str, Traversable] = dict(_toml_files(files("perfeval_resources") / "templates_v1"))
        if own_folder is not None and own_folder.is_dir():
            try:
                self._files.update(_toml_files(own_folder))
            except OSError as error:
                raise TemplateError(
                    f"模板文件夹“{own_folder}”无法读取：{error}。请检查文件夹的权限。"
                ) from error
        self._read: dict[str, Template] = {}

    def __getitem__(self, template_id: str) -> Template:
        if template_id not in self._read:
            self._read[template_id] = self._load(template_id)
        return self._read[template_id]

    def __contains__(self, template_id: object) -> bool:
        return template_id in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def _load(self, template_id: str) -> Template:
        file = self._files.get(template_id)
        if file is None:
            raise TemplateError(
                f"没有名为“{template_id}”的模板，可用的有：{'、'.join(sorted(self._files))}。"
            )
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise TemplateError(
                f"模板文件“{file.name}”无法读取：{error}。请检查文件，或把它移出模板文件夹。"
            ) from error
        template = read_template(text, source=file.name)
        if template.id != template_id:
            raise TemplateError(f"模板文件“{file.name}”的“id”有误：应与文件名相同，为 {template_id}。")
        return template


def _toml_files(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    # The national forms first: they hold wherever a bureau has made none of its own.
    for file in sorted(folder.iterdir(), key=lambda one: (not one.name.startswith("national-"), one.name)):
        if file.name.endswith(".toml"):
            yield file.name.removesuffix(".toml"), file
