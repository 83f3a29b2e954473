"""The command that makes forms of the end of the year of target forms."""

from perfeval_desktop.cli.arguments import Arguments, UsageError
from perfeval_desktop.cli.form_lookup import FormSource, catalogue, store_path
from perfeval_desktop.cli.output import json_line, visible
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.facts import text_of
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.sibling_forms import sibling_forms
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_desktop.terminal import print_error, print_line


def make_from_targets(arguments: Arguments) -> int:
    """Make a form of each chosen target form; print what has no place in it.

    Return 1 if anything has none.
    """
    templates = catalogue()
    template = templates[arguments.template]
    if template.kind is FormKind.TARGET:
        raise UsageError(f"模板 {template.id} 本身是绩效目标表，请换成自评表或监控表的模板。")
    with Store.open(store_path(arguments), read_only=arguments.dry_run) as store:
        session = EditingSession(store, templates)
        targets = [one for one in session.summaries() if one.kind is FormKind.TARGET]
        chosen = FormSource(templates, targets, session.evaluated).chosen(arguments)
        made = sibling_forms(session, [one.form_id for one in chosen], template)
        ids = [FormId("") for _ in made.forms]
        if not arguments.dry_run:
            ids = list(session.create(made.forms, f"由绩效目标表新建 {len(made.forms)} 张"))
    for form_id, form in zip(ids, made.forms, strict=True):
        project = text_of(template, form, Role.PROJECT)
        if arguments.json:
            print_line(json_line({"id": form_id, "project": project, "fiscal_year": form.year}))
        else:
            print_line(visible(f"{form.year} 年度“{project}”{form_id and f'，编号 {form_id}'}"))
    for project in made.present:
        print_error(visible(f"已有{template.kind.label}，没有再建：{project}"))
    for sentence in made.left:
        print_error(visible(f"没有位置，记在备注里：{sentence}"))
    if not chosen:
        print_error("没有符合条件的绩效目标表。")
    if not arguments.json:
        print_line(
            f"{'可以新建' if arguments.dry_run else '已新建'} {len(made.forms)} 张{template.kind.label}"
        )
    return 1 if made.left else 0
