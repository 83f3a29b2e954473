"""Write the database of the present version: two forms edited, undone and cleared away."""

from dataclasses import replace
from pathlib import Path

from perfeval_desktop.storage.migrations import MIGRATIONS
from perfeval_desktop.storage.records import RevisionKind
from perfeval_desktop.storage.store import Store
from storage.examples import FORM, STANDING, UNFINISHED, at_moment

HERE = Path(__file__).parent


def write(path: Path) -> None:
    """Make a store at ``path`` with an edited form in the list and another one in the recycle bin."""
    with Store.open(path, clock=at_moment) as store:
        kept, deleted = store.create(
            [(FORM, STANDING), (replace(FORM, project="已删除的项目"), UNFINISHED)], label="新建"
        )
        first = FORM.with_indicator(1, replace(FORM.indicators[1], actual="91%", reason="\a𠮷\n改"))
        kept = store.save(kept, first, STANDING, kind=RevisionKind.EDIT, label="修改")
        kept = store.save(kept, FORM, STANDING, kind=RevisionKind.UNDO, label="撤销")
        store.save(kept, first, STANDING, kind=RevisionKind.REDO, label="重做")
        store.delete([deleted.form_id], label="删除")


if __name__ == "__main__":
    target = HERE / f"v{len(MIGRATIONS)}.perfeval"
    if target.exists():
        raise SystemExit(f"{target.name} is there already")
    write(target)
    for trace in HERE.glob(f"{target.name}[-.]*"):
        trace.unlink()
