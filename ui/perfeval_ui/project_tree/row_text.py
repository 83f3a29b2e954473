"""What a row of the project tree says in words: in its tooltip and to a screen reader."""

from html import escape

from perfeval_desktop.domain.figures import year_text
from perfeval_desktop.store import FormSummary
from perfeval_desktop.summary_texts import department_text, project_text, total_text, unit_text
from perfeval_ui.project_tree.grouping import Group


def form_text(summary: FormSummary) -> str:
    """Return a project row on one line."""
    return "，".join((project_text(summary), summary.state.label, *_standing(summary)))


def form_tooltip(summary: FormSummary) -> str:
    """Return everything a project row shows or has no room for, as rich text."""
    place = (
        year_text(summary.year),
        department_text(summary.department),
        unit_text(summary.implementing_unit),
    )
    return _rich(
        project_text(summary), " · ".join(place), "，".join((summary.state.label, *_standing(summary)))
    )


def counts_text(group: Group) -> str:
    """Return a group's forms that are final over all of its forms."""
    return f"{group.final}/{group.count}"


def group_text(group: Group) -> str:
    """Return a group row on one line."""
    return f"{group.label}，已定稿 {group.final} 项，共 {group.count} 项"


def group_tooltip(group: Group) -> str:
    """Return a group's full name and what its two figures mean, as rich text."""
    return _rich(group.label, f"已定稿 {group.final} 项，共 {group.count} 项")


def _rich(head: str, *lines: str) -> str:
    """Return rich text that shows all texts to the letter; a tooltip might take a name for a tag."""
    return "<br>".join((f"<b>{escape(head)}</b>", *map(escape, lines)))


def _standing(summary: FormSummary) -> tuple[str, ...]:
    standing = summary.standing
    if standing.total is None:
        texts = [summary.kind.label]
    else:
        points = f"{total_text(standing)} 分"
        texts = [points if standing.is_complete else f"{points}（得分尚未填全）"]
    if standing.grade is not None:
        texts.append(standing.grade)
    if standing.errors:
        texts.append(f"{standing.errors} 个错误")
    if standing.warnings:
        texts.append(f"{standing.warnings} 个提醒")
    return tuple(texts)
