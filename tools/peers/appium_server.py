"""The far end of Appium's client: W3C WebDriver before a phone, for as long as a script runs with it.

    appium_server.py SCRIPT [ARGUMENT…]

Runs the script with APPIUM_URL set, and ends as it does. Of Appium and its UiAutomator2 driver it has what exported
scripts ask for, with the names, needed arguments and errors of theirs; PyPI's uiautomator2 reaches the phone.
"""

import base64
import json
import os
import re
import subprocess
import sys
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.etree import ElementTree

import uiautomator2

SESSIONS = {}


class Refusal(Exception):
    """An error of the protocol: its name, and the status that belongs to it."""

    statuses = {"invalid argument": 400, "invalid session id": 404, "session not created": 500, "unknown command": 404}

    def __init__(self, error, message):
        super().__init__(message)
        self.error, self.status = error, self.statuses.get(error, 500)


def shell(phone, *words):
    answer = phone.shell(list(words))
    if answer.exit_code != 0:
        raise Refusal("unknown error", f"{' '.join(words)}: {answer.output.strip()}")
    return answer.output


# Commands of a session: what follows its id, and the method.


def source(phone, _):
    """The dump as the driver has it, whose tags are the classes."""
    root = ElementTree.fromstring(phone.dump_hierarchy())
    for node in list(root.iter())[1:]:
        node.tag = node.get("class") or "android.view.View"
    width, height = phone.window_size()
    root.attrib.update({"index": "0", "class": "hierarchy", "width": str(width), "height": str(height)})
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def window(phone, _):
    width, height = phone.window_size()
    return {"x": 0, "y": 0, "width": width, "height": height}


def screenshot(phone, _):
    return base64.b64encode(phone.adb_device.shell("screencap -p", encoding=None)).decode()


def orientation(phone, body):
    phone.set_orientation({"PORTRAIT": "natural", "LANDSCAPE": "left"}[body["orientation"]])


def actions(phone, body):
    """One finger; what it does between going down and coming up is one gesture."""
    (pointer,) = body["actions"]
    if pointer["type"] != "pointer" or pointer["parameters"]["pointerType"] != "touch":
        raise Refusal("invalid argument", "only a finger is known here")
    place = start = None
    held = 0
    for action in pointer["actions"]:
        held += action.get("duration", 0)
        if action["type"] == "pointerMove":
            place = (action["x"], action["y"])
        elif action["type"] == "pointerDown":
            start, held = place, 0
        elif action["type"] == "pointerUp" and start == place:
            phone.long_click(*place, held / 1000)
        elif action["type"] == "pointerUp":
            phone.swipe(*start, *place, duration=held / 1000)


def execute(phone, body):
    name, (arguments, *_) = body["script"], body["args"] or [{}]
    if name not in MOBILE:
        raise Refusal("unknown command", f"Unknown mobile command {name!r}")
    needed, command = MOBILE[name]
    missing = [key for key in needed if arguments.get(key) is None]
    if missing:
        raise Refusal("invalid argument", f"{name} needs {', '.join(missing)}")
    return command(phone, arguments)


COMMANDS = {
    ("GET", "source"): source,
    ("GET", "window/rect"): window,
    ("GET", "screenshot"): screenshot,
    ("POST", "orientation"): orientation,
    ("POST", "actions"): actions,
    ("POST", "execute/sync"): execute,
}


# The driver's own commands, and the arguments that each needs.


def is_keyboard_shown(phone, _):
    return "mInputShown=true" in shell(phone, "dumpsys", "input_method")


def hide_keyboard(phone, _):
    phone.press("back")


def terminate(phone, arguments):
    was_running = phone.shell(["pidof", arguments["appId"]]).exit_code == 0
    phone.app_stop(arguments["appId"])
    return was_running


def activate(phone, arguments):
    shell(phone, "monkey", "-p", arguments["appId"], "-c", "android.intent.category.LAUNCHER", "1")


