import pytest
from lxml import etree

from perfeval_desktop.exchange.readers.names import child, is_on, name_of, number, value

ELEMENT = etree.fromstring('<a:x xmlns:a="urn:a" a:val="12" b="-1"><a:on/><a:off a:val="false"/></a:x>')


def test_names_are_told_without_namespace() -> None:
    assert name_of(ELEMENT) == "x"
    assert value(ELEMENT) == "12"
    assert value(ELEMENT, "c") == ""
    assert value(None) == ""


def test_children_are_found_by_name() -> None:
    assert child(ELEMENT, "on") is ELEMENT[0]
    assert child(ELEMENT, "c") is None
    assert child(None, "on") is None


@pytest.mark.parametrize(("name", "told"), [("val", 12), ("b", 7), ("c", 7)])
def test_numbers_are_not_negative(name: str, told: int) -> None:
    assert number(ELEMENT, 7, name) == told


def test_a_switch_is_on_by_being_there() -> None:
    assert [is_on(ELEMENT, name) for name in ("on", "off", "c")] == [True, False, False]
