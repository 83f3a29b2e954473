"""One form as numbered objects of a document: its page streams, its pages, its structure.

Everything but the numbers depends on the form alone, so a section is made once for a form, whatever documents
it goes into. Objects that are no streams are packed into one object stream.
"""

import zlib
from collections.abc import Iterator

from perfeval_desktop.printing.pdf.object_stream import ObjectStream, packed, references
from perfeval_desktop.printing.pdf.page_stream import PageStreams
from perfeval_desktop.printing.pdf.structure import Marks, Structure
from perfeval_desktop.printing.typesetting.layout import LaidOutForm
from perfeval_desktop.printing.typesetting.measures import MM, PORTRAIT, Paper

# Numbers that every document of ours gives to these objects.
PAGE_TREE = 2
DOCUMENT_ELEMENT = 3

# Beyond this level deflating takes longer by more than it saves.
_LEVEL = 3

_POINTS = 72 / 25.4 / MM


def page_size(paper: Paper) -> tuple[float, float]:
    """Return the width and the height of a page in points."""
    return paper.width * _POINTS, paper.height * _POINTS


class Section:
    """One form, ready to be numbered.

    ``streams`` are the deflated pages; ``characters`` are those they draw in each face. A section
    takes ``size`` numbers in a row: from a number ``base`` on its packed objects, its page streams, its node
    of the page tree (``tree_node``), its pages, its leaf of the tree of parents (``parents_leaf``) and its
    elements (``root_element``). Those three are counted from ``base``. ``paper`` is that of its pages.
    """

    def __init__(self, form: LaidOutForm) -> None:
        structure = Structure(form)
        streams = PageStreams(form)
        self.streams: list[bytes] = []
        self._marked: list[list[int]] = []
        for number, page in enumerate(form.pages):
            data, sources = streams.write(page)
            self.streams.append(zlib.compress(data, _LEVEL))
            self._marked.append(structure.mark(sources, number))
        # Plain values instead of the elements: a section is kept for as long as the program runs.
        self._elements = [(one.kind, one.parent, one.children, one.marks) for one in structure.elements]
        self.characters = {face: "".join(used) for face, used in streams.characters.items()}
        self.paper = form.paper
        self.is_draft = form.is_draft
        self.page_count = len(self.streams)
        self.tree_node = self.page_count + 1
        self.parents_leaf = self.tree_node + self.page_count + 1
        self.root_element = self.parents_leaf + 1
        self.size = self.root_element + len(self._elements)
        self._numbered: tuple[int, ObjectStream] | None = None

    def packed_objects(self, base: int) -> ObjectStream:
        """Return everything but the page streams, numbered from ``base`` on.

        It is cached: in a document printed again most forms keep their numbers.
        """
        numbered = self._numbered
        if numbered is None or numbered[0] != base:
            objects = [*self._pages(base), *self._structure(base)]
            self._numbered = numbered = (base, packed(objects, base + self.tree_node))
        return numbered[1]

    def _pages(self, base: int) -> Iterator[str]:
        """Yield the node of the page tree and the pages."""
        node = base + self.tree_node
        pages = range(node + 1, base + self.parents_leaf)
        # Of most forms the root says how large the pages are.
        width, height = page_size(self.paper)
        box = "" if self.paper == PORTRAIT else f"/MediaBox[0 0 {width:.10g} {height:.10g}]"
        yield f"<</Type/Pages/Parent {PAGE_TREE} 0 R/Count {len(pages)}{box}/Kids[{references(pages)}]>>"
        for stream, page in enumerate(pages, base + 1):
            # The key of a page in the tree of parents need only be its own: its number is.
            yield f"<</Type/Page/Parent {node} 0 R/Contents {stream} 0 R/StructParents {page}/Tabs/S>>"

    def _structure(self, base: int) -> Iterator[str]:
        """Yield the leaf of the tree of parents and the elements."""
        first_page, leaf, root = base + self.tree_node + 1, base + self.parents_leaf, base + self.root_element
        parents = [
            f"{page}[{references([root + place for place in places])}]"
            for page, places in enumerate(self._marked, first_page)
        ]
        yield f"<</Limits[{first_page} {leaf - 1}]/Nums[{''.join(parents)}]>>"
        for kind, parent, children, marks in self._elements:
            if len(marks) == 1:
                ((page, number),) = marks
                content = f"/Pg {first_page + page} 0 R/K {number}"
            elif marks:
                content = _content(marks, first_page)
            else:
                content = f"/K[{references([root + child for child in children])}]" if children else ""
            yield f"<</P {DOCUMENT_ELEMENT if parent < 0 else root + parent} 0 R/S/{kind}{content}>>"


def _content(marks: Marks, first_page: int) -> str:
    """Return the entries of an element that say which pieces of marked content are its own."""
    page = marks[0][0]
    if marks[-1][0] == page:
        return f"/Pg {first_page + page} 0 R/K[{' '.join(str(number) for _, number in marks)}]"
    pieces = [f"<</Type/MCR/Pg {first_page + page} 0 R/MCID {number}>>" for page, number in marks]
    return f"/K[{''.join(pieces)}]"
