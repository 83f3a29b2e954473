"""The program's own forms, of every template, are recognised in what they print: cell by cell."""

import pytest

from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.exchange.recogniser import recognised
from printed_sheets import sheet_of
from read_forms import SAMPLES, entered_again, sample, texts


@pytest.mark.parametrize("name", SAMPLES)
def test_a_form_read_in_its_own_print_is_the_same(name: str) -> None:
    template, form = sample(name)
    (found,) = recognised(sheet_of(printed(Seen.of(template, form))))
    again = entered_again(template, found.transcript, form.year)
    assert texts(template, again) == texts(template, form)
    assert found.doubts == ()
