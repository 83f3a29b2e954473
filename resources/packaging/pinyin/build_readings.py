# mypy: disable-error-code="import-not-found,import-untyped"
# pypinyin is installed for this script alone.
"""Write the readings of Chinese characters that quick open finds names by, byte for byte the same every time.

README.md beside this file says how to run it.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypinyin

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parents[1] / "perfeval_resources" / "pinyin"
STANDARD = HERE.parent / "fonts" / "standard_characters_8105.txt"

# The block in which nearly all characters of names stand; the rest of the 8,105 comes beside it.
COMMON_BLOCK = range(0x4E00, 0xA000)
_TONES = re.compile("[\u0300\u0301\u0304\u030c]")
# As typed where there is no ü; ê stands for the one interjection.
_LETTERS = str.maketrans({"ü": "v", "ê": "e"})

_HEAD = f"""\
# Readings of Chinese characters without their tones: a syllable and the characters read so, ü as v.
# Made of pypinyin {pypinyin.__version__} (MIT, LICENSE-pypinyin.txt) by resources/packaging/pinyin.
"""


def main() -> None:
    """Write the table."""
    characters: defaultdict[str, set[str]] = defaultdict(set)
    for character, syllable in _readings(_source()):
        characters[syllable].add(character)
    lines = [f"{syllable} {''.join(sorted(characters[syllable]))}\n" for syllable in sorted(characters)]
    (OUTPUT / "readings.txt").write_text(_HEAD + "".join(lines), encoding="utf-8", newline="\n")


def _source() -> Mapping[int, str]:
    path = Path(pypinyin.__file__).with_name("pinyin_dict.json")
    known = {int(number): said for number, said in json.loads(path.read_text(encoding="utf-8")).items()}
    standard = {*map(ord, STANDARD.read_text(encoding="utf-8").strip())}
    if missing := standard - known.keys():
        raise LookupError("no reading for " + " ".join(f"U+{one:04X}" for one in sorted(missing)))
    return {one: said for one, said in known.items() if one in COMMON_BLOCK or one in standard}


def _readings(source: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    for number, said in source.items():
        for reading in said.split(","):
            yield chr(number), _without_tone(reading)


def _without_tone(reading: str) -> str:
    bare = _TONES.sub("", unicodedata.normalize("NFD", reading))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


if __name__ == "__main__":
    main()
