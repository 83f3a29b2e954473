"""What can be done about findings on the open form: a remedy at a click, setting aside, asking again."""

from collections.abc import Iterable, Mapping

from perfeval_desktop.domain.accepting import accepting, asking_again
from perfeval_desktop.domain.blocks import DIRECTION
from perfeval_desktop.domain.checks.judged import Judged
from perfeval_desktop.domain.findings import Finding
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import row_words
from perfeval_desktop.domain.remedies import Remedy, remedied, remedies_of
from perfeval_desktop.editing.open_form import OpenForm
from perfeval_desktop.errors import StorageError
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.store import FormId, Store


class FormFindings:
    """The findings on the open form, and what is done about them, each as one change that can be undone."""

    def __init__(self, store: Store, open_form: OpenForm) -> None:
        self._store = store
        self._open_form = open_form
        # Of what is shown, for all its findings.
        self._judged: tuple[EvaluatedForm, Judged] | None = None
        # As the store had them when the form was first asked about: while it is open, no other one changes.
        self._directions: tuple[FormId, dict[str, str]] | None = None

    def remedies(self, finding: Finding) -> tuple[Remedy, ...]:
        """Return what can be done about ``finding``, the likeliest first.

        Which way is better of an indicator is offered first as it was chosen for the name before, in any
        form of the store. It is only offered: no score depends on what other forms there are.
        """
        shown = self._shown()
        if self._judged is None or self._judged[0] is not shown:
            self._judged = shown, shown.judged
        remedies = remedies_of(self._judged[1], finding)
        return tuple(sorted(remedies, key=lambda one: not self._is_as_before(shown, one)))

    def remedy_for_kind(self, finding: Finding) -> Remedy | None:
        """Return one remedy for all findings of the kind of ``finding``: for each what would be done first.

        ``None`` where fewer than two have a remedy, or two of them would type into one cell.
        """
        alike = (one for one in self._shown().findings if one.code is finding.code)
        firsts = [remedies[0] for one in alike if (remedies := self.remedies(one))]
        entries = tuple([entry for remedy in firsts for entry in remedy.entries])
        is_clear = len({place for place, _ in entries}) == len(entries)
        return Remedy(f"同类的 {len(firsts)} 条都这样改好", entries) if len(firsts) > 1 and is_clear else None

    def apply(self, remedy: Remedy) -> bool:
        """Commit the open form with the texts of ``remedy`` typed in; return as a commit does."""
        shown = self._shown()
        base = self._open_form.base
        place, _ = remedy.entries[0]
        block = shown.template.by_key[place.block]
        where = row_words(shown.template, base, block, place.row) if len(remedy.entries) == 1 else ""
        label = f"{where}：{remedy.label}" if where else remedy.label
        return self._open_form.commit(remedied(shown.template, base, remedy), label)

    def accept(self, finding: Finding, reason: str) -> bool:
        """Commit the open form with ``finding`` set aside for ``reason``; return as a commit does.

        Raises :class:`EntryError` without a reason.
        """
        changed = accepting(self._open_form.base, finding, reason)
        return self._open_form.commit(changed, f"不用改：{finding.message}（{reason.strip()}）")

    def ask_again(self, finding: Finding) -> bool:
        """Commit the open form with ``finding`` set aside no more; return as a commit does."""
        changed = asking_again(self._open_form.base, finding)
        return self._open_form.commit(changed, f"重新提示：{finding.message}")

    def _shown(self) -> EvaluatedForm:
        if self._open_form.shown is None:
            raise RuntimeError("no form is open")
        return self._open_form.shown

    def _is_as_before(self, shown: EvaluatedForm, remedy: Remedy) -> bool:
        place, text = remedy.entries[0]
        return place.column == DIRECTION.key and self._chosen_before(shown, place) == text

    def _chosen_before(self, shown: EvaluatedForm, place: Place) -> str | None:
        """Return which way was chosen for the name of an indicator, most lately; in this form above all."""
        name = next(row.name for row in shown.facts.indicators if row.row == place.row).strip()
        own = _directions(one.cells for one in shown.form.rows(place.block))
        return own[name] if name in own else self._stored_directions(shown.form_id).get(name)

    def _stored_directions(self, form_id: FormId) -> dict[str, str]:
        if self._directions is None or self._directions[0] != form_id:
            try:
                self._directions = form_id, _directions(self._store.rows_with(DIRECTION.key))
            except StorageError:
                # Where the store cannot be read now, nothing is known to have been chosen.
                return {}
        return self._directions[1]


def _directions(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return which way was chosen, by name; any text of a row may be that: only its template knows which."""
    return {
        text.strip(): row[DIRECTION.key] for row in rows if row.get(DIRECTION.key) for text in row.values()
    }
