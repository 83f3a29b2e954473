"""Standings that were computed by older rules, computed again."""

from collections.abc import Iterator

from perfeval_desktop.errors import StorageError, StorageErrorKind, TemplateError
from perfeval_desktop.evaluated_form import RULES_VERSION, EvaluatedForm
from perfeval_desktop.form_evaluator import FormEvaluator
from perfeval_desktop.store import FormId, FormSummary, Store, StoredForm

_SKIPPED = frozenset({StorageErrorKind.MISSING, StorageErrorKind.CORRUPT})


class OutdatedStandings:
    """The forms of ``store`` whose standing was saved under other rules than the present ones.

    Final forms keep their standing: it is what was published. Forms whose template is missing, or that cannot
    be read, are skipped.
    """

    def __init__(self, store: Store, evaluator: FormEvaluator) -> None:
        self._store = store
        self._evaluator = evaluator
        # ``None`` until the store was asked for them.
        self._left: list[FormId] | None = None

    def renew(self, most: int) -> tuple[tuple[FormSummary, ...], int]:
        """Renew the standings of at most so many forms; return their new lines, and how many are left.

        Raises :class:`StorageError` where the store refuses; nothing is renewed then.
        """
        if self._store.is_read_only:
            return (), 0
        if self._left is None:
            self._left = self._store.outdated(RULES_VERSION)
        evaluated = list(self._evaluated(self._left[:most]))
        if evaluated:
            self._store.renew([(stored, shown.outline) for stored, shown in evaluated])
        del self._left[:most]
        lines = tuple(
            StoredForm(stored.form_id, stored.rev, stored.form, shown.outline, stored.changed_by).summary
            for stored, shown in evaluated
        )
        return lines, len(self._left)

    def _evaluated(self, form_ids: list[FormId]) -> Iterator[tuple[StoredForm, EvaluatedForm]]:
        """Yield each form as stored, and scored by the present rules."""
        for form_id in form_ids:
            try:
                stored = self._store.load(form_id)
                yield stored, self._evaluator.evaluate(form_id, stored.form)
            except TemplateError:
                continue
            except StorageError as error:
                if error.kind not in _SKIPPED:
                    raise
