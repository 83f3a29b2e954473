"""What the icons promise, read from their text and from the source that asks for them: no Qt here."""

import ast
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).resolve().parents[2]
ICONS = ROOT / "resources" / "perfeval_resources" / "icons"
PACKAGING = ROOT / "resources" / "packaging"
WINDOW_SOURCE = ROOT / "ui" / "perfeval_ui"

SVG = "{http://www.w3.org/2000/svg}"
APP = "app"
FILES = {path.stem: path for path in sorted(ICONS.glob("*.svg"))}
ONE_COLOUR = sorted(FILES.keys() - {APP})
EVERY_ICON = pytest.mark.parametrize("name", FILES)
EVERY_ONE_COLOUR_ICON = pytest.mark.parametrize("name", ONE_COLOUR)

FAMILY = {
    "new",
    "copy-next-year",
    "export",
    "print",
    "undo",
    "redo",
    "check",
    "search",
    "delete",
    "restore",
    "rename",
    "duplicate",
    "insert-above",
    "insert-below",
    "move-up",
    "move-down",
    "remove-row",
    "error",
    "warning",
    "hint",
    "ok",
    "year",
    "department",
    "unit",
    "form",
    "history",
    "preview",
    "edit",
    "backup",
    "restore-backup",
    "zoom-in",
    "zoom-out",
    "fit-width",
    "close",
    "jump",
    "bin",
    "pending",
    "more",
    "expand",
    "collapse",
    "sample",
    "help",
    "lock",
    "group",
    "filter",
    "open-folder",
    "state-draft",
    "state-in-review",
    "state-final",
    "state-returned",
}

SHAPES = {"path", "circle", "rect"}
GRADIENT = {"defs", "linearGradient", "stop"}
GEOMETRY = {"d", "cx", "cy", "r", "x", "y", "width", "height", "rx"}
PAINT = {
    "fill",
    "stroke",
    "fill-rule",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-dasharray",
}
GRADIENT_ATTRIBUTES = {"id", "gradientUnits", "x1", "y1", "x2", "y2", "offset", "stop-color"}


def root_of(name: str) -> ET.Element:
    # Our own files, and they are refused below if they hold an entity.
    return ET.fromstring(FILES[name].read_text("utf-8"))  # noqa: S314


def tags(root: ET.Element) -> set[str]:
    return {element.tag.removeprefix(SVG) for element in root.iter()}


def attributes(root: ET.Element) -> set[str]:
    return {attribute for element in root.iter() for attribute in element.attrib}


def test_the_family_is_complete() -> None:
    assert FAMILY | {APP} <= FILES.keys()


@EVERY_ICON
def test_an_icon_is_small(name: str) -> None:
    assert FILES[name].stat().st_size < (8 if name == APP else 2) * 1024


@EVERY_ICON
def test_an_icon_holds_nothing_but_its_drawing(name: str) -> None:
    text = FILES[name].read_text("utf-8")
    assert "<!" not in text
    assert "<?" not in text
    assert not re.search(r"href|https?://(?!www\.w3\.org/2000/svg\")", text)
    assert all(reference.startswith("#") for reference in re.findall(r"url\(([^)]*)\)", text))


@EVERY_ONE_COLOUR_ICON
def test_a_one_colour_icon_is_drawn_with_shapes_alone(name: str) -> None:
    root = root_of(name)
    assert root.tag == f"{SVG}svg"
    assert tags(root) <= SHAPES | {"svg"}
    assert attributes(root) <= GEOMETRY | PAINT | {"viewBox"}


@EVERY_ONE_COLOUR_ICON
def test_a_one_colour_icon_leaves_its_colour_to_the_palette(name: str) -> None:
    colours = {
        colour
        for element in root_of(name).iter()
        for key, colour in element.items()
        if key in {"fill", "stroke"}
    }
    assert "currentColor" in colours
    assert colours <= {"currentColor", "none"}


@EVERY_ONE_COLOUR_ICON
def test_a_one_colour_icon_has_the_pen_of_the_family(name: str) -> None:
    root = root_of(name)
    assert root.attrib == {
        "viewBox": "0 0 24 24",
        "fill": "none",
        "stroke": "currentColor",
        "stroke-width": "1.75",
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
    }
    assert all("stroke-width" not in shape.attrib for shape in root)


