"""Text in the cells of a document of Word: replaced, with the looks of what stood there."""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import Final, NamedTuple

from perfeval_desktop.exchange.filling.boxes import TICKED
from perfeval_desktop.exchange.filling.xml_texts import legal, parent_of, set_text
from perfeval_desktop.exchange.readers.docx import shown_parts
from perfeval_desktop.exchange.readers.names import child, is_on, name_of, value
from perfeval_desktop.exchange.readers.xml_parts import Element

# What stays in a cell whose text is replaced: pictures, and what comments and bookmarks hang on.
_MARKS: Final = frozenset(
    {"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd"}
)
_HOLDING: Final = ("drawing", "pict", "object", "commentReference", "AlternateContent")
# Of a run's or a paragraph's looks, what tells of changes of them, and what hides text.
_NO_LOOKS: Final = ("rPrChange", "ins", "del", "moveFrom", "moveTo", "vanish", "webHidden")


class Sign(NamedTuple):
    """A character as it is shown, and the element it stands in."""

    text: str
    element: Element


def made(like: Element, name: str, attributes: Iterable[tuple[str, str]] = ()) -> Element:
    """Return a new element of the namespace of ``like``, which its attributes have as well."""
    space = str(like.tag).rpartition("}")[0] + "}"
    found = like.makeelement(space + name, {})
    for key, text in attributes:
        found.set(space + key, text)
    return found


# -- all of a cell -------------------------------------------------------------------------------------------


def write_whole(cell: Element, text: str) -> None:
    """Give a cell, or a paragraph, another text: a paragraph for each line, like its first one."""
    paragraphs = list(_paragraphs(cell))
    if not paragraphs:
        paragraphs = [made(cell, "p")]
        cell.append(paragraphs[0])
    first, *others = paragraphs
    looks = _looks(first)
    for other in others:
        _remove(other, first)
    _open_controls(cell, first)
    lines = legal(text).split("\n")
    _write_line(first, lines[0], looks)
    above = first
    for line in lines[1:]:
        paragraph = made(first, "p")
        properties = child(first, "pPr")
        if properties is not None:
            paragraph.append(deepcopy(properties))
            for section in list(paragraph[0].iterchildren("{*}sectPr")):
                paragraph[0].remove(section)
        _write_line(paragraph, line, looks)
        above.addnext(paragraph)
        above = paragraph


def _paragraphs(cell: Element) -> Iterator[Element]:
    """Yield the paragraphs of a cell, those in tables within it left out."""
    if name_of(cell) == "p":
        yield cell
        return
    for part in cell:
        if name_of(part) == "p":
            yield part
        elif name_of(part) != "tbl":
            yield from _paragraphs(part)


def _looks(paragraph: Element) -> Element | None:
    """Return how the text of a paragraph looks: as its first text, or an empty run, or else as its end."""
    of_end = child(child(paragraph, "pPr"), "rPr")
    runs = [run for run in paragraph.iter("{*}r") if not _is_unseen(run)]
    if not runs:
        return of_end
    first = min(runs, key=lambda run: child(run, "t") is None)
    control = child(next(first.iterancestors("{*}sdt"), None), "sdtPr")
    # A prompt has looks of its own; those of the text are told with the control.
    is_prompt = is_on(control, "showingPlcHdr")
    found = child(control if is_prompt else first, "rPr")
    if found is None and child(first, "t") is not None and not is_prompt:
        return None
    return of_end if found is None else found


def _is_unseen(run: Element) -> bool:
    is_deleted = next(run.iterancestors("{*}del", "{*}moveFrom"), None) is not None
    return is_deleted or is_on(child(run, "rPr"), "vanish")


def _remove(paragraph: Element, kept: Element) -> None:
    """Take a paragraph out, with the content control that holds nothing else."""
    gone = paragraph
    for control in paragraph.iterancestors("{*}sdt"):
        if kept not in control.iter() and next(control.iterancestors("{*}tc"), None) is not None:
            gone = control
    parent_of(gone).remove(gone)


def _open_controls(cell: Element, paragraph: Element) -> None:
    """Let content controls show text instead of their prompt, and none that comes from elsewhere."""
    for control in [*cell.iter("{*}sdt"), *paragraph.iterancestors("{*}sdt")]:
        properties = child(control, "sdtPr")
        for name in ("showingPlcHdr", "dataBinding"):
            found = child(properties, name)
            if properties is not None and found is not None:
                properties.remove(found)


def _write_line(paragraph: Element, line: str, looks: Element | None) -> None:
    """Replace the text of a paragraph by one run, in its content control if it has one."""
    control = next(paragraph.iterchildren("{*}sdt"), None)
    inner = child(control, "sdtContent")
    target = paragraph if inner is None else inner
    for part in list(paragraph):
        is_kept = name_of(part) in _MARKS | {"pPr"} or part is control
        if not is_kept and not _holds_more(part):
            paragraph.remove(part)
    for part in list(target):
        if name_of(part) == "r" and (target is not paragraph or _holds_more(part)):
            if _holds_more(part):
                for text in list(part.iterchildren("{*}t")):
                    part.remove(text)
            else:
                target.remove(part)
    if line:
        at = max((number for number, part in enumerate(target, 1) if name_of(part) in _BEFORE), default=0)
        target.insert(at, _run(paragraph, line, looks))