def clear(phone, arguments):
    if "Success" not in shell(phone, "pm", "clear", arguments["appId"]):
        raise Refusal("unknown error", f"cannot clear {arguments['appId']}")


def change_permissions(phone, arguments):
    app, names = arguments["appPackage"], arguments["permissions"]
    if names == "all":
        names = sorted(set(re.findall(r"android\.permission\.\w+", shell(phone, "dumpsys", "package", app))))
    for name in names:
        shell(phone, "pm", arguments["action"], app, name)


def deep_link(phone, arguments):
    words = ["am", "start", "-W", "-a", "android.intent.action.VIEW", "-d", arguments["url"]]
    if "unable to resolve" in shell(phone, *words, *filter(None, [arguments.get("package")])):
        raise Refusal("unknown error", f"nothing opens {arguments['url']}")


def ui_mode(phone, arguments):
    return re.search(r":\s+(\w+)", shell(phone, "cmd", "uimode", arguments["mode"])).group(1)


# Source: `execute-method-map.ts` of appium-uiautomator2-driver, and what its functions refuse to go without.
MOBILE = {
    "mobile: activateApp": (["appId"], activate),
    "mobile: changePermissions": (["permissions", "appPackage", "action"], change_permissions),
    "mobile: clearApp": (["appId"], clear),
    "mobile: deepLink": (["url"], deep_link),
    "mobile: doubleClickGesture": (["x", "y"], lambda phone, given: phone.double_click(given["x"], given["y"])),
    "mobile: getUiMode": (["mode"], ui_mode),
    "mobile: hideKeyboard": ([], hide_keyboard),
    "mobile: isKeyboardShown": ([], is_keyboard_shown),
    "mobile: pressKey": (["keycode"], lambda phone, given: phone.press(given["keycode"])),
    "mobile: setUiMode": (
        ["mode", "value"], lambda phone, given: shell(phone, "cmd", "uimode", given["mode"], given["value"]) and None),
    "mobile: terminateApp": (["appId"], terminate),
    "mobile: type": (["text"], lambda phone, given: phone.send_keys(given["text"])),
}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def handle_any(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length) or b"{}")
        try:
            status, value = 200, self.answer(body)
        except Refusal as refusal:
            status, value = refusal.status, {"error": refusal.error, "message": str(refusal), "stacktrace": ""}
        except Exception as failure:
            status, value = 500, {"error": "unknown error", "message": repr(failure), "stacktrace": ""}
        content = json.dumps({"value": value}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_DELETE = handle_any

    def answer(self, body):
        _, base, *rest = self.path.split("/", 3)
        if (self.command, base, rest) == ("POST", "session", []):
            return self.create(body["capabilities"])
        if base != "session" or rest[0] not in SESSIONS:
            raise Refusal("invalid session id", f"no session is open at {self.path}")
        if self.command == "DELETE" and len(rest) == 1:
            del SESSIONS[rest[0]]
            return None
        command = COMMANDS.get((self.command, rest[-1]))
        if command is None:
            raise Refusal("unknown command", f"{self.command} {self.path} is not known here")
        return command(SESSIONS[rest[0]], body)

    def create(self, capabilities):
        given = {**capabilities.get("alwaysMatch", {}), **(capabilities.get("firstMatch") or [{}])[0]}
        if given.get("platformName") != "Android" or given.get("appium:automationName") != "UIAutomator2":
            raise Refusal("session not created", f"no driver is installed for {given}")
        name = str(uuid.uuid4())
        SESSIONS[name] = uiautomator2.connect(given.get("appium:udid"))
        return {"sessionId": name, "capabilities": given}


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    environment = {**os.environ, "APPIUM_URL": f"http://127.0.0.1:{server.server_port}"}
    code = subprocess.run([sys.executable, *sys.argv[1:]], env=environment).returncode
    if SESSIONS:
        print("appium_server: the script left a session open", file=sys.stderr)
    sys.exit(code or (70 if SESSIONS else 0))


main()