def test_no_two_icons_are_the_same() -> None:
    assert len({path.read_bytes() for path in FILES.values()}) == len(FILES)


def test_the_program_icon_is_drawn_with_shapes_and_a_gradient() -> None:
    root = root_of(APP)
    assert root.get("viewBox") == "0 0 256 256"
    assert tags(root) <= SHAPES | GRADIENT | {"svg"}
    assert attributes(root) <= GEOMETRY | PAINT | GRADIENT_ATTRIBUTES | {"viewBox"}


def test_the_windows_icon_holds_every_size() -> None:
    ico = (PACKAGING / "windows" / "perfeval.ico").read_bytes()
    reserved, kind, count = struct.unpack_from("<3H", ico)
    assert (reserved, kind) == (0, 1)
    sizes = []
    for index in range(count):
        width, height, _, _, _, bits, length, offset = struct.unpack_from("<4B2H2L", ico, 6 + 16 * index)
        png = ico[offset : offset + length]
        assert len(png) == length
        assert bits == 32
        drawn = png_size(png)
        assert (drawn[0] % 256, drawn[1] % 256) == (width, height)
        sizes.append(drawn)
    assert sizes == [(size, size) for size in (16, 20, 24, 32, 48, 64, 128, 256)]


def test_the_linux_icon_is_256_pixels_wide() -> None:
    (png,) = (PACKAGING / "linux" / "share" / "icons" / "hicolor" / "256x256" / "apps").iterdir()
    assert png_size(png.read_bytes()) == (256, 256)


def png_size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack_from(">2L", png, 16)
    return width, height


def test_every_icon_the_window_asks_for_exists() -> None:
    missing = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted(WINDOW_SOURCE.rglob("*.py"))
        for name in icons_asked_for(ast.parse(path.read_text("utf-8"), str(path)))
        if name not in FILES
    ]
    assert not missing


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ('icon("bin")', {"bin"}),
        ('theme.icon("bin", Tint.QUIET)', {"bin"}),
        ('icon(name="bin")', {"bin"}),
        ('icon("expand" if folded else "collapse")', {"expand", "collapse"}),
        ('icon("bin" if state == "empty" else "more")', {"bin", "more"}),
        ('STATE_ICONS = {State.DRAFT: "state-draft"}', {"state-draft"}),
        ('_ICONS: Final = {"a key": "state-draft"}', {"state-draft"}),
        ('def action(name, text): icon(name)\naction("bin", "回收站")', {"bin"}),
        ('class A:\n def _b(self, text, name): icon(name)\n def c(self): self._b("回收站", "bin")', {"bin"}),
        ('def action(name): icon(name)\naction(name="bin")', {"bin"}),
        ("action.icon()\nicon(name)", set[str]()),
    ],
)
def test_the_icons_asked_for_are_found_in_a_source(source: str, names: set[str]) -> None:
    assert set(icons_asked_for(ast.parse(source))) == names


def icons_asked_for(module: ast.Module) -> Iterator[str]:
    """Yield the names given to ``icon`` or a function that passes them on, and those in ``…_ICONS``."""
    takers = {"icon": (0, "name")} | dict(functions_passing_on(module))
    for node in ast.walk(module):
        match node:
            case ast.Call() if taker := takers.get(called(node)):
                yield from texts(argument(node, *taker))
            case (
                ast.Assign(targets=[ast.Name(id=table)], value=ast.Dict(values=names))
                | ast.AnnAssign(target=ast.Name(id=table), value=ast.Dict(values=names))
            ) if table.endswith("_ICONS"):
                for name in names:
                    yield from texts(name)


def functions_passing_on(module: ast.Module) -> Iterator[tuple[str, tuple[int, str]]]:
    """Yield each function that hands a parameter to ``icon``, with that parameter's place and name."""
    for function in ast.walk(module):
        if not isinstance(function, ast.FunctionDef):
            continue
        parameters = [parameter.arg for parameter in function.args.args if parameter.arg != "self"]
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and called(node) == "icon":
                name = argument(node, 0, "name")
                if isinstance(name, ast.Name) and name.id in parameters:
                    yield function.name, (parameters.index(name.id), name.id)


def called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    if place < len(call.args):
        return call.args[place]
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


def texts(expression: ast.expr | None) -> Iterator[str]:
    match expression:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from texts(body)
            yield from texts(orelse)
