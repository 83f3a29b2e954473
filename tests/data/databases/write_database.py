"""Write the database of the present version: two forms edited, undone, named, cleared away; a lock line."""

from datetime import date
from pathlib import Path

from perfeval_desktop.lock_lines import LockLine
from perfeval_desktop.step_log import StepMark
from perfeval_desktop.storage.migrations import MIGRATIONS
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import RevisionKind
from storage.examples import BY, FORM, UNFINISHED, at_moment, entry, named, save, with_cell

HERE = Path(__file__).parent


def write(path: Path) -> None:
    """Make a store at ``path`` with an edited and named form in the list and one in the recycle bin."""
    with Store.open(path, clock=at_moment) as store:
        entries = [entry(FORM), entry(named("已删除的项目"), UNFINISHED)]
        kept, deleted = (one.stored for one in store.create(entries, label="新建", by=BY))
        first = with_cell(2, "actual", "91%", with_cell(2, "reason", "\a𠮷\n改"))
        kept = save(store, kept, first).stored
        kept = save(store, kept, FORM, kind=RevisionKind.UNDO).stored
        save(store, kept, first, kind=RevisionKind.REDO)
        store.name_versions([kept.form_id], "送审稿\n请科长看", by=BY)
        with store.marking(StepMark("0123456789abcdef", "删除")):
            store.delete([deleted.form_id], label="删除", by=BY)
        store.set_lock_lines([LockLine(date(2024, 3, 1), 2023, "按通知")], by=BY)


if __name__ == "__main__":
    target = HERE / f"v{len(MIGRATIONS)}.perfeval"
    if target.exists():
        raise SystemExit(f"{target.name} is there already")
    write(target)
    for trace in HERE.glob(f"{target.name}[-.]*"):
        trace.unlink()
