from decimal import Decimal

from perfeval_desktop.exchange.number_formats.sections import Token, sections


def test_a_format_has_sections_of_tokens() -> None:
    first, second = sections('0.0"%";[Red]-0')
    assert first.tokens == [Token("digit", "0"), Token(".", "."), Token("digit", "0"), Token("literal", "%")]
    assert second.tokens == [Token("literal", "-"), Token("digit", "0")]


def test_conditions_are_kept_and_colours_are_not() -> None:
    (section,) = sections("[Blue][>=10.5]0")
    assert section.condition == (">=", Decimal("10.5"))


def test_nothing_is_the_general_format() -> None:
    assert sections("")[0].has("general")