_BEFORE: Final = frozenset({"pPr", "bookmarkStart", "commentRangeStart", "permStart"})


def _holds_more(part: Element) -> bool:
    return any(next(part.iter(f"{{*}}{name}"), None) is not None for name in _HOLDING)


def _run(like: Element, line: str, looks: Element | None) -> Element:
    run = made(like, "r")
    if looks is not None:
        run.append(deepcopy(looks))
        for name in _NO_LOOKS:
            for one in list(run[0].iterchildren(f"{{*}}{name}")):
                run[0].remove(one)
    text = made(like, "t")
    run.append(text)
    write_text(text, line)
    return run


def write_text(element: Element, text: str) -> None:
    """Set what stands in a w:t; what it cannot hold, ends of lines, follows it as elements of their own."""
    first, *others = text.split("\n")
    set_text(element, first)
    above = element
    for line in others:
        end, more = made(element, "br"), made(element, "t")
        set_text(more, line)
        above.addnext(end)
        end.addnext(more)
        above = more


# -- a part of a cell ----------------------------------------------------------------------------------------


def signs(cell: Element) -> list[Sign]:
    """Return the characters of a cell, or a paragraph, as its text is read; ends of lines stand in none."""
    lines = [[sign for run in _runs(one) for sign in _signs_of(run)] for one in _paragraphs(cell)]
    shown = [line for line in lines if "".join(sign.text for sign in line).strip()]
    found: list[Sign] = []
    for number, line in enumerate(shown):
        if number:
            found.append(Sign("\n", cell))
        found += line
    return found


def _runs(paragraph: Element) -> Iterator[Element]:
    return (part for part in shown_parts(paragraph) if name_of(part) == "r")


def _signs_of(run: Element) -> Iterator[Sign]:
    if is_on(child(run, "rPr"), "vanish"):
        return
    for part in shown_parts(run):
        match name_of(part):
            case "t":
                yield from (Sign(one, part) for one in part.text or "")
            case "tab" | "ptab":
                yield Sign("\t", part)
            case "br" | "cr":
                yield Sign("\n", part)
            case "sym":
                yield Sign("□", part)
            case "fldChar" if _begins_box(part):
                yield Sign("□", part)


def _begins_box(sign: Element) -> bool:
    """Whether a check box of an old form begins here."""
    return value(sign, "fldCharType") == "begin" and next(sign.iter("{*}checkBox"), None) is not None


def write_parts(cell: Element, shown: str, parts: Sequence[tuple[int, int, str]]) -> bool:
    """Replace parts of the text of a cell, which reads ``shown``; ``False`` where they are not found in it.

    Each is from where to before where, with the new text; a number before the first paragraph is none of it.
    """
    found = signs(cell)
    before = len(shown) - len(found)
    if before < 0 or not _is_read_as(found, shown[before:]) or any(start < before for start, _, _ in parts):
        return False
    texts = [sign.text for sign in found]
    touched: list[Element] = []
    for start, end, text in parts:
        span = range(start - before, end - before)
        touched += [found[one].element for one in span]
        # Tabs hold no text: it goes into the nearest run that does.
        holding = [one for one in span if name_of(found[one].element) in _HOLDING_TEXT]
        holding += [one for one in range(span.start - 1, -1, -1) if name_of(found[one].element) == "t"]
        if not holding:
            return False
        texts[span.start : span.stop] = [""] * len(span)
        texts[holding[0]] += legal(text)
        touched.append(found[holding[0]].element)
    for element in {id(one): one for one in touched}.values():
        own = "".join(text for text, sign in zip(texts, found, strict=True) if sign.element is element)
        _rewrite(element, own)
    return True


_HOLDING_TEXT: Final = frozenset({"t", "sym", "fldChar"})


def _is_read_as(found: Sequence[Sign], shown: str) -> bool:
    return all(
        sign.text == one or name_of(sign.element) in {"sym", "fldChar"}
        for sign, one in zip(found, shown, strict=True)
    )


def _rewrite(element: Element, text: str) -> None:
    """Give an element its new text; a box becomes one, or is ticked, a tab goes."""
    match name_of(element):
        case "t":
            write_text(element, text)
            _tick_control(element, text)
        case "sym":
            own = made(element, "t")
            set_text(own, text)
            parent_of(element).replace(element, own)
        case "tab" | "ptab":
            parent_of(element).remove(element)
        case _:
            box = next(element.iter("{*}checkBox"))
            for one in list(box.iterchildren("{*}checked")):
                box.remove(one)
            box.append(made(box, "checked", [("val", "1" if text == TICKED else "0")]))


def _tick_control(element: Element, text: str) -> None:
    """Let the content control of a box know that it is ticked."""
    for control in element.iterancestors("{*}sdt"):
        for state in control.iter("{*}checked"):
            for key in [one for one in state.attrib if str(one).endswith("}val")]:
                state.set(key, "1" if TICKED in text else "0")
