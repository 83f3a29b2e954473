import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.errors import TemplateError
from perfeval_desktop.templates import Origin, TemplateCatalogue, read_template_file
from short_forms import short_template

NATIONAL = ["national-2020", "national-2021-cost"]
BUILT_IN = list(TemplateCatalogue())


def text(template_id: str, title: str = "自评表") -> str:
    """Return the text of a small template."""
    return short_template(
        f"""
        id = "{template_id}"
        title = "{title}"
        [[blocks]]
        type = "indicators"
        columns = "level1 level3 target actual"
        """
    ).text


def write(folder: Path, name: str, template_id: str, title: str = "自评表") -> None:
    (folder / name).write_text(text(template_id, title), encoding="utf-8")


def test_the_national_forms_come_first_and_all_kinds_are_there() -> None:
    assert BUILT_IN[:2] == NATIONAL
    assert {template.kind for template in TemplateCatalogue().values()} == set(FormKind)
    assert [template.id for template in TemplateCatalogue().usable()] == BUILT_IN


def test_a_template_is_read_once() -> None:
    catalogue = TemplateCatalogue()
    assert catalogue["national-2020"] is catalogue["national-2020"]


def test_membership_does_not_read_and_an_unknown_id_is_simply_not_there(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("broken", encoding="utf-8")
    catalogue = TemplateCatalogue(tmp_path)
    assert "national-2020" in catalogue
    assert "broken" in catalogue
    assert "national-1999" not in catalogue


def test_an_unknown_template_names_those_there_are() -> None:
    with pytest.raises(TemplateError) as caught:
        TemplateCatalogue()["national-1999"]
    assert str(caught.value) == f"没有名为“national-1999”的模板，可用的有：{'、'.join(sorted(BUILT_IN))}。"


def test_a_units_own_template_stands_beside_the_built_in_ones(tmp_path: Path) -> None:
    write(tmp_path, "own.toml", "own", "本区自评表")
    (tmp_path / "说明.txt").write_text("不是模板", encoding="utf-8")
    catalogue = TemplateCatalogue(tmp_path)
    assert sorted(catalogue) == sorted([*BUILT_IN, "own"])
    assert len(catalogue) == len(BUILT_IN) + 1
    assert catalogue.origin("own") is Origin.OWN
    assert catalogue.origin("national-2020") is Origin.BUILT_IN
    assert [origin.label for origin in Origin] == ["内置", "自有"]
    assert catalogue["own"].title == "本区自评表"


def test_an_own_template_never_takes_the_place_of_a_built_in_one(tmp_path: Path) -> None:
    write(tmp_path, "national-2020.toml", "national-2020", "本区自评表")
    catalogue = TemplateCatalogue(tmp_path)
    assert len(catalogue) == len(list(catalogue)) == len(BUILT_IN)
    assert catalogue["national-2020"].title != "本区自评表"
    (clash,) = [one for one in catalogue.entries() if one.error is not None]
    assert (clash.id, clash.origin, clash.template) == ("national-2020", Origin.OWN, None)
    assert "与内置模板同名" in str(clash.error)


def test_a_broken_template_is_told_with_its_reason_and_leaves_the_others_alone(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("broken", encoding="utf-8")
    write(tmp_path, "own.toml", "own")
    catalogue = TemplateCatalogue(tmp_path)
    entries = {one.id: one for one in catalogue.entries()}
    assert entries["broken"].template is None
    assert "broken.toml" in str(entries["broken"].error)
    assert entries["own"].template is catalogue["own"]
    assert "broken" not in [template.id for template in catalogue.usable()]


def test_an_own_template_is_kept_replaced_and_removed(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    catalogue = TemplateCatalogue(folder)
    catalogue.save_own(text("own", "第一版"))
    assert catalogue["own"].title == "第一版"
    catalogue.save_own(text("own", "第二版"))
    assert catalogue["own"].title == "第二版"
    assert [one.name for one in folder.iterdir()] == ["own.toml"]
    catalogue.remove_own("own")
    assert "own" not in catalogue
    assert list(folder.iterdir()) == []


def test_the_id_of_a_built_in_template_cannot_be_taken(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="是内置模板的 id") as caught:
        TemplateCatalogue(tmp_path).save_own(text("national-2020"))
    assert caught.value.key == "id"
    with pytest.raises(TemplateError, match="没有名为“national-2020”的自有模板"):
        TemplateCatalogue(tmp_path).remove_own("national-2020")


def test_without_a_folder_nothing_of_ones_own_can_be_kept() -> None:
    with pytest.raises(TemplateError, match="没有存放自有模板的文件夹"):
        TemplateCatalogue().save_own(text("own"))
    with pytest.raises(TemplateError, match="没有名为“own”的自有模板"):
        TemplateCatalogue().remove_own("own")


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_half_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(TemplateError, match="模板无法保存到"):
        TemplateCatalogue(tmp_path / "file" / "templates").save_own(text("own"))


def test_what_is_no_file_is_not_replaced_by_a_template(tmp_path: Path) -> None:
    (tmp_path / "own.toml").mkdir()
    with pytest.raises(TemplateError, match=r"模板没有保存：“own\.toml”是一个文件夹，不能写成文件"):
        TemplateCatalogue(tmp_path).save_own(text("own"))


def test_a_template_that_cannot_be_removed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = TemplateCatalogue(tmp_path)
    catalogue.save_own(text("own"))

    def forbidden(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "unlink", forbidden)
    with pytest.raises(TemplateError, match="模板“own”无法删除"):
        catalogue.remove_own("own")


@pytest.mark.parametrize("text", ["#" * 1_000_001, "表" * 1_400_000], ids=["ascii", "chinese"])
def test_a_file_that_is_too_large_is_no_template(tmp_path: Path, text: str) -> None:
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match="太大"):
        read_template_file(file)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
def test_a_pipe_in_the_folder_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.toml")
    with pytest.raises(TemplateError, match=r"“管道.toml”无法读取：.*不是普通的文件"):
        TemplateCatalogue(tmp_path)["管道"]
    with pytest.raises(TemplateError, match="不是普通的文件"):
        read_template_file(Path(os.devnull))


def test_a_folder_that_is_not_there_holds_no_template(tmp_path: Path) -> None:
    assert len(TemplateCatalogue(tmp_path / "没有")) == len(BUILT_IN)


def test_the_id_of_a_template_is_its_file_name(tmp_path: Path) -> None:
    write(tmp_path, "own.toml", "other")
    with pytest.raises(TemplateError) as caught:
        TemplateCatalogue(tmp_path)["own"]
    assert str(caught.value) == "模板文件“own.toml”的“id”有误：应与文件名相同，为 own。"


def test_a_template_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes("title = '自评表'".encode("gb18030"))
    with pytest.raises(TemplateError, match=r"^模板文件“own\.toml”无法读取：.*或把它移出模板文件夹。$"):
        TemplateCatalogue(tmp_path)["own"]


def test_a_template_that_has_vanished_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "own.toml", "own")
    catalogue = TemplateCatalogue(tmp_path)
    (tmp_path / "own.toml").unlink()
    with pytest.raises(TemplateError, match="无法读取"):
        catalogue["own"]


def test_a_folder_that_cannot_be_listed_is_told_and_the_built_in_templates_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    iterate = Path.iterdir

    def forbidden(folder: Path) -> Iterator[Path]:
        if folder == tmp_path:
            raise PermissionError(13, "Permission denied", str(folder))
        return iterate(folder)

    monkeypatch.setattr(Path, "iterdir", forbidden)
    catalogue = TemplateCatalogue(tmp_path)
    assert list(catalogue) == BUILT_IN
    assert "无法读取" in str(catalogue.folder_error)


def test_a_new_own_template_gets_an_id_of_its_name_that_is_free(tmp_path: Path) -> None:
    catalogue = TemplateCatalogue(tmp_path)
    assert catalogue.free_id("本县 2024：自评表") == "本县2024自评表"
    assert catalogue.free_id("yunnan-14") == "yunnan-14-2"
    assert catalogue.free_id("（）") == "own"
    assert catalogue.free_id("长" * 99) == "长" * 40
