"""What the colour profile promises, read from its bytes, and what a colour engine makes of it."""

import runpy
import struct
import sys
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from PIL import Image, ImageCms

SCRIPT = Path(__file__).resolve().parents[2] / "resources" / "packaging" / "color" / "build_srgb.py"
PROFILE = files("perfeval_resources") / "color" / "sRGB.icc"

D50 = (0xF6D6, 0x10000, 0xD32D)
SHARES = (0, 1, 2, 10, 11, 51, 64, 102, 127, 128, 153, 192, 204, 240, 254, 255)
"""Values of a channel on both parts of the curve, and at its ends."""


def build(*arguments: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", [str(SCRIPT), *arguments])
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(SCRIPT), run_name="__main__")
    assert isinstance(end.value.code, int)
    return end.value.code


@cache
def tags() -> dict[str, tuple[int, int]]:
    """Return offset and length of each tag."""
    data = PROFILE.read_bytes()
    (count,) = struct.unpack_from(">L", data, 128)
    records = (struct.unpack_from(">4s2L", data, 132 + 12 * number) for number in range(count))
    return {signature.decode(): (offset, length) for signature, offset, length in records}


def content(signature: str) -> bytes:
    offset, length = tags()[signature]
    return PROFILE.read_bytes()[offset : offset + length]


def opened() -> ImageCms.ImageCmsProfile:
    """Return the profile as a colour engine reads it."""
    return ImageCms.ImageCmsProfile(BytesIO(PROFILE.read_bytes()))


def colour(signature: str) -> tuple[int, ...]:
    return struct.unpack(">4s4x3l", content(signature))[1:]


def test_the_build_gives_the_bytes_of_the_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert build("--output", str(tmp_path / "new" / "sRGB.icc"), monkeypatch=monkeypatch) == 0
    assert (tmp_path / "new" / "sRGB.icc").read_bytes() == PROFILE.read_bytes()


def test_the_check_tells_another_profile_from_the_one_it_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build("--check", monkeypatch=monkeypatch) == 0
    other = tmp_path / "other.icc"
    other.write_bytes(PROFILE.read_bytes()[:-1] + b"\1")
    assert build("--check", "--output", str(other), monkeypatch=monkeypatch) == 1
    assert other.read_bytes().endswith(b"\1")


def test_the_profile_is_small() -> None:
    assert len(PROFILE.read_bytes()) < 3 * 1024


def test_the_header_describes_an_rgb_display_of_version_2_1() -> None:
    data = PROFILE.read_bytes()
    assert struct.unpack_from(">L", data) == (len(data),)
    assert data[8:12].hex() == "02100000"
    assert (data[12:16], data[16:20], data[20:24], data[36:40]) == (b"mntr", b"RGB ", b"XYZ ", b"acsp")
    assert struct.unpack_from(">3l", data, 68) == D50


def test_no_clock_was_read_when_the_profile_was_built() -> None:
    assert struct.unpack_from(">6H", PROFILE.read_bytes(), 24) == (2025, 1, 1, 0, 0, 0)


def test_the_tags_are_those_of_a_display_and_lie_aligned_within_the_file() -> None:
    assert list(tags()) == ["desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"]
    size = len(PROFILE.read_bytes())
    assert all(offset % 4 == 0 and offset + length <= size for offset, length in tags().values())


def test_the_channels_share_one_curve_of_1024_steps() -> None:
    assert tags()["rTRC"] == tags()["gTRC"] == tags()["bTRC"]
    kind, count, *points = struct.unpack(">4s4xL1024H", content("rTRC"))
    assert (kind, count) == (b"curv", 1024)
    assert (points[0], points[-1]) == (0, 0xFFFF)
    assert points == sorted(points)


def test_the_colorants_are_the_published_ones() -> None:
    assert [tuple(round(part / 0x10000, 4) for part in colour(one)) for one in ("rXYZ", "gXYZ", "bXYZ")] == [
        (0.4360, 0.2225, 0.0139),
        (0.3851, 0.7169, 0.0971),
        (0.1431, 0.0606, 0.7139),
    ]


def test_red_green_and_blue_make_exactly_the_white() -> None:
    parts = zip(colour("rXYZ"), colour("gXYZ"), colour("bXYZ"), strict=True)
    assert tuple(map(sum, parts)) == colour("wtpt") == D50


def test_the_profile_says_what_it_is_and_that_everybody_may_use_it() -> None:
    profile = opened()
    assert ImageCms.getProfileDescription(profile).strip() == "sRGB (IEC 61966-2-1), PerfEval Desktop"
    assert "public domain (CC0 1.0)" in ImageCms.getProfileCopyright(profile)


@pytest.mark.parametrize("intent", ImageCms.Intent)
@pytest.mark.parametrize("backwards", [False, True])
def test_a_colour_engine_takes_its_colours_for_those_of_srgb(
    intent: ImageCms.Intent, *, backwards: bool
) -> None:
    source, target = opened(), ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    if backwards:
        source, target = target, source
    colours = bytes(part for colour in product(SHARES, repeat=3) for part in colour)
    image = Image.frombytes("RGB", (len(colours) // 3, 1), colours)
    converted = ImageCms.applyTransform(
        image, ImageCms.buildTransform(source, target, "RGB", "RGB", renderingIntent=intent)
    )
    assert converted is not None
    shown = converted.tobytes()
    assert max(abs(one - two) for one, two in zip(shown, colours, strict=True)) <= 1
    assert shown[:3] == bytes(3)
    assert shown[-3:] == bytes([255] * 3)
