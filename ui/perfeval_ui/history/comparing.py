"""Which two forms are held against each other at the right of the history, and the words above them."""

from dataclasses import dataclass

from perfeval_desktop.domain.form import Form, TemplateRef
from perfeval_desktop.domain.numerals import shortened
from perfeval_desktop.history.differences import (
    FormDifference,
    form_differences,
    version_differences,
)
from perfeval_desktop.history.form_log import FormLog
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormSummary
from perfeval_desktop.summary_texts import project_text
from perfeval_ui.history.lines import Version


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two forms held against each other: the words above them, and what differs.

    ``past`` is what a single cell can be taken back from: the left side; ``None`` where that makes no sense.
    ``template`` is the one under which they are looked at. ``text`` is told where there are no differences.
    """

    title: str
    left: str = "原来"
    right: str = "现在"
    differences: tuple[FormDifference, ...] = ()
    past: Form | None = None
    template: TemplateRef | None = None
    text: str = ""


NOTHING = Comparison(
    "", text="请在左边点选一个版本，看它改了什么；按住 Ctrl 再点一个，看两个版本有什么不同。"
)
TOO_MANY = Comparison("", text="选了两个以上的版本。请只选一个，或按住 Ctrl 选两个来比较。")
NO_NAMES = Comparison(
    "",
    text="还没有起过名称的版本。送审、定稿时会自动起名；也可以点“命名版本…”，给现在的样子起一个名称。",
)
NO_FORM = Comparison("", text="没有打开项目。")


def of_change(session: EditingSession, log: FormLog, version: Version) -> Comparison:
    """Return what one change did."""
    number = version.revision.number
    found = version_differences(session.template_of, log.before(number), log.after(number))
    text = "这里只是起了名称，没有改动内容。点“与现在比较”看后来改了什么。"
    if not version.is_named_by_hand:
        text = "这一步没有改动内容（新建、删除或恢复整张表）。点“与现在比较”看后来改了什么。"
    return Comparison(
        f"{version.title} 改动 {len(found)} 处：{shortened(version.change)}" if found else version.title,
        "改动前",
        "改动后",
        found,
        log.before(number),
        log.after(number).template,
        text,
    )


def with_present(session: EditingSession, log: FormLog, version: Version) -> Comparison:
    """Return what has become otherwise since a version."""
    past = log.after(version.revision.number)
    found = version_differences(session.template_of, past, log.present)
    title = f"{version.title} 与现在有 {len(found)} 处不同" if found else version.title
    return Comparison(title, "那时", "现在", found, past, log.present.template, "这个版本与现在完全相同。")


def of_two(session: EditingSession, log: FormLog, older: Version, newer: Version) -> Comparison:
    """Return what differs between two versions."""
    past, later = log.after(older.revision.number), log.after(newer.revision.number)
    found = version_differences(session.template_of, past, later)
    title = f"{older.title} 与 {newer.title} 有 {len(found)} 处不同"
    same = "这两个版本完全相同。"
    return Comparison(title, older.title, newer.title, found, past, later.template, same)


def with_form(session: EditingSession, present: Form, other: FormSummary) -> Comparison:
    """Return what another form says otherwise than the open one."""
    found = form_differences(session.template_of, present, session.load(other.form_id))
    name = f"“{shortened(project_text(other))}”（{other.year} 年）"
    title = f"这张表与{name}有 {len(found)} 处不同；指标按三级指标的名称和次序对应"
    same = f"这张表与{name}的内容完全相同。"
    return Comparison(title, "这张表", "另一张表", found, None, present.template, same)
