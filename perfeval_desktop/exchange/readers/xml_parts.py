"""The parts of a file that are XML: read without entities, without looking anywhere else."""

from pathlib import PurePosixPath
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.packages import Package

__all__ = ["Element", "XmlPackage", "written"]


class XmlPackage(Package):
    """A file of Office or ODF, whose parts point to each other."""

    def part(self, name: str) -> Element:
        """Return the root of a part that must be there."""
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError as error:
            raise self.damaged() from error
        # Neither Office nor ODF has one; what it declares would be read into the text.
        document: Any = root.getroottree().docinfo  # has no types
        if document.doctype:
            raise ImportFileError(
                f"“{self.name}”里有不允许的 XML 声明，为了安全没有读取。请用 Office 或 WPS 另存后再导入。"
            )
        return root

    def related(self, part: str = "") -> dict[str, str]:
        """Return what a part (or, if none is named, the file) points to: by id and by the end of its type."""
        at = PurePosixPath(part)
        relations = str(at.parent / "_rels" / f"{at.name}.rels") if part else "_rels/.rels"
        if relations not in self.names:
            return {}
        found: dict[str, str] = {}
        for one in self.part(relations):
            target = one.get("Target", "")
            if one.get("TargetMode") == "External" or not target:
                continue
            name = _joined(at.parent, target)
            found[one.get("Id", "")] = name
            found.setdefault(one.get("Type", "").rpartition("/")[2], name)
        return found


def written(root: Element) -> bytes:
    """Return a part with all that stands in ``root``."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _joined(folder: PurePosixPath, target: str) -> str:
    """Return the name of a part that is told as seen from ``folder``."""
    parts: list[str] = []
    for part in PurePosixPath("/", folder, target).parts[1:]:
        if part == "..":
            del parts[-1:]
        else:
            parts.append(part)
    return "/".join(parts)
