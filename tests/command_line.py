"""What the tests of the command line share: the samples, a store of some forms, the outcome of a command."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.places import place_of
from perfeval_desktop.evaluated_form import EvaluatedForm, evaluate
from perfeval_desktop.samples import published_samples
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_desktop.templates import TemplateCatalogue

CATALOGUE = TemplateCatalogue()
SAMPLES = {sample.name: sample.form(CATALOGUE) for sample in published_samples()}


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


def seen(form: Form) -> EvaluatedForm:
    """Return ``form`` scored and checked."""
    return evaluate(CATALOGUE[form.template.id], FormId(""), form)


def project(form: Form) -> str:
    """Return the project that ``form`` is about."""
    return seen(form).facts.project


def new(name: str, *, template: str = "national-2020", year: int = 2023) -> Form:
    """Return a blank form of the project called ``name``."""
    form = blank_form(CATALOGUE[template], year)
    at = place_of(CATALOGUE[template], Role.PROJECT)
    return form if at is None else enter(CATALOGUE[template], form, at, name)


def fill(path: Path, *forms: Form) -> list[FormId]:
    """Add ``forms`` to the store at ``path``, which is made if it is missing; return their ids."""
    entries = [seen(form).entry for form in forms]
    with Store.open(path) as store:
        return [saved.stored.form_id for saved in store.create(entries, label="新建", by="")]
