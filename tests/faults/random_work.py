"""Random work on a session, as a user may do it: every kind of change, in any order."""

from dataclasses import replace
from functools import cache
from random import Random

from perfeval_desktop.domain.blocks import AnyBlock
from perfeval_desktop.domain.entry import enter, row_ids
from perfeval_desktop.domain.form import Form, FormState, Place
from perfeval_desktop.domain.template import Template
from perfeval_desktop.samples import published_samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.templates import TemplateCatalogue

TEMPLATES = TemplateCatalogue()
_SIGNS = "项目经费数量质量时效成本完成率台次平方米0123456789.%≥≤= \n\t'\"\\@𠮷\u200b\u0301"
_ENTRIES = (
    "",
    "—",
    "95%",
    "≥10场",
    "12场",
    "348,800.00",
    "10",
    "0",
    "达成指标",
    "=1+1",
    "ａ１",
    "\x07",
    "\x00",
)
# A final form refuses every change; each other state takes all.
_STATES = (FormState.DRAFT, FormState.IN_REVIEW, FormState.RETURNED)
_MOST_FORMS = 40


@cache
def sample_forms() -> tuple[Form, ...]:
    """Return the seven published forms."""
    return tuple(sample.form(TEMPLATES) for sample in published_samples())


def fill(session: EditingSession, times: int = 1) -> None:
    """Add the seven samples to the store so many times."""
    for _ in range(times):
        session.create(sample_forms(), "样本")


def opened(session: EditingSession, random: Random) -> None:
    """Open a form by chance; where there is none, make some."""
    if not session.summaries():
        fill(session)
    session.open(random.choice(session.summaries()).form_id)


def text(random: Random, longest: int = 40) -> str:
    """Return what may be typed into a cell."""
    if random.random() < 0.3:
        return random.choice(_ENTRIES)
    return "".join(random.choices(_SIGNS, k=random.randint(0, longest)))


def changed(form: Form, random: Random) -> Form:
    """Return ``form``, of a template of the program, after one change by chance."""
    template = TEMPLATES[form.template.id]
    match random.randrange(8):
        case 0:
            return form.with_year(random.randint(2000, 2099))
        case 1:
            return replace(form, state=random.choice(_STATES))
        case 2 | 3:
            return _other_rows(form, random.choice([one for one in template.blocks if one.columns]), random)
        case _:
            return with_text(template, form, random)


def with_text(template: Template, form: Form, random: Random, longest: int = 40) -> Form:
    """Return ``form`` with another text in a cell by chance."""
    blocks = [one for one in template.blocks if one.columns and row_ids(one, form)]
    block = random.choice(blocks)
    place = Place(block.key, random.choice(row_ids(block, form)), random.choice(block.columns).key)
    return enter(template, form, place, text(random, longest))


def _other_rows(form: Form, block: AnyBlock, random: Random) -> Form:
    """Return ``form`` with rows of a block added, removed or moved."""
    if not block.has_own_rows:
        return form.with_year(form.year + 1 if form.year < 2099 else 2000)
    rows = form.rows(block.key)
    own = [row.id for row in rows if row.id not in block.fixed_rows]
    kind = random.randrange(3)
    if kind == 0 and len(own) > 3:
        return form.removing(block.key, frozenset(random.sample(own, len(own) // 3)))
    if kind == 1 and own:
        return form.moving(block.key, random.choice(own), random.randrange(len(rows)))
    form, new = form.new_rows(random.choice((1, 1, 2, 30)))
    cells = {column.key: text(random, 9) or "甲" for column in block.entered()}
    return form.inserting(
        block.key, random.randint(0, len(rows)), tuple(replace(row, cells=cells) for row in new)
    )


def step(session: EditingSession, random: Random) -> None:
    """Do one thing by chance."""
    listed = [one.form_id for one in session.summaries()]
    binned = [one.form_id for one in session.bin()]
    match random.choices(range(9), (40, 14, 8, 5, 5, 5, 2, 5, 3))[0]:
        case 1:
            session.undo()
        case 2:
            session.redo()
        case 3 if len(listed) < _MOST_FORMS:
            session.create(random.sample(sample_forms(), 2), "新建")
        case 4 if len(listed) > 4:
            session.delete(random.sample(listed, random.randint(1, 3)), "删除")
        case 5 if binned:
            session.restore(random.sample(binned, random.randint(1, len(binned))), "还原")
        case 6 if len(binned) > 3:
            session.purge(random.sample(binned, 2))
        case 7 if listed:
            year = random.randint(2000, 2099)
            session.edit_many(
                random.sample(listed, min(4, len(listed))), lambda one: one.with_year(year), "多"
            )
        case 8 if session.present is not None:
            session.revert_to(random.choice(session.revisions()).number, "回到")
        case _:
            if session.present is None or random.random() < 0.2:
                opened(session, random)
            session.commit(changed(session.base, random), f"改{text(random, 6)}")
