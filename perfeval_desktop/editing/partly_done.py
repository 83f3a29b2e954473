"""What is told where a change of several forms is refused in the middle: which of them it has changed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from perfeval_desktop.editing.form_writer import SavedChange
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.summary_texts import project_name

_MOST_NAMED = 3


@contextmanager
def telling_what_is_done(changes: Sequence[SavedChange], number: int) -> Iterator[None]:
    """Let an error of ours say first which of ``number`` forms are changed: ``changes`` grow meanwhile."""
    try:
        yield
    except PerfEvalError as error:
        done = [project_name(one.shown.facts.project) for one in changes if one]
        if not done:
            raise
        raise error.preceded_by(_sentence(done, number - len(changes))) from error


def _sentence(done: Sequence[str], left: int) -> str:
    named = "".join(f"“{project}”" for project in done[:_MOST_NAMED])
    others = "等" if len(done) > _MOST_NAMED else ""
    return f"已改动 {len(done)} 张表（{named}{others}），其余 {left} 张没有改动。"
