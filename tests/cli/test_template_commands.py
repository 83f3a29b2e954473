import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_line import CATALOGUE, Run
from short_forms import short_template

TEXT = short_template('id = "own"\nname = "本局"\n[[blocks]]\ntype = "indicators"\ncolumns = "level3"').text


@pytest.fixture
def folder(own_folder: Path) -> Path:
    """Return the folder of the unit's own templates, which is there."""
    path = own_folder / "templates"
    path.mkdir(parents=True)
    return path


def written(path: Path, text: str = TEXT) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_templates_are_listed_with_name_kind_and_origin(run: Run, folder: Path) -> None:
    written(folder / "own.toml")
    outcome = run("templates")
    assert (outcome.code, outcome.err) == (0, "")
    *listed, place = outcome.lines
    assert [line.split()[0] for line in listed] == [*CATALOGUE, "own"]
    assert listed[-1].split() == ["own", "本局", "自评表", "自有"]
    assert place == f"自有模板的文件夹：{folder}"
    assert outcome.lines[0].split()[-1] == "内置"
    assert run("templates", "list").out == outcome.out


def test_a_folder_of_own_templates_that_is_not_there_yet_is_to_be_made(run: Run, own_folder: Path) -> None:
    place = own_folder / "templates"
    assert run("templates").lines[-1] == f"自有模板的文件夹：{place}（还没有，放模板前请先建好）"
    assert not place.exists()
    assert len(run("templates", "--json").lines) == len(CATALOGUE)


def test_scripts_are_told_all_that_is_known_of_a_template(run: Run, folder: Path) -> None:
    written(folder / "own.toml")
    written(folder / "broken.toml", "format = 2")
    outcome = run("templates", "--json")
    listed = {one["id"]: one for one in map(json.loads, outcome.lines)}
    assert listed["minhang-2021"] == {
        "id": "minhang-2021",
        "origin": "built-in",
        "name": "闵行区 2021",
        "kind": "self-assessment",
        "digest": CATALOGUE["minhang-2021"].digest,
        "trouble": None,
    }
    assert listed["own"]["origin"] == "own"
    assert (listed["broken"]["name"], listed["broken"]["kind"], listed["broken"]["digest"]) == (None,) * 3
    assert "“id”有误" in listed["broken"]["trouble"]


def test_one_that_cannot_be_read_does_not_hide_the_others(run: Run, folder: Path) -> None:
    written(folder / "broken.toml", "format = 1")
    outcome = run("templates")
    assert outcome.code == 3
    assert "broken.toml" in outcome.err
    assert len(outcome.lines) == len(CATALOGUE) + 1


def test_one_that_bears_the_name_of_a_built_in_is_told(run: Run, folder: Path) -> None:
    written(folder / "national-2020.toml", TEXT.replace('"own"', '"national-2020"'))
    outcome = run("templates")
    assert outcome.code == 3
    assert "national-2020" in outcome.err
    assert len(outcome.lines) == len(CATALOGUE) + 1


def test_a_folder_that_cannot_be_listed_is_an_error_with_a_remedy(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path == folder:
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    outcome = run("templates")
    assert outcome.code == 3
    assert "无法读取" in outcome.err
    assert len(outcome.lines) == len(CATALOGUE) + 1


def test_a_sound_file_can_be_used(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path / "own.toml")
    outcome = run("templates", "check", file)
    assert (outcome.code, outcome.out, outcome.err) == (0, "own.toml：模板“本局”（own）可以使用。\n", "")
    told = json.loads(run("templates", "check", file, "--json").out)
    assert told == {"file": str(file), "id": "own", "name": "本局", "trouble": None, "warning": None}


def test_a_file_that_is_not_called_by_its_id_is_told(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path / "本局.toml")
    outcome = run("templates", "check", file)
    warning = "本局.toml：文件名与 id 不同，放进自有模板的文件夹后不能使用，请把文件改名为“own.toml”。"
    assert (outcome.code, outcome.out) == (0, "本局.toml：模板“本局”（own）可以使用。\n")
    assert outcome.err == f"{warning}\n"
    told = json.loads(run("templates", "check", file, "--json").out)
    assert (told["trouble"], told["warning"]) == (None, warning)


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        (TEXT.replace('"level3"', '"level9"'), "blocks[1].columns[1].role", "应为 title、"),
        (TEXT.replace('"180"', '"170"'), "blocks[1].columns", "各栏宽度之和应为 180 毫米，现为 170"),
        ("title = “自评表”", None, "不是有效的 TOML"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_the_key(
    run: Run, tmp_path: Path, text: str, key: str | None, reason: str
) -> None:
    bad, good = written(tmp_path / "坏.toml", text), written(tmp_path / "好.toml")
    outcome = run("templates", "check", bad, good)
    assert outcome.code == 1
    assert outcome.err.startswith("模板文件“坏.toml”")
    assert reason in outcome.err
    assert outcome.lines == ["好.toml：模板“本局”（own）可以使用。"]
    told = json.loads(run("templates", "check", bad, "--json").out)
    assert (told["file"], told["key"]) == (str(bad), key)
    assert reason in told["trouble"]


def test_a_file_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    outcome = run("templates", "check", tmp_path / "没有.toml")
    assert outcome.code == 1
    assert "没有.toml" in outcome.err
