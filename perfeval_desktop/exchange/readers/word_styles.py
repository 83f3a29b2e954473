"""What paragraphs and runs of Word have by their styles: numbers, and text that is hidden."""

from collections.abc import Iterator

from perfeval_desktop.exchange.readers.names import child, is_on, value
from perfeval_desktop.exchange.readers.xml_parts import Element


class Styles:
    """The styles of a document, each on the one that it is based on."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else list(root.iterchildren("{*}style"))
        self._styles = {value(style, "styleId"): style for style in styles}

    def numbering(self, style: str) -> Element | None:
        """Return the numbering that a paragraph has by its style."""
        found = (child(child(one, "pPr"), "numPr") for one in self._bases(style))
        return next((one for one in found if one is not None), None)

    def is_hidden(self, *styles: str) -> bool:
        """Tell whether text is hidden by the first of ``styles`` that says so or not."""
        properties = (child(one, "rPr") for style in styles for one in self._bases(style))
        told = (one for one in properties if child(one, "vanish") is not None)
        return is_on(next(told, None), "vanish")

    def _bases(self, style: str) -> Iterator[Element]:
        """Yield a style and what it is based on; a style based on itself ends there."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = value(child(self._styles[style], "basedOn"))
