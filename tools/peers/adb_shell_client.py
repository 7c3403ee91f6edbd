"""PyPI's adb-shell as a client: does one step on a device by its own wire code and prints what it saw, as JSON.

    adb_shell_client.py DEVICE-PORT STEP [ARGUMENT…]
"""

import json
import sys

from adb_shell.adb_device import AdbDeviceTcp
from adb_shell.auth.keygen import keygen
from adb_shell.auth.sign_cryptography import CryptographySigner
from adb_shell.auth.sign_pythonrsa import PythonRSASigner
from adb_shell.exceptions import AdbCommandFailureException, TcpTimeoutException

SECONDS = 20
SIGNERS = {"cryptography": CryptographySigner, "rsa": PythonRSASigner.FromRSAKeyPath}


def shell(device, remote):
    device.connect(read_timeout_s=SECONDS)
    return {
        "said": device.shell("echo a; echo b >&2; exit 3"),
        "streamed": "".join(device.streaming_shell("for i in 1 2 3; do echo $i; done")),
        "size": len(device.exec_out(f"cat {remote}", decode=False)),
    }


def files(device, local, remote, back):
    device.connect(read_timeout_s=SECONDS)
    device.push(local, remote, mtime=1_700_000_000)
    mode, size, time = device.stat(remote)
    device.pull(remote, back)
    folder, name = remote.rsplit("/", 1)
    try:
        device.pull(remote + ".none", back + ".none")
        reason = ""
    except AdbCommandFailureException as error:
        reason = str(error)
    return {
        "stat": [mode, size, time],
        "isListed": name in [entry.filename.decode() for entry in device.list(folder)],
        "reason": reason,
    }


def make_key(device, path):
    keygen(path)
    return {"publicKey": open(path + ".pub").read()}


def enter(device, signer, path, seconds):
    asked = []
    try:
        device.connect(
            rsa_keys=[SIGNERS[signer](path)],
            read_timeout_s=SECONDS,
            auth_timeout_s=float(seconds),
            auth_callback=asked.append,
        )
    except TcpTimeoutException:
        return {"isIn": False, "isAsked": bool(asked), "said": ""}
    return {"isIn": True, "isAsked": bool(asked), "said": device.shell("echo in")}


def main():
    port, step, *arguments = sys.argv[1:]
    device = AdbDeviceTcp("127.0.0.1", int(port), default_transport_timeout_s=SECONDS)
    chosen = {each.__name__: each for each in [shell, files, make_key, enter]}[step]
    try:
        print(json.dumps(chosen(device, *arguments)))
    finally:
        device.close()


main()
