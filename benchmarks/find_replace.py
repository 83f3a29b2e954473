"""Finding a text in 10,000 forms: which forms hold it, the longest step, and replacing it in 100 of them.

The peer of finding is SQLite's own search for one spelling, which passes over full-width letters, other case
and hidden characters.
"""

import tempfile
import time
from pathlib import Path

from measuring import tell, times_of
from scoring import time_of_scoring
from stores import store_of

from perfeval_desktop.find_replace.matcher import Matcher
from perfeval_desktop.find_replace.query import Query
from perfeval_desktop.find_replace.replacing import replacements
from perfeval_desktop.find_replace.replacing_in_forms import replace_in_forms
from perfeval_desktop.find_replace.store_search import matches_in, search
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue

_FORMS, _REPLACED = 10_000, 100
# In no form, in some, in Latin letters, in most, in all but not in one word.
_SOUGHT = ("辐射", "政策", "App", "2023", "第 3 中心", "“")
_BOUND = 300


def main() -> None:
    """Measure and print."""
    scale = time_of_scoring()
    print(f"scoring 300 indicators: {scale:.2f} ms; the bounds are for 1 ms")
    with tempfile.TemporaryDirectory() as name, Store.open(store_of(_FORMS, Path(name))) as store:
        session = EditingSession(store, TemplateCatalogue())
        for sought in _SOUGHT:
            _measure_finding(session, store, sought, f"{_BOUND * scale:.0f} ms")
        _measure_replacing(session)


def _measure_finding(session: EditingSession, store: Store, sought: str, bound: str) -> None:
    matcher = Matcher(Query(text=sought))
    found: list[object] = []
    taken = times_of(lambda: found.append(_scan(session, matcher)), runs=9, warm_up=1)
    sql = 'SELECT count(DISTINCT form_id) FROM "row" WHERE instr(cells, ?)'
    peer = times_of(lambda: store.database.rows_of(sql, sought), runs=9, warm_up=1)
    tell(f"which of {_FORMS:,} forms hold {sought}: {found[0]}", taken, "instr", peer, bound)
    steps, forms, places = [0.0], 0, 0
    start = last = time.perf_counter()
    for one in search(session, matcher):
        now = time.perf_counter()
        steps.append((now - last) * 1000)
        last = now
        if one is not None:
            forms, places = forms + 1, places + len(one.found)
    print(
        f"    all of it: {places:,} cells of {forms:,} forms in {(last - start) * 1000:.0f} ms, "
        f"{len(steps) - 1} steps, the longest {max(steps):.0f} ms; bound of a step 50 ms"
    )


def _scan(session: EditingSession, matcher: Matcher) -> int:
    """Return how many forms may hold the text, found as a search begins."""
    found, following = session.scan_texts(matcher.may_stand_in, 0)
    while following is not None:
        some, following = session.scan_texts(matcher.may_stand_in, following)
        found += some
    return len({*found})


def _measure_replacing(session: EditingSession) -> None:
    matcher = Matcher(Query(text="2023"))
    form_ids = [one.form_id for one in session.summaries()]
    found = [one for form_id in form_ids[: 3 * _REPLACED] if (one := matches_in(session, form_id, matcher))]
    chosen = {
        one.form_id: replacements(one.template, one.form, one.found, "2024").cells
        for one in found[:_REPLACED]
    }
    start = time.perf_counter()
    done = replace_in_forms(session, chosen, "全部替换")
    print(f"replacing {done.places} places of {done.forms} forms: {time.perf_counter() - start:.2f} s")
    start = time.perf_counter()
    session.undo()
    print(f"    taking it back: {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
