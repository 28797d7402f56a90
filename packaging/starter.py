"""Makes resources/starter.opml, the sources offered at the first start, out of the catalogue of Arabic sources.

    python packaging/starter.py CATALOGUE.tsv [OUT.opml]

Left out: what is likely dead. Marked in `category` (OPML 2.0, section "category"): `uncertain`, and `may-refuse` for
sites that refuse some machines. A folder per country; inside, and among folders, the best-evidenced first.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import quoteattr

OUT = Path(__file__).resolve().parents[1] / "resources" / "starter.opml"

COUNTRIES = {
    "PAN": "عربية عامة",
    "AE": "الإمارات",
    "BH": "البحرين",
    "DE": "ألمانيا",
    "DJ": "جيبوتي",
    "DZ": "الجزائر",
    "EG": "مصر",
    "FR": "فرنسا",
    "GB": "بريطانيا",
    "IQ": "العراق",
    "JO": "الأردن",
    "KM": "جزر القمر",
    "KW": "الكويت",
    "LB": "لبنان",
    "LY": "ليبيا",
    "MA": "المغرب",
    "MR": "موريتانيا",
    "OM": "عُمان",
    "PS": "فلسطين",
    "QA": "قطر",
    "RU": "روسيا",
    "SA": "السعودية",
    "SD": "السودان",
    "SO": "الصومال",
    "SY": "سوريا",
    "TN": "تونس",
    "TR": "تركيا",
    "UN": "الأمم المتحدة",
    "US": "الولايات المتحدة",
    "YE": "اليمن",
}
DEAD = "likely dead"
BELIEFS = {"likely live": "", "blocked for servers": "may-refuse", "uncertain": "uncertain"}
# What was seen counts before what was listed, what was listed before what was guessed.
EVIDENCE = (
    "measured live",
    "listed as verified 20",
    "listed as verified",
    "validated",
    "curated",
    "already in its live",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One source of the catalogue that may be offered; lower `rank` is better known to work."""

    title: str
    country: str
    feed_url: str
    site_url: str
    mark: str
    rank: tuple[int, int]


def rows_of(catalogue: Path) -> list[Row]:
    """The sources to offer, in the catalogue's order; a feed listed twice is offered once."""
    with catalogue.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows: dict[str, Row] = {}
    for line in listed:
        belief, url = line["belief"].strip(), ascii_url(line["feed_url"].strip())
        if belief == DEAD or urlsplit(url).scheme not in ("http", "https"):
            continue
        rank = (list(BELIEFS).index(belief), evidence_rank(line["evidence"]))
        row = Row(
            line["name_ar"].strip(), line["country"].strip(), url, line["site_url"].strip(), BELIEFS[belief], rank
        )
        rows.setdefault(url, row)
    return list(rows.values())


def evidence_rank(evidence: str) -> int:
    """0 for the best evidence; one more than the worst kind known for any other."""
    return next((rank for rank, words in enumerate(EVIDENCE) if words in evidence), len(EVIDENCE))


def ascii_url(url: str) -> str:
    """The address with Arabic letters in its path percent-encoded (RFC 3987, section 3.1), the rest as it is."""
    return quote(url, safe="%:/?#[]@!$&'()*+,;=~-._")


def opml_of(rows: list[Row]) -> str:
    """The OPML 2.0 document, ending in a newline."""
    folders: dict[str, list[Row]] = {}
    for row in rows:
        folders.setdefault(row.country, []).append(row)

    def weight(country: str) -> tuple[bool, int, str]:
        return country != "PAN", -sum(row.rank[0] == 0 for row in folders[country]), country

    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head><title>مصادر عربية للبدء</title></head>",
        "  <body>",
    ]
    for country in sorted(folders, key=weight):
        name = quoteattr(COUNTRIES[country])
        lines.append(f"    <outline text={name} title={name}>")
        lines += [outline(row) for row in sorted(folders[country], key=lambda row: row.rank)]
        lines.append("    </outline>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def outline(row: Row) -> str:
    """One subscription."""
    title = quoteattr(row.title)
    line = f'      <outline type="rss" text={title} title={title} xmlUrl={quoteattr(row.feed_url)}'
    if row.site_url:
        line += f" htmlUrl={quoteattr(row.site_url)}"
    if row.mark:
        line += f" category={quoteattr(row.mark)}"
    return line + "/>"


def main(arguments: list[str]) -> int:
    """Writes the file."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    out = Path(arguments[1]) if len(arguments) > 1 else OUT
    rows = rows_of(Path(arguments[0]))
    out.write_text(opml_of(rows), encoding="utf-8", newline="\n")
    print(f"{len(rows)} sources in {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
