#!/usr/bin/env python3
"""A Python peer to be compared with: parses dumps with lxml and prints every node's attributes, a line of JSON a node.

It does what list-everything agents do with a dump and no more: no filter, no merge, no labels.
"""

from __future__ import annotations

import argparse
import json
import sys

from lxml import etree


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=1, metavar="N", help="passes over all files in this process")
    parser.add_argument("--indent", action="store_true",
                        help="one array for each dump, indented by 2, as minitap's mobile-use sends it to its model")
    parser.add_argument("files", nargs="+", metavar="FILE")
    args = parser.parse_args()
    write = sys.stdout.write
    for _ in range(args.repeat):
        for file in args.files:
            nodes = etree.parse(file).getroot().iter()
            if args.indent:
                write(json.dumps([dict(node.attrib) for node in nodes], ensure_ascii=False, indent=2) + "\n")
            else:
                for node in nodes:
                    write(json.dumps(dict(node.attrib), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
