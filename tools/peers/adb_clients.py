"""A no-op command through PyPI's adbutils (the adb server) and adb-shell (straight to the device), as JSON lines.

A bare blocking socket does the same through the server, with nothing around it: what no client can be below.
"""

from __future__ import annotations

import json
import os
import socket
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


def through_bare_socket(port: int, address: str) -> None:
    with socket.create_connection(("127.0.0.1", port)) as server:
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for request in (f"host:transport:{address}", "shell,v2,raw:true"):
            server.sendall(f"{len(request):04x}{request}".encode())
            if (answer := server.recv(4)) != b"OKAY":
                raise SystemExit(f"adb server: {answer!r}")
        while server.recv(4096):
            pass


def main() -> None:
    address, count = sys.argv[1], int(sys.argv[2])
    server = int(os.environ["ANDROID_ADB_SERVER_PORT"])
    report("bare socket to the server", count, lambda: through_bare_socket(server, address))
    client = adbutils.AdbClient(port=server)
    through_server = client.device(address)
    report("adbutils", count, lambda: through_server.shell("true"))
    host, port = address.rsplit(":", 1)
    direct = AdbDeviceTcp(host, int(port))
    direct.connect()
    report("adb-shell", count, lambda: direct.shell("true"))
    direct.close()


main()
