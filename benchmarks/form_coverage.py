"""How much of published forms has a place: a folder of transcripts, family by family.

    python benchmarks/form_coverage.py FOLDER [--without-store] [--show]

FOLDER holds ``NAME.truth.json`` (a list of forms in the shape of a transcript) and, to name the families,
``index.tsv`` with the columns file and family. Each form is matched to its best template, entered, saved,
read from the reopened store and held against the paper. A cell with nothing but a dash is none.
"""

import argparse
import json
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.numerals import is_nothing
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.assigning import Likeness
from perfeval_desktop.domain.transcripts.entering import entered, read_back
from perfeval_desktop.domain.transcripts.matching import Match, best_match
from perfeval_desktop.domain.transcripts.shape import read_transcript
from perfeval_desktop.domain.transcripts.value import Transcript
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue

_NO_YEAR = 2023
_TRUTH = ".truth.json"


@dataclass(frozen=True)
class Read:
    """A form on paper, matched and entered."""

    family: str
    name: str
    transcript: Transcript
    found: Match
    form: Form


@dataclass
class Tally:
    """What became of the cells of a family."""

    forms: int = 0
    whole: int = 0
    cells: int = 0
    placed: int = 0
    by_wording: int = 0
    survived: int = 0
    templates: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="表的哪些格有位置")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without-store", action="store_true", help="不经过数据库")
    parser.add_argument("--show", action="store_true", help="列出没有位置的格")
    chosen = parser.parse_args(arguments)
    templates = TemplateCatalogue()
    reads = list(_reads(chosen.folder, templates))
    forms = [one.form for one in reads]
    if not chosen.without_store:
        forms = _through_the_store(forms, templates)
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for one, form in zip(reads, forms, strict=True):
        _count(tallies[one.family], one, form)
    _tell(tallies, shows_lost=chosen.show)


def _reads(folder: Path, templates: TemplateCatalogue) -> Iterator[Read]:
    families = dict(_families(folder / "index.tsv"))
    usable = list(templates.usable())
    for file in sorted(folder.glob(f"*{_TRUTH}")):
        name = file.name.removesuffix(_TRUTH)
        for values in json.loads(file.read_text(encoding="utf-8")):
            transcript = read_transcript(values)
            found = best_match(usable, transcript)
            form = entered(found, transcript, year=_NO_YEAR)
            yield Read(families.get(name, "?"), name, transcript, found, form)


def _families(index: Path) -> Iterator[tuple[str, str]]:
    if index.exists():
        for line in index.read_text(encoding="utf-8").splitlines()[1:]:
            file, family, *_ = line.split("\t")
            yield file.rpartition(".")[0], family


def _through_the_store(forms: list[Form], templates: Mapping[str, Template]) -> list[Form]:
    """Return the forms as a store gives them back that was closed and opened again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "forms.perfeval"
        with Store.open(path) as store:
            ids = EditingSession(store, templates).create(forms, "录入")
        with Store.open(path) as store:
            session = EditingSession(store, templates)
            return [session.load(form_id) for form_id in ids]


def _count(tally: Tally, one: Read, form: Form) -> None:
    cells = {entry.path: entry.text for entry in one.transcript.entries() if not is_nothing(entry.text)}
    again = {entry.path: entry.text for entry in read_back(one.found, one.transcript, form).entries()}
    placed = [path for path in cells if path in one.found.spots or path in one.found.printed]
    survived = [path for path in placed if _plain(again.get(path, "")) == _plain(cells[path])]
    tally.forms += 1
    tally.whole += len(survived) == len(cells)
    tally.cells += len(cells)
    tally.placed += len(placed)
    tally.survived += len(survived)
    tally.by_wording += sum(
        path in one.found.spots and one.found.spots[path].likeness is Likeness.WORDING for path in placed
    )
    tally.templates[one.found.template.id] += 1
    kept = set(survived)
    tally.lost.update(".".join((path[0], path[-1])) for path in cells if path not in kept)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _tell(tallies: Mapping[str, Tally], *, shows_lost: bool) -> None:
    sys.stdout.write("family, forms, whole, cells, with a place, by wording only, survived, templates\n")
    for family, one in sorted(tallies.items()):
        templates = " ".join(f"{name}×{count}" for name, count in one.templates.most_common())
        figures = (one.forms, one.whole, one.cells, one.placed, one.by_wording, one.survived)
        sys.stdout.write(f"{family}: {' '.join(map(str, figures))}  {templates}\n")
        if shows_lost and one.lost:
            sys.stdout.write(f"    {'、'.join(f'{name}×{count}' for name, count in one.lost.items())}\n")
    cells, survived = (sum(getattr(one, name) for one in tallies.values()) for name in ("cells", "survived"))
    whole, forms = (sum(getattr(one, name) for one in tallies.values()) for name in ("whole", "forms"))
    share = f"{survived / cells:.2%}" if cells else "-"
    sys.stdout.write(f"{survived} of {cells} cells ({share}), {whole} of {forms} forms whole\n")


if __name__ == "__main__":
    main(sys.argv[1:])
