"""The page about transcripts cannot lie: its examples are entered, its tables compared with the program."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from command_line import Run
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.domain.transcripts.entering import entered
from perfeval_desktop.domain.transcripts.labels import plain_label
from perfeval_desktop.domain.transcripts.matching import match
from perfeval_desktop.domain.transcripts.shape import KEYS, read_transcript
from short_forms import sheet_of, short_template

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "transcripts.md").read_text(encoding="utf-8")
SMALL = re.findall("```toml\n(.*?)```", (DOCS / "templates.md").read_text(encoding="utf-8"), re.DOTALL)[0]
EXAMPLES = [json.loads(text) for text in re.findall("```json\n(.*?)```", PAGE, re.DOTALL)]
GOALS = (
    '[scoring]\n[[blocks]]\ntype = "fields"\ncolumns = "project"\n'
    '[[blocks]]\ntype = "goals"\nlabel = "年度目标"\nnumbered = "年度目标{n}"\n'
    'columns = ["expected_goal", { role = "actual_outcome", label = "完成情况" }, "weight", "score"]\n'
)


def test_the_example_goes_into_the_small_template_whole() -> None:
    template = read_template(SMALL, source="示例.toml")
    transcript = read_transcript(EXAMPLES[0])
    found = match(template, transcript)
    assert (transcript.template, found.unread) == (template.id, ())
    form = entered(found, transcript, year=2000)
    assert (form.year, str(sheet_of(template, form).total)) == (2024, "99.88")


def test_goals_may_be_called_as_they_are_printed() -> None:
    template = short_template(GOALS)
    transcript = read_transcript(EXAMPLES[1])
    found = match(template, transcript)
    assert found.unread == ()
    form = entered(found, transcript, year=2000)
    assert (form.year, str(sheet_of(template, form).total)) == (2024, "96.00")


def test_the_commands_of_the_page_enter_it(run: Run, own_folder: Path, tmp_path: Path) -> None:
    folder = own_folder / "templates"
    folder.mkdir(parents=True)
    (folder / "my-county.toml").write_text(SMALL, encoding="utf-8")
    file = tmp_path / "FORM.json"
    file.write_text(json.dumps(EXAMPLES[0]), encoding="utf-8")
    for command in re.findall(r"^perfeval (import FORM.json.*)$", PAGE, re.MULTILINE):
        words = [str(file) if word == "FORM.json" else word for word in command.split()]
        outcome = run(*words, "--store", tmp_path / "a.perfeval")
        assert (outcome.code, outcome.err) == (0, "")
        assert outcome.lines[0].startswith("农村道路养护：模板 my-county，录入 ")


def test_the_keys_of_the_page_are_those_of_the_reader() -> None:
    table = re.search(r"<!-- keys -->\n((?:\|.*\n)+)", PAGE)
    assert table is not None
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1].splitlines()[2:]]
    assert tuple(row[0].strip("`") for row in rows) == KEYS
    values: dict[str, Any] = {"text": "甲", "number or text": 2024, "object": {"甲": "乙"}}
    for key, kind, meaning in rows:
        assert meaning.endswith((".", "below."))
        if kind == "list of objects":
            assert isinstance(EXAMPLES[0].get(key, EXAMPLES[1].get(key, [])), list)
        else:
            read_transcript({key.strip("`"): values[kind]})


@pytest.mark.parametrize("label", ["年初预算（元）", "年初预算（万元）", "年初预算"])
def test_labels_with_the_unit_are_alike(label: str) -> None:
    assert f"`{label}`" in PAGE
    assert plain_label(label) == plain_label("年初预算（{unit}）")


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "docs/templates.md"])
def test_the_page_is_linked(page: str) -> None:
    assert "transcripts.md)" in (DOCS.parent / page).read_text(encoding="utf-8")
