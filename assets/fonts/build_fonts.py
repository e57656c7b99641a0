"""Builds the game's fonts: small renamed subsets of two families under the SIL Open Font License.

    python build_fonts.py FOLDER_WITH_THE_ORIGINALS

The folder holds `ZenMaru-900.ttf`, `ZenMaru-700.ttf` and `NanumSquareRound-B.ttf`. The characters are those of
`assets/text/*.toml` and of `ALWAYS`; a character that its family lacks ends the script with an error. Nanum's licence
reserves its name, so every subset carries a name of our own. Needs fontTools.
"""

import string
import sys
import tomllib
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
TEXTS = HERE.parent / "text"
LATIN = "".join(chr(code) for code in range(0xA1, 0x180) if code != 0xAD) + "–—‘’“”…−×·•"
KANA = "".join(chr(code) for code in (*range(0x3041, 0x3097), *range(0x30A1, 0x30FB), 0x30FC)) + "、。「」？！：・　"
EXTRA = LATIN + KANA
"""Device and file names bring letters of their own: Latin letters with marks and kana, as far as the font has them."""
ALWAYS = "".join(char for char in string.printable if char.isprintable()) + "…−×·" + "ひとつ하나"
"""Needed besides the texts: the name of the game stands on its sign in both scripts, whatever the language."""
FONTS = {
    "HitotsuMaru-900": ("ZenMaru-900.ttf", "Hitotsu Maru", "Black"),
    "HitotsuMaru-700": ("ZenMaru-700.ttf", "Hitotsu Maru", "Bold"),
    "HitotsuKR-B": ("NanumSquareRound-B.ttf", "Hitotsu KR", "Bold"),
}
NAMES_KEPT = (0, 13, 14)
"""Copyright, licence, licence address: everything else would carry the original's name."""


def is_hangul(char: str) -> bool:
    """Tell whether the Korean font draws this character."""
    return 0xAC00 <= ord(char) <= 0xD7A3 or 0x1100 <= ord(char) <= 0x11FF or 0x3130 <= ord(char) <= 0x318F


def strings(value: object) -> str:
    """Return every text inside a TOML table."""
    if isinstance(value, dict):
        return "".join(strings(inner) for inner in value.values())
    return str(value)


def wanted() -> set[str]:
    """Return every character the game shows."""
    shown = "".join(strings(tomllib.loads(file.read_text(encoding="utf-8"))) for file in sorted(TEXTS.glob("*.toml")))
    return {char for char in shown + ALWAYS if char.isprintable() or char == "　"}


def rename(font: TTFont, file_name: str, family: str, style: str) -> None:
    """Give a subset its own names and keep the copyright and the licence."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in NAMES_KEPT]
    full = f"{family} {style}"
    for name_id, text in {1: family, 2: style, 3: f"{full} subset", 4: full, 6: file_name}.items():
        table.setName(text, name_id, 3, 1, 0x409)


def build(source: Path, target: Path, family: str, style: str, chars: set[str]) -> int:
    """Write one subset and return its size in bytes; exit with an error if a character is missing."""
    font = TTFont(source, recalcTimestamp=False)
    missing = sorted(char for char in chars if ord(char) not in font.getBestCmap())
    if missing:
        sys.exit(f"{source.name} lacks {' '.join(missing)}: change the text in assets/text or the font.")
    options = subset.Options(hinting=False, layout_features=["kern", "palt"], notdef_outline=True, name_IDs=["*"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(char) for char in chars | set(EXTRA)])
    subsetter.subset(font)
    rename(font, target.stem, family, style)
    font.save(target)
    return target.stat().st_size


def main() -> None:
    """Build the three fonts beside this script."""
    if len(sys.argv) != 2:
        sys.exit("Name the folder that holds the original fonts.")
    hangul = {char for char in wanted() if is_hangul(char)}
    for name, (source, family, style) in FONTS.items():
        chars = hangul | set(" .") if name.startswith("HitotsuKR") else wanted() - hangul
        size = build(Path(sys.argv[1]) / source, HERE / f"{name}.ttf", family, style, chars)
        print(f"{name}.ttf {len(chars)} characters, {size / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
