import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from perfeval_desktop.domain_v1.template import Closing, Template
from perfeval_desktop.errors import TemplateError
from perfeval_desktop.templates import TemplateCatalogue
from template_text import template_data, toml, with_value

NATIONAL = ["national-2020", "national-2021-cost"]
PUBLISHED = ["minhang-2021", "minhang-2023", "shanghai-2021"]
BUILT_IN = [*NATIONAL, *PUBLISHED]


def write(folder: Path, name: str, **changes: str) -> None:
    data = template_data("national-2020")
    for key, value in changes.items():
        data = with_value(data, (key,), value)
    (folder / name).write_text(toml(data), encoding="utf-8")


def test_five_templates_are_built_in() -> None:
    catalogue = TemplateCatalogue()
    assert list(catalogue) == BUILT_IN
    assert len(catalogue) == 5
    assert [template.id for template in catalogue.values()] == BUILT_IN


@pytest.mark.parametrize("template", TemplateCatalogue().values(), ids=BUILT_IN)
def test_the_expected_weights_of_a_built_in_template_add_to_100(template: Template) -> None:
    weights = [dimension.weight or 0 for dimension in template.dimensions]
    assert template.execution.weight + sum(weights) == 100


@pytest.mark.parametrize("template_id", PUBLISHED)
def test_a_form_as_published_closes_with_its_table(template_id: str) -> None:
    closing = TemplateCatalogue()[template_id].closing
    assert closing == Closing(signatures=(), stamp=None, footnotes=())


@pytest.mark.parametrize("template_id", NATIONAL)
def test_a_national_form_is_signed_and_stamped(template_id: str) -> None:
    closing = TemplateCatalogue()[template_id].closing
    assert closing.signatures == ("填报人", "联系电话", "单位负责人", "填报日期")
    assert closing.stamp == "（单位盖章）"


@pytest.mark.parametrize("template_id", NATIONAL)
def test_the_footnotes_of_a_national_form_are_short_and_say_the_rules_of_its_template(
    template_id: str,
) -> None:
    template = TemplateCatalogue()[template_id]
    notes = template.closing.footnotes
    assert len(notes) == 4
    assert all(len(note) <= 2 * 56 and "\n" not in note for note in notes)
    assert f"{template.over_achievement:.0%} 以上" in notes[1]
    clauses = re.split("[：；。]", notes[2])
    for tier in template.tiers:
        (clause,) = (one for one in clauses if one.startswith(tier.name))
        assert clause.endswith(f" {tier.least:.0%}～{tier.most:.0%}")
    for row in ("执行率", "全年执行数", "全年预算数", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"):
        assert row in "".join(notes)


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
    write(tmp_path, "own.toml", id="own", title="本区自评表")
    (tmp_path / "说明.txt").write_text("不是模板", encoding="utf-8")
    catalogue = TemplateCatalogue(tmp_path)
    assert sorted(catalogue) == sorted([*BUILT_IN, "own"])
    assert catalogue["own"].title == "本区自评表"


def test_a_units_own_template_takes_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    write(tmp_path, "national-2020.toml", title="本区自评表")
    catalogue = TemplateCatalogue(tmp_path)
    assert len(catalogue) == 5
    assert catalogue["national-2020"].title == "本区自评表"


def test_a_folder_that_is_not_there_holds_no_template(tmp_path: Path) -> None:
    assert len(TemplateCatalogue(tmp_path / "没有")) == 5


def test_the_id_of_a_template_is_its_file_name(tmp_path: Path) -> None:
    write(tmp_path, "own.toml", id="other")
    with pytest.raises(TemplateError) as caught:
        TemplateCatalogue(tmp_path)["own"]
    assert str(caught.value) == "模板文件“own.toml”的“id”有误：应与文件名相同，为 own。"


def test_a_template_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes("title = '自评表'".encode("gb18030"))
    with pytest.raises(
        TemplateError, match=r"^模板文件“own\.toml”无法读取：.*请检查文件，或把它移出模板文件夹。$"
    ):
        TemplateCatalogue(tmp_path)["own"]


def test_a_template_that_has_vanished_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "own.toml", id="own")
    catalogue = TemplateCatalogue(tmp_path)
    (tmp_path / "own.toml").unlink()
    with pytest.raises(TemplateError, match="无法读取"):
        catalogue["own"]


def test_a_folder_that_cannot_be_listed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    iterate = Path.iterdir

    def forbidden(folder: Path) -> Iterator[Path]:
        if folder == tmp_path:
            raise PermissionError(13, "Permission denied", str(folder))
        return iterate(folder)

    monkeypatch.setattr(Path, "iterdir", forbidden)
    with pytest.raises(TemplateError, match=r"无法读取：.*请检查文件夹的权限。$"):
        TemplateCatalogue(tmp_path)
