"""A no-op command through PyPI's adbutils (the adb server) and adb-shell (straight to the device), as JSON lines."""

from __future__ import annotations

import json
import os
import statistics
import sys
import time

import adbutils
from adb_shell.adb_device import AdbDeviceTcp


def report(name: str, count: int, command) -> None:
    for _ in range(min(count, 20)):
        command()
    times = []
    for _ in range(count):
        start = time.perf_counter()
        command()
        times.append(1000 * (time.perf_counter() - start))
    print(json.dumps({"name": name, "count": count, "median_ms": statistics.median(times)}))


def main() -> None:
    address, count = sys.argv[1], int(sys.argv[2])
    client = adbutils.AdbClient(port=int(os.environ["ANDROID_ADB_SERVER_PORT"]))
    through_server = client.device(address)
    report("adbutils", count, lambda: through_server.shell("true"))
    host, port = address.rsplit(":", 1)
    direct = AdbDeviceTcp(host, int(port))
    direct.connect()
    report("adb-shell", count, lambda: direct.shell("true"))
    direct.close()


main()
