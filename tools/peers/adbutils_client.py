"""PyPI's adbutils as a client: does one step by way of an adb server and prints what it saw, as JSON.

    adbutils_client.py SERVER-PORT SERIAL STEP [ARGUMENT…]
"""

import json
import re
import socket
import sys
from xml.etree import ElementTree

import adbutils

SECONDS = 20


def connect(client, device):
    return {
        "said": client.connect(device.serial),
        "serials": [each.serial for each in client.device_list()],
        "state": device.get_state(),
        "model": device.prop.model,
    }


def shell(client, device):
    by_marker = device.shell2("echo out; (exit 3)")
    by_protocol = device.shell2("echo out; echo err >&2; exit 7", v2=True)
    return {
        "plain": device.shell(["echo", "a b", "c"]),
        "codes": [by_marker.returncode, by_protocol.returncode],
        "stdout": by_protocol.stdout,
        "stderr": by_protocol.stderr,
    }


def files(client, device, local, remote, back):
    pushed = device.sync.push(local, remote)
    stat = device.sync.stat(remote)
    pulled = device.sync.pull(remote, back)
    folder, name = remote.rsplit("/", 1)
    return {
        "sizes": [pushed, stat.size, pulled],
        "exist": [device.sync.exists(remote), device.sync.exists(remote + ".none")],
        "isListed": name in [entry.path for entry in device.sync.list(folder)],
    }


def folder(client, device, remote, back):
    return {"size": device.sync.pull_dir(remote, back)}


def screen(client, device, package):
    device.app_start(package)
    # Without the flag a screenshot that failed is a black picture.
    image = device.screenshot(error_ok=False)
    return {
        "window": list(device.window_size()),
        "picture": list(image.size),
        "colours": len(image.getcolors(maxcolors=1 << 24)),
        "hierarchy": device.dump_hierarchy(),
        "package": device.app_current().package,
    }


def gestures(client, device, package, text):
    device.app_start(package)
    screens = [device.dump_hierarchy()]
    node = next(node for node in ElementTree.fromstring(screens[0]).iter() if node.get("text") == text)
    left, top, right, bottom = map(int, re.findall(r"\d+", node.get("bounds")))
    device.click((left + right) / 2, (top + bottom) / 2)
    screens.append(device.dump_hierarchy())
    device.keyevent("BACK")
    screens.append(device.dump_hierarchy())
    device.swipe(500, 1500, 500, 700, 0.2)
    screens.append(device.dump_hierarchy())
    device.keyevent("HOME")
    rotations = []
    for turn in ["1", "0"]:
        device.shell(["settings", "put", "system", "user_rotation", turn])
        rotations.append([device.rotation(), *device.window_size()])
    return {"isOn": device.is_screen_on(), "screens": screens, "rotations": rotations}


def echo(connection, content):
    connection.settimeout(SECONDS)
    connection.sendall(content)
    heard = b""
    while len(heard) < len(content):
        piece = connection.recv(1 << 16)
        if not piece:
            break
        heard += piece
    return heard == content


def ports(client, device):
    content = bytes(range(256)) * 100
    port = device.forward_port("tcp:7")
    with socket.create_connection(("127.0.0.1", port), SECONDS) as connection:
        forwarded = echo(connection, content)
    with device.create_connection(adbutils.Network.TCP, 7) as connection:
        direct = echo(connection, content)
    listed = [rule.remote for rule in device.forward_list()]
    device.forward_remove(f"tcp:{port}")
    with socket.create_server(("127.0.0.1", 0)) as server:
        target = f"tcp:{server.getsockname()[1]}"
        with socket.create_server(("127.0.0.1", 0)) as spare:
            source = f"tcp:{spare.getsockname()[1]}"
        device.reverse(source, target)
        reversed_to = [rule.local for rule in device.reverse_list()]
        with socket.create_connection(("127.0.0.1", int(source[4:])), SECONDS) as phone:
            server.settimeout(SECONDS)
            host, _ = server.accept()
            with host:
                phone.sendall(b"hello")
                host.settimeout(SECONDS)
                heard = host.recv(5)
        device.reverse_remove(source)
    return {
        "echoes": [forwarded, direct, heard == b"hello"],
        "listed": listed,
        "isReversed": reversed_to == [target],
        "left": len(device.forward_list()) + len(device.reverse_list()),
    }


def main():
    port, serial, step, *arguments = sys.argv[1:]
    client = adbutils.AdbClient(host="127.0.0.1", port=int(port), socket_timeout=SECONDS)
    steps = [connect, shell, files, folder, screen, gestures, ports]
    chosen = {each.__name__: each for each in steps}[step]
    print(json.dumps(chosen(client, client.device(serial), *arguments)))


main()
