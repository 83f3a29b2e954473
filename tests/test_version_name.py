import pytest

from histories import revision
from perfeval_desktop.store import RevisionKind
from perfeval_desktop.version_name import VersionName, given_name


@pytest.mark.parametrize("name", [VersionName("送审稿"), VersionName("初稿", "一行\n\n又一行")])
def test_a_name_comes_back_from_the_label_that_keeps_it(name: VersionName) -> None:
    assert given_name(revision(1, kind=RevisionKind.NAME, label=name.label)) == name


def test_what_changes_a_form_gives_no_name() -> None:
    assert given_name(revision(1, label="送审稿")) is None


def test_a_remark_without_a_name_is_nothing() -> None:
    assert VersionName("", "只有备注").label == ""


def test_half_a_character_in_it_is_none_that_a_file_refuses() -> None:
    assert VersionName("送审稿\ud842", "\udfb7").label == "送审稿�\n�"
