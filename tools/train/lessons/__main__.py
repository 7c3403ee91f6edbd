"""Writes lessons as JSON lines: `python3 tools/train/lessons --seed 1 --count 50000 --mix default > lessons.jsonl`."""

import argparse
import multiprocessing
import sys

import mix as mixes
from world import World

_world = None


def _start():
    global _world
    _world = World()


def _work(order):
    return mixes.unit(_world, *order)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same lessons, whatever --jobs")
    parser.add_argument("--count", type=int, default=1000, help="lessons, about")
    parser.add_argument("--mix", default="default", help="default, or one kind: " + ", ".join(mixes.MIXES["default"]))
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--out", help="a file instead of standard output")
    options = parser.parse_args()
    if options.mix not in mixes.MIXES and options.mix not in mixes.MIXES["default"]:
        parser.error(f"no mix {options.mix!r}")
    out = open(options.out, "w", encoding="utf-8") if options.out else sys.stdout
    orders = ((options.mix, options.seed, number) for number in range(-(-options.count // mixes.UNIT)))
    left = options.count
    if options.jobs > 1:
        pool = multiprocessing.Pool(options.jobs, _start)
        units = pool.imap(_work, orders)
    else:
        _start()
        units = map(_work, orders)
    for lines, count in units:
        out.writelines(line + "\n" for line in lines)
        left -= count
        if left <= 0:
            break
    if options.jobs > 1:
        pool.terminate()
    out.close()


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        sys.exit(0)
