"""Where a command finds its forms: a store opened for reading, or the built-in samples."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from perfeval_desktop import paths
from perfeval_desktop.cli.arguments import Arguments, UsageError
from perfeval_desktop.cli.option import Samples
from perfeval_desktop.cli.output import table
from perfeval_desktop.domain.template import Template
from perfeval_desktop.evaluated_form import EvaluatedForm, evaluate
from perfeval_desktop.form_evaluator import FormEvaluator
from perfeval_desktop.printing.print_job import PrintJob
from perfeval_desktop.samples import Sample, published_samples, samples
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId, FormSummary, StoredForm
from perfeval_desktop.summary_texts import searchable
from perfeval_desktop.templates import TemplateCatalogue

# How many projects a message lists when a word fits several of them.
_MOST_CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class FormSource:
    """The forms a command may choose from; each is loaded only when it is looked at."""

    templates: Mapping[str, Template]
    summaries: Sequence[FormSummary]
    evaluate: Callable[[FormId], EvaluatedForm]

    def chosen(self, arguments: Arguments) -> list[FormSummary]:
        """Return the forms that pass the filters: the named ones in the order named, or all.

        Raises :class:`UsageError` for a word that names none of them or several.
        """
        passing = [one for one in self.summaries if _passes(arguments, one)]
        if not arguments.projects:
            return passing
        found = {one.form_id: one for word in arguments.projects for one in [_named(word, passing)]}
        return list(found.values())

    def jobs(self, arguments: Arguments) -> Iterator[PrintJob]:
        """Yield the chosen forms with the templates they were made with."""
        for shown in self.evaluated(arguments):
            yield shown.template, shown.form

    def evaluated(self, arguments: Arguments) -> Iterator[EvaluatedForm]:
        """Yield the chosen forms scored and checked."""
        for one in self.chosen(arguments):
            yield self.evaluate(one.form_id)


def catalogue() -> TemplateCatalogue:
    """Return the templates, the unit's own among them."""
    return TemplateCatalogue(paths.templates_folder())


def store_path(arguments: Arguments) -> Path:
    """Return the store named on the command line, else the default one."""
    return arguments.store or paths.default_store()


@contextmanager
def open_form_source(arguments: Arguments) -> Iterator[FormSource]:
    """Open what the command line names, for reading only: that works while the window has it open."""
    if arguments.samples is not None:
        chosen = samples() if arguments.samples is Samples.ALL else published_samples()
        yield _sample_source(chosen)
        return
    with Store.open(store_path(arguments), read_only=True) as store:
        yield source_of(store, catalogue(), arguments)


def source_of(store: Store, templates: Mapping[str, Template], arguments: Arguments) -> FormSource:
    """Return the forms of a store that is open, or those of its recycle bin."""
    summaries = store.bin() if arguments.bin else store.summaries()
    evaluator = FormEvaluator(templates, store)
    return FormSource(
        templates, summaries, lambda form_id: evaluator.evaluate(form_id, store.load(form_id).form)
    )


def _sample_source(chosen: Iterator[Sample]) -> FormSource:
    """Return the samples under the built-in templates; a sample's file name is its id."""
    templates = TemplateCatalogue()
    shown = {
        form_id: evaluate(templates[sample.template], form_id, sample.form(templates))
        for sample in chosen
        for form_id in [FormId(sample.name)]
    }
    summaries = [StoredForm(form_id, 1, one.form, one.outline).summary for form_id, one in shown.items()]
    return FormSource(templates, summaries, shown.__getitem__)


def _passes(arguments: Arguments, one: FormSummary) -> bool:
    return (
        arguments.year in {None, one.year}
        and searchable(arguments.department or "") in searchable(one.department)
        and searchable(arguments.unit or "") in searchable(one.implementing_unit)
    )


def _named(word: str, summaries: Sequence[FormSummary]) -> FormSummary:
    """Return the form that ``word`` names: by its id, its project's name, or a part of the name."""
    for candidates in (
        [one for one in summaries if one.form_id == word],
        [one for one in summaries if one.project == word],
        [one for one in summaries if searchable(word) in searchable(one.project)],
    ):
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            raise UsageError(
                f"“{word}”符合 {len(candidates)} 个项目，请写完整的名称或编号，或加 --year、--unit：\n"
                f"{_listed(candidates)}"
            )
    if not summaries:
        raise UsageError(f"没有找到项目“{word}”：没有符合条件的自评表。")
    raise UsageError(f"没有找到项目“{word}”，现有的是：\n{_listed(summaries)}")


def _listed(summaries: Sequence[FormSummary]) -> str:
    shown = summaries[:_MOST_CANDIDATES]
    rows = [(str(one.year), one.project, one.implementing_unit, one.form_id) for one in shown]
    more = [f"……共 {len(summaries)} 个，用 list 查看全部"] if len(summaries) > len(shown) else []
    return "\n".join([*table(rows), *more])
