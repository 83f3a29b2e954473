"""A template made of a form that was read: what it prints, in its order, with the roles that its words mean.

What the paper does not say for certain is told beside the template, each with its cell.
"""

from perfeval_desktop.domain.transcripts.words import KNOWN, Words
from perfeval_desktop.exchange.deriving.assembling import assembled
from perfeval_desktop.exchange.deriving.heads import kind_of
from perfeval_desktop.exchange.deriving.making import Making
from perfeval_desktop.exchange.deriving.points import USUAL_WEIGHT, execution_weight
from perfeval_desktop.exchange.deriving.value import Derived, reread
from perfeval_desktop.exchange.recogniser import Recognised
from perfeval_desktop.exchange.recogniser.grid import Grid
from perfeval_desktop.exchange.sheet import Sheet

# Until the user has named it.
NEW_ID = "new"


def derived(sheet: Sheet, found: Recognised, words: Words = KNOWN) -> Derived:
    """Return the template of ``found``, which was read in ``sheet`` by ``words``; a legal one, always."""
    making = Making(Grid(sheet, words), found, kind_of(found))
    template = assembled(making, NEW_ID)
    weight = execution_weight(making, template.blocks)
    return Derived(
        reread(template),
        tuple(making.guesses),
        dict(making.heads),
        USUAL_WEIGHT if weight is None else weight,
    )
