"""XML by names without namespaces, of which editions of one standard have different ones."""

from typing import Final

from perfeval_desktop.exchange.readers.xml_parts import Element

_OFF: Final = frozenset({"0", "false", "off", "none"})


def name_of(element: Element) -> str:
    """Return a tag without its namespace; see above."""
    return str(element.tag).rpartition("}")[2]


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of a name; None has none."""
    return None if element is None else next(element.iterchildren(f"{{*}}{name}"), None)


def value(element: Element | None, name: str = "val") -> str:
    """Return an attribute by its name without the namespace, "" if there is none."""
    if element is None:
        return ""
    found = (str(text) for key, text in element.attrib.items() if str(key).rpartition("}")[2] == name)
    return next(found, "")


def number(element: Element | None, otherwise: int, name: str = "val") -> int:
    """Return an attribute as a number that is not negative."""
    told = value(element, name)
    return int(told[:9]) if told.isascii() and told.isdecimal() else otherwise


def is_on(properties: Element | None, name: str) -> bool:
    """Tell whether something is switched on, which it is by being named."""
    found = child(properties, name)
    return found is not None and value(found) not in _OFF
