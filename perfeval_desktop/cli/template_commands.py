"""The command about templates: what there is, what is wrong with a file, and new ones."""

from pathlib import Path

from perfeval_desktop import paths
from perfeval_desktop.cli.arguments import Arguments, TemplateAction
from perfeval_desktop.cli.derive_command import derive_command
from perfeval_desktop.cli.form_lookup import catalogue
from perfeval_desktop.cli.output import json_line, table, visible
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.errors import TemplateError
from perfeval_desktop.templates import CatalogueEntry, read_template_file
from perfeval_desktop.terminal import print_error, print_line


def templates_command(arguments: Arguments) -> int:
    """List the templates, check template files, or derive one from a form."""
    match arguments.action:
        case TemplateAction.CHECK:
            return _check(arguments)
        case TemplateAction.DERIVE:
            return derive_command(arguments)
        case _:
            return _list(arguments)


def _list(arguments: Arguments) -> int:
    """Print id, name, kind and origin of each template, and the folder of the unit's own ones.

    Those that cannot be used are told on the error stream.
    """
    templates = catalogue()
    entries = list(templates.entries())
    usable = [one for one in entries if one.template is not None]
    if arguments.json:
        for one in entries:
            print_line(json_line(_values(one)))
    else:
        rows = [
            (one.id, one.template.name, one.template.kind.label, one.origin.label)
            for one in usable
            if one.template is not None
        ]
        for line in table(rows):
            print_line(line)
        folder = paths.templates_folder()
        missing = "" if folder.exists() else "（还没有，放模板前请先建好）"
        print_line(visible(f"自有模板的文件夹：{folder}{missing}"))
    errors = [one.error for one in entries if one.error is not None]
    if templates.folder_error is not None:
        errors.append(templates.folder_error)
    for error in errors:
        print_error(str(error))
    return 3 if errors else 0


def _values(one: CatalogueEntry) -> dict[str, object]:
    template = one.template
    return {
        "id": one.id,
        "origin": one.origin,
        "name": None if template is None else template.name,
        "kind": None if template is None else template.kind,
        "digest": None if template is None else template.digest,
        "trouble": None if one.error is None else str(one.error),
    }


def _check(arguments: Arguments) -> int:
    """Read each file as a template; print that it is fine, or what is wrong and where.

    Return 1 if any cannot be used. A file that is not called by its id can, but not as an own template.
    """
    code = 0
    for file in arguments.files:
        try:
            template = read_template(read_template_file(file), source=file.name)
        except TemplateError as error:
            code = 1
            if arguments.json:
                print_line(json_line({"file": str(file), "key": error.key or None, "trouble": str(error)}))
            else:
                print_error(str(error))
            continue
        warning = _misnamed(file, template)
        if arguments.json:
            values = {"file": str(file), "id": template.id, "name": template.name, "trouble": None}
            print_line(json_line({**values, "warning": warning}))
        else:
            print_line(f"{file.name}：模板“{template.name}”（{template.id}）可以使用。")
            if warning is not None:
                print_error(warning)
    return code


def _misnamed(file: Path, template: Template) -> str | None:
    """Return what to do about a file that is not called by its id; ``None`` for one that is."""
    wanted = f"{template.id}.toml"
    if file.name == wanted:
        return None
    return f"{file.name}：文件名与 id 不同，放进自有模板的文件夹后不能使用，请把文件改名为“{wanted}”。"
