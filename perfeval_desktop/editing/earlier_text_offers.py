"""Texts of earlier forms as they are offered in the open one: gathered for it, forgotten with it."""

from typing import TYPE_CHECKING

from perfeval_desktop.domain.form import Place
from perfeval_desktop.editing.open_form import OpenForm
from perfeval_desktop.form_evaluator import FormEvaluator
from perfeval_desktop.store import Store

if TYPE_CHECKING:
    from perfeval_desktop.editing.earlier_texts import EarlierTexts


class EarlierTextOffers:
    """The texts of the forms near the open one; ``is_on`` says whether they are offered at all."""

    def __init__(self, store: Store, evaluator: FormEvaluator, open_form: OpenForm) -> None:
        self.is_on = True
        self._store, self._evaluator, self._open_form = store, evaluator, open_form
        self._gathered: EarlierTexts | None = None

    def gather(self, most: int = 5) -> int:
        """Read at most so many of the forms near the open one; return how many are left.

        To be called again until nothing is left, whenever there is time. What is gathered is forgotten when
        another form is opened.
        """
        shown = self._open_form.shown
        if shown is None or not self.is_on:
            self.forget()
            return 0
        if self._gathered is None or self._gathered.form_id != shown.form_id:
            from perfeval_desktop.editing.earlier_texts import EarlierTexts  # noqa: PLC0415  # once one types

            self._gathered = EarlierTexts(self._store, self._evaluator, shown.form_id)
        return self._gathered.gather(most)

    def offers(self, place: Place, typed: str) -> tuple[str, ...]:
        """Return texts of earlier forms for a cell of the open one that contain what is ``typed``.

        Of those gathered so far, the likeliest first, at most eight.
        """
        shown, gathered = self._open_form.shown, self._gathered if self.is_on else None
        if shown is None or gathered is None or gathered.form_id != shown.form_id:
            return ()
        return gathered.offers(shown, place, typed)

    def forget(self) -> None:
        """Forget what was gathered."""
        self._gathered = None
