"""Where a text that is looked for stands in another one."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from perfeval_desktop.domain.hidden_characters import HIDDEN, visible
from perfeval_desktop.domain.numerals import narrow
from perfeval_desktop.find_replace.query import Query

_HIDDEN = "".join(map(re.escape, HIDDEN))
_GAP = f"[{_HIDDEN}]*"
_BLANKS = rf"[\s{_HIDDEN}]*"
_WIDER = 0xFEE0
# What JSON writes otherwise.
_STORED_BLANK = r"(?:\s|\\[nrtf])"
_ESCAPED = {'"': r"\"", "\\": r"\\"}
# As many different characters are looked for before the whole text is: most rows lack one of them.
_GATES = 3


class Span(NamedTuple):
    """A stretch of a text, from its first character to behind its last."""

    start: int
    end: int


class _Wildcard(NamedTuple):
    """Stands for one character or, where ``is_run``, for any number of them."""

    is_run: bool


class Matcher:
    """A query made ready to be looked for; falsy where it would be found everywhere or nowhere."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self._tokens = [*_tokens(query)]
        self._pattern = re.compile(_pattern(self._tokens, query), re.DOTALL)
        runs = [run for run in _literal_runs(self._tokens) if run]
        different = dict.fromkeys(one for run in runs for one in run if not one.isspace())
        self._gates = [*map(_spellings, sorted(different, key=len)[:_GATES])]
        self._stored = [_run_in_json(run) for run in runs]

    def __bool__(self) -> bool:
        return any(isinstance(one, str) for one in self._tokens)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return where the query stands in ``text``, from the left; none of them is empty."""
        if not self:
            return ()
        if self.query.is_whole_cell:
            return (Span(0, len(text)),) if self._pattern.fullmatch(text) else ()
        return tuple(Span(*match.span()) for match in self._pattern.finditer(text))

    def may_stand_in(self, stored: str) -> bool:
        """Whether the query may stand in a text of a row that is stored as JSON; ``False`` is certain."""
        # It is asked for each row of the store: loops take half the time of anything shorter.
        for spellings in self._gates:
            for spelling in spellings:
                if spelling in stored:
                    break
            else:
                return _has_escapes(stored)
        for ways in self._stored:
            for first, find in ways:
                if first in stored and find(stored):
                    break
            else:
                return _has_escapes(stored)
        return True


def replaced(text: str, spans: Sequence[Span], to: str) -> str:
    """Return ``text`` with ``to`` in the place of each of ``spans``."""
    pieces, end = [], 0
    for span in spans:
        pieces += [text[end : span.start], to]
        end = span.end
    return "".join((*pieces, text[end:]))


def replaced_spans(spans: Sequence[Span], to: str) -> tuple[Span, ...]:
    """Return where ``to`` stands once it has replaced ``spans``."""
    found, moved = [], 0
    for span in spans:
        start = span.start + moved
        found.append(Span(start, start + len(to)))
        moved += len(to) - (span.end - span.start)
    return tuple(found)


# A token is a wildcard, or the characters any of which may stand at its place.
_Token = _Wildcard | str


def _tokens(query: Query) -> Iterator[_Token]:
    characters = iter(visible(query.text))
    for one in characters:
        if one in "*?":
            yield _Wildcard(is_run=one == "*")
            continue
        literal = one
        if one == "~":
            following = next(characters, "")
            if following not in {"*", "?", "~"}:
                yield _alike("~", query)
            if not following:
                return
            literal = following
        yield _alike(literal, query)


def _alike(character: str, query: Query) -> str:
    """Return the characters that count as this one, itself first."""
    found = [character]
    if not query.matches_width:
        found.append(narrow(character))
        if "!" <= found[-1] <= "~":
            found.append(chr(ord(found[-1]) + _WIDER))
    if not query.matches_case:
        both = [other for one in found for other in (one.lower(), one.upper())]
        found += [other for other in both if len(other) == 1]
    return "".join(dict.fromkeys(found))


def _pattern(tokens: Sequence[_Token], query: Query) -> str:
    """Return the regular expression; the first place that fits behind a ``*`` is never given up again."""
    parts, before = [""], ""
    for token in tokens:
        if isinstance(token, _Wildcard) and token.is_run:
            if parts[-1] or len(parts) == 1:
                parts.append("")
            before = ""
            continue
        parts[-1] += before + (_class(token, query) if isinstance(token, str) else ".")
        before = _GAP
    first, *others = parts
    last = others.pop() if others else None
    pattern = first + "".join(f"(?>.*?{one})" for one in others)
    if last is not None:
        # At the end, a star takes all there is; so does the last one of a whole cell.
        pattern += f".*{last}" if query.is_whole_cell or not last else f".*?{last}"
    return f"{_BLANKS}{pattern}{_BLANKS}" if query.is_whole_cell else pattern


def _class(characters: str, query: Query) -> str:
    if characters.isspace() and not query.matches_width:
        return r"\s"
    return re.escape(characters) if len(characters) == 1 else f"[{re.escape(characters)}]"


def _literal_runs(tokens: Sequence[_Token]) -> list[list[str]]:
    """Return what stands between wildcards, from its first character that is no blank on."""
    runs: list[list[str]] = [[]]
    for token in tokens:
        if isinstance(token, _Wildcard):
            runs.append([])
        elif runs[-1] or not token.isspace():
            runs[-1].append(token)
    return runs


def _has_escapes(stored: str) -> bool:
    """Whether JSON may hold hidden characters by other names: such rows are looked at anyhow."""
    return "\\" in stored and ("\\u" in stored or "\\b" in stored)


def _spellings(characters: str) -> list[str]:
    """Return how each of the characters stands in JSON."""
    return [_ESCAPED.get(one, one) for one in characters]


def _in_json(characters: str) -> str:
    if characters.isspace():
        return _STORED_BLANK
    return f"(?:{'|'.join(map(re.escape, _spellings(characters)))})"


def _run_in_json(run: Sequence[str]) -> list[tuple[str, Callable[[str], object]]]:
    """Return each way to write what a run begins with, and the run: a plain sign is looked for fastest."""
    others = "".join(f"{_GAP}{_in_json(one)}" for one in run[1:])
    return [(first, re.compile(re.escape(first) + others).search) for first in _spellings(run[0])]
