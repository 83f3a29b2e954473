"""What the tests of the command line share: the samples, a store of some forms, the outcome of a command."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from perfeval_desktop.domain_v1.form import SelfAssessment
from perfeval_desktop.open_form import view
from perfeval_desktop.samples import samples
from perfeval_desktop.storage.records import FormId
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue

CATALOGUE = TemplateCatalogue()
SAMPLES = {sample.name: sample.form(CATALOGUE) for sample in samples()}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command returned and printed."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Run = Callable[..., Outcome]


def fill(path: Path, *forms: SelfAssessment) -> list[FormId]:
    """Add ``forms`` to the store at ``path``, which is made if it is missing; return their ids."""
    made = [(form, view(CATALOGUE, FormId(""), form).standing) for form in forms]
    with Store.open(path) as store:
        return [stored.form_id for stored in store.create(made, label="新建")]
