"""The command about templates: what there is, and what is wrong with a file."""

from perfeval_desktop.cli.arguments import Arguments, TemplateAction
from perfeval_desktop.cli.form_source import catalogue
from perfeval_desktop.cli.output import json_line, table
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.errors import TemplateError
from perfeval_desktop.templates import CatalogueEntry, read_template_file
from perfeval_desktop.terminal import print_error, print_line


def templates_command(arguments: Arguments) -> int:
    """List the templates, or check template files."""
    return _check(arguments) if arguments.action is TemplateAction.CHECK else _list(arguments)


def _list(arguments: Arguments) -> int:
    """Print id, name, kind and origin of each template; those that cannot be used on the error stream."""
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
    """Read each file as a template; print that it is fine, or what is wrong and where; return 1 if any is."""
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
        if arguments.json:
            print_line(
                json_line({"file": str(file), "id": template.id, "name": template.name, "trouble": None})
            )
        else:
            print_line(f"{file.name}：模板“{template.name}”（{template.id}）可以使用。")
    return code
