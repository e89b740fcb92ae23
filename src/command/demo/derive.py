#!/usr/bin/env python3
"""Derives cdnow.txt.gz from a file of a package of PyPI under the MIT licence (see NOTICE).

    python3 derive.py CDNOW_master.txt > cdnow.txt.gz

CDNOW_master.txt is lifetimes/datasets/CDNOW_master.txt in the unpacked wheel of Lifetimes 0.11.3: a line a
purchase, `customer_id date number_of_cds dollar_value`, by customer and date. Standard library only; the same
input gives the same bytes.

A line of the result is one customer, in the order of their numbers, which run from 1 without gaps: the
purchases in the order of the source, parted by spaces, each as `DAY:AMOUNT`. DAY counts from 1997-01-01, which
is 0; AMOUNT is in hundredths. Nothing but the number of CDs is left out: purchases of nothing and exact
duplicates stay.
"""

import datetime
import gzip
import itertools
import sys

FIRST_DAY = datetime.date(1997, 1, 1)


def purchases(lines):
    next(lines)  # the header
    for line in lines:
        if line.strip():
            customer, date, _, dollars = line.split()
            day = datetime.datetime.strptime(date, "%Y%m%d").date() - FIRST_DAY
            major, minor = dollars.split(".")
            if len(minor) != 2:
                raise SystemExit(f"not two decimals: {line!r}")
            yield int(customer), day.days, int(major + minor)


def main(path):
    text = []
    with open(path, encoding="ascii") as lines:
        by_customer = itertools.groupby(purchases(lines), key=lambda purchase: purchase[0])
        for number, (customer, bought) in enumerate(by_customer, 1):
            if customer != number:
                raise SystemExit(f"customer {number} is missing")
            text.append(" ".join(f"{day}:{amount}" for _, day, amount in bought) + "\n")
    sys.stdout.buffer.write(gzip.compress("".join(text).encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
