"""Make the vendored fonts from the Inter release that Debian's ``fonts-inter`` installs.

    python templates/fonts/make_fonts.py [FOLDER_WITH_INTER_OTF_FILES]

Needs fontTools and brotli, which running coachkit does not. The same sources give the same bytes.

Two families come out, both cut down to the Latin of Europe with its punctuation and arrows:

- ``Inter-*.woff2`` for pages: family "Inter", tabular figures on demand (``tnum``).
- ``InterTabular-*.otf`` for charts and documents: family "Inter Tabular", the figures tabular
  always. The name of its own keeps an Inter that happens to be installed from being taken for it.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
DEBIAN = Path("/usr/share/fonts/opentype/inter")
WEIGHTS = ("Regular", "SemiBold", "Bold")
IN_PRINT = (*WEIGHTS, "Italic")
LETTERS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x024F),  # Latin-1 and Latin Extended A and B, the Sámi letters among them
    (0x02B0, 0x036F),  # accents on their own: names typed on a Mac come decomposed
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2000, 0x209F),  # punctuation, superscripts and subscripts
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x218F),  # letter-like signs and fractions
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # minus, ≥, ≈ and their like
    (0x25A0, 0x25FF),  # geometric shapes
    (0x2600, 0x27BF),  # ✓ and ★
)
FEATURES = ["calt", "case", "ccmp", "kern", "locl", "mark", "mkmk", "tnum"]


def cut_down(font: TTFont) -> None:
    """Keep the letters and features that are listed above, in place."""
    options = Options(layout_features=FEATURES, notdef_outline=True, hinting=True)
    options.name_IDs = ["*"]
    options.glyph_names = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in LETTERS for code in range(low, high + 1)])
    subsetter.subset(font)


def tabular(font: TTFont) -> dict[str, str]:
    """What ``tnum`` puts in the place of which glyph."""
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    swaps: dict[str, str] = {}
    for index in sorted(lookups):
        for subtable in table.LookupList.Lookup[index].SubTable:
            swaps.update(getattr(subtable, "ExtSubTable", subtable).mapping)
    return swaps


def always_tabular(font: TTFont) -> None:
    """Make the tabular figures the ordinary ones, and the family's name say so, in place."""
    swaps = tabular(font)
    for table in font["cmap"].tables:
        table.cmap = {code: swaps.get(glyph, glyph) for code, glyph in table.cmap.items()}
    for record in font["name"].names:
        if record.nameID in (1, 4, 16):
            record.string = str(record).replace("Inter", "Inter Tabular", 1)
        elif record.nameID in (3, 6):
            record.string = str(record).replace("Inter", "InterTabular", 1)
    if "CFF " in font:
        _rename_outlines(font)


def _rename_outlines(font: TTFont) -> None:
    outlines = font["CFF "].cff
    outlines.fontNames = [name.replace("Inter", "InterTabular", 1) for name in outlines.fontNames]
    for top in outlines.topDictIndex:
        top.FamilyName = "Inter Tabular"
        top.FullName = top.FullName.replace("Inter", "Inter Tabular", 1)


def main(folder: Path) -> None:
    """Write the seven files beside this one."""
    for weight in WEIGHTS:
        source = folder / f"Inter-{weight}.otf"
        for_pages = TTFont(source, recalcTimestamp=False)
        cut_down(for_pages)
        for_pages.flavor = "woff2"
        for_pages.save(HERE / f"Inter-{weight}.woff2")
    for weight in IN_PRINT:
        source = folder / f"Inter-{weight}.otf"
        for_charts = TTFont(source, recalcTimestamp=False)
        cut_down(for_charts)
        always_tabular(for_charts)
        for_charts.save(HERE / f"InterTabular-{weight}.otf")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEBIAN)
