"""How forms stand, made anew when the rules have changed."""

from collections.abc import Iterator

from perfeval_desktop.errors import StorageError, StorageErrorKind, TemplateError
from perfeval_desktop.evaluated_form import RULES_VERSION, EvaluatedForm
from perfeval_desktop.form_evaluator import FormEvaluator
from perfeval_desktop.store import FormId, FormSummary, Store, StoredForm

_PASSED_OVER = frozenset({StorageErrorKind.MISSING, StorageErrorKind.CORRUPT})


class Renewal:
    """Renews how the forms of ``store`` stand that were saved under other rules than the present ones.

    Final forms keep their standing: it is what was published. Forms whose template is missing, or that cannot
    be read, are passed over.
    """

    def __init__(self, store: Store, evaluator: FormEvaluator) -> None:
        self._store = store
        self._evaluator = evaluator
        # ``None`` before anybody has looked.
        self._left: list[FormId] | None = None

    def renew(self, most: int) -> tuple[tuple[FormSummary, ...], int]:
        """Renew at most so many forms; return their new lines, and how many are left.

        Raises :class:`StorageError` where the store refuses; nothing is renewed then.
        """
        if self._store.is_read_only:
            return (), 0
        if self._left is None:
            self._left = self._store.outdated(RULES_VERSION)
        seen = list(self._seen(self._left[:most]))
        if seen:
            self._store.renew([(stored, shown.outline) for stored, shown in seen])
        del self._left[:most]
        lines = tuple(
            StoredForm(stored.form_id, stored.rev, stored.form, shown.outline, stored.changed_by).summary
            for stored, shown in seen
        )
        return lines, len(self._left)

    def _seen(self, form_ids: list[FormId]) -> Iterator[tuple[StoredForm, EvaluatedForm]]:
        for form_id in form_ids:
            try:
                stored = self._store.load(form_id)
                yield stored, self._evaluator.evaluate(form_id, stored.form)
            except TemplateError:
                continue
            except StorageError as error:
                if error.kind not in _PASSED_OVER:
                    raise
