import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from perfeval_desktop.domain_v1.patch import apply
from perfeval_desktop.storage.migrations import MIGRATIONS
from perfeval_desktop.storage.records import RevisionKind
from perfeval_desktop.storage.store import Store
from storage.examples import FORM, MOMENT, STANDING, UNFINISHED

DATABASES = Path(__file__).parents[1] / "data" / "databases"

EDITED = FORM.with_indicator(1, replace(FORM.indicators[1], actual="91%", reason="\a𠮷\n改"))


def test_there_is_a_database_of_every_version() -> None:
    versions = range(1, len(MIGRATIONS) + 1)
    assert {file.name for file in DATABASES.glob("*.perfeval")} == {f"v{one}.perfeval" for one in versions}


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_database_of_each_version_opens_with_all_that_was_in_it(tmp_path: Path, version: int) -> None:
    path = tmp_path / f"v{version}.perfeval"
    shutil.copyfile(DATABASES / path.name, path)
    with Store.open(path) as store:
        (line,) = store.summaries()
        assert (line.project, line.rev, line.standing) == ("教师培训", 4, STANDING)
        assert store.load(line.form_id).form == EDITED
        revisions = store.revisions(line.form_id)
        assert [(one.kind, one.label) for one in revisions] == [
            (RevisionKind.CREATE, "新建"),
            (RevisionKind.EDIT, "修改"),
            (RevisionKind.UNDO, "撤销"),
            (RevisionKind.REDO, "重做"),
        ]
        assert apply(revisions[-1].patch.inverse, EDITED) == FORM
        assert {one.at for one in revisions} == {MOMENT}
        (deleted,) = store.bin()
        assert (deleted.project, deleted.standing) == ("已删除的项目", UNFINISHED)
        assert store.load(deleted.form_id).form == replace(FORM, project="已删除的项目")
        assert store.verify() == ()
