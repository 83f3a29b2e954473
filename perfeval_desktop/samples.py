"""The built-in samples: the seven published forms, and one invented form of each further template.

Each is a transcript, entered as a user would enter it; its figures of the paper are held against the
computed ones.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.entering import entered
from perfeval_desktop.domain.transcripts.matching import match
from perfeval_desktop.domain.transcripts.shape import read_transcript
from perfeval_desktop.domain.transcripts.value import Transcript

_LATEST_YEAR = 2099


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample: its name, and what stands on its paper."""

    name: str
    transcript: Transcript

    @property
    def template(self) -> str:
        """The id of its template."""
        return self.transcript.template

    def form(self, templates: Mapping[str, Template]) -> Form:
        """Return the form with everything entered."""
        found = match(templates[self.template], self.transcript)
        return entered(found, self.transcript, year=_LATEST_YEAR)


def published_samples() -> Iterator[Sample]:
    """Yield the seven published forms, sorted by name."""
    return (one for one in samples() if one.name != one.template)


def samples() -> Iterator[Sample]:
    """Yield all samples, sorted by name; an invented one is called as its template."""
    folder = files("perfeval_resources") / "samples"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            values = tomllib.loads(file.read_text(encoding="utf-8"))
            yield Sample(file.name.removesuffix(".toml"), read_transcript(values))
