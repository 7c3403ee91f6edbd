"""Hostile and wrapped inputs, each with what must come of it."""

from __future__ import annotations

import json
import random
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path

from . import dumps

EXPECTATIONS = "expectations.json"
DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>"
SMALL = DECLARATION + """<hierarchy rotation="0"><node index="0" text="" resource-id="" \
class="android.widget.FrameLayout" \
package="org.example.notes" content-desc="" checkable="false" checked="false" clickable="false" enabled="true" \
focusable="false" focused="false" scrollable="false" long-clickable="false" password="false" selected="false" \
bounds="[0,0][1080,1920]"><node index="0" text="Café Münster" resource-id="org.example.notes:id/title" \
class="android.widget.TextView" package="org.example.notes" content-desc="" checkable="false" checked="false" \
clickable="false" enabled="true" focusable="false" focused="false" scrollable="false" long-clickable="false" \
password="false" selected="false" bounds="[40,80][1040,180]" /><node index="1" text="Save note" \
resource-id="org.example.notes:id/save" class="android.widget.Button" package="org.example.notes" content-desc="" \
checkable="false" checked="false" clickable="true" enabled="true" focusable="true" focused="false" scrollable="false" \
long-clickable="false" password="false" selected="false" bounds="[40,1700][1040,1840]" /></node></hierarchy>\
""".encode()


@dataclass
class Expectation:
    """`outcome`: ok, refuse, or either. `repair`: a pattern one warning's name or text must match when it is read.

    `same_as`: a file whose elements must come out the same; `contains`: strings of the text; `absent`: of any output.
    `tight` holds it to the refusal limits, whatever the outcome.
    """

    outcome: str
    repair: str | None = None
    same_as: str | None = None
    contains: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    rotation: int | None = None
    tight: bool = True


class Maker:
    def __init__(self, folder: Path):
        self.folder = folder
        self.expectations: dict[str, Expectation] = {}

    def put(self, name: str, data, outcome: str, repair: str | None = None, **more) -> None:
        """`data`: bytes, or an iterable of them for files too large to hold at once."""
        with open(self.folder / name, "wb") as file:
            for chunk in [data] if isinstance(data, bytes) else data:
                file.write(chunk)
        self.expectations[name] = Expectation(outcome, repair, **more)

    def finish(self) -> None:
        text = json.dumps({name: asdict(each) for name, each in self.expectations.items()}, indent=1)
        (self.folder / EXPECTATIONS).write_text(text + "\n")


def make(folder: Path, good: list[Path]) -> int:
    """Writes every input and the expectation file; gives the number of inputs."""
    folder.mkdir(parents=True, exist_ok=True)
    maker = Maker(folder)
    sources = {"small": SMALL} | {f"real{number}": path.read_bytes() for number, path in enumerate(good, 1)}
    for stem, data in sources.items():
        maker.put(f"{stem}.xml", data, "ok")
        wrapped(maker, stem, data)
        truncated(maker, stem, data)
    characters(maker)
    shapes(maker)
    refusals(maker)
    large(maker)
    json_inputs(maker)
    maker.finish()
    return len(maker.expectations)


def wrapped(maker: Maker, stem: str, data: bytes) -> None:
    def put(name: str, data: bytes, repair: str | None = ".") -> None:
        maker.put(f"{stem}-{name}.xml", data, "ok", repair, same_as=f"{stem}.xml")

    warning = b"WARNING: linker: /system/lib/libx.so: unused DT entry: type 0x6ffffffe arg 0x1a0\r\r\n"
    text = data.decode("utf-8")
    body = text.split("?>", 1)[1]
    put("trailing-dumped", data + b"UI hierchary dumped to: /dev/tty\n")
    put("trailing-killed", data + b"\nKilled \n")
    put("leading-linker", warning * 3 + data)
    put("leading-and-trailing", warning + data + b"\r\nUI hierchary dumped to: /dev/tty\r\n")
    put("leading-angle", b"I/art <init> 3 < 4 & so on\n" + data)
    put("ansi", b"\x1b[0;32m\x1b[?25l" + data + b"\x1b[0m\x1b[K\n")
    put("crlf", data.replace(b"><", b">\r\n<"), None)
    put("utf8-bom", b"\xef\xbb\xbf" + data, None)
    for order in ("le", "be"):
        put(f"utf16{order}", text.encode(f"utf-16-{order}"))
        put(f"utf16{order}-bom", ("\ufeff" + text).encode(f"utf-16-{order}"))
        put(f"utf16{order}-undeclared-bom", ("\ufeff" + body).encode(f"utf-16-{order}"))
    put("nul-tail", data + b"\0" * 512)
    put("no-declaration", body.encode(), None)
    if stem == "small":
        latin = text.encode("latin-1")
        maker.put(f"{stem}-latin1.xml", latin, "ok", "utf|encod|transcod", contains=["Save note"])
    maker.put(f"{stem}-twice.xml", data + b"\n" + data, "ok", "document")
    maker.put(f"{stem}-and-small.xml", data + SMALL, "ok", "document")
    maker.put(f"{stem}-escaped.xml", data.replace(b'"', b'\\"'), "either", ".")


def truncated(maker: Maker, stem: str, data: bytes) -> None:
    """Cut at 20 seeded places. A cut behind a whole start tag keeps that node, so its label must survive."""
    whole = dumps.read(maker.folder / f"{stem}.xml")
    for number in range(20):
        cut = random.Random(f"{stem} {number}").randrange(1, len(data) - 1)
        kept = [node for node in whole.nodes if node.tag[1] <= cut]
        labels = sorted({label for node in kept if whole.plainly_visible(node) for label in whole.labels(node)})
        outcome = "ok" if kept else "either"
        maker.put(f"{stem}-cut{number:02}.xml", data[:cut], outcome, "trunc|malform|cut", contains=labels)


def characters(maker: Maker) -> None:
    def put(name: str, label: bytes, repair: str | None, contains=(), outcome="ok") -> None:
        maker.put(f"char-{name}.xml", SMALL.replace(b"Save note", label), outcome, repair,
                  contains=["Café Münster", *contains])

    put("ref-nul", b"Save&#0;note", ".")
    put("ref-ffff", b"Save&#xFFFF;note", ".")
    put("ref-control", b"Save&#1;note", ".")
    put("ref-huge", b"Save&#99999999999;note", ".")
    put("ref-lone-high", b"Save &#xD83D; note", ".")
    put("ref-lone-low", b"Save &#56832; note", ".")
    put("ref-pair", b"Save &#55357;&#56832; note", ".", ["\U0001f600"])
    put("ref-astral", b"Save &#128512; note", None, ["\U0001f600"])
    put("raw-nul", b"Save\0note", ".")
    put("raw-control", b"Save\x01\x1bnote", ".")
    put("raw-surrogate", b"Save \xed\xa0\xbd\xed\xb8\x80 note", ".")
    put("overlong", b"Save \xc0\xaf note", ".")
    put("half-sequence", b"Save note \xe4\xb8", ".")
    put("bare-ampersand", b"Save & note", ".", ["Save"])
    put("bare-angle", b"Save < note", ".", ["Save"])
    put("unknown-entity", b"Save&nbsp;note", ".")
    put("bidi", "Save \u202eeton\u202c note".encode(), None)
    put("newline-ref", b"Save&#10;&#13;&#9;note", None, ["Save note"])


def shapes(maker: Maker) -> None:
    nodes = SMALL.split(b"?>", 1)[1].replace(b'<hierarchy rotation="0">', b"").replace(b"</hierarchy>", b"")
    second = nodes.replace(b"Save note", b"Second root")
    both = ["Save note", "Second root"]
    maker.put("roots-bare.xml", DECLARATION + nodes + second, "ok", "root|document", contains=both)
    maker.put("roots-in-hierarchy.xml", DECLARATION + b"<hierarchy rotation='0'>" + nodes + second + b"</hierarchy>",
              "ok", "root|window", contains=both)
    box = b"[40,1700][1040,1840]"
    for name, value, repair in (
            ("inverted", b"[1040,1840][40,1700]", "bound"), ("zero", b"[0,0][0,0]", "bound"),
            ("overflow", b"[99999999999999999999,0][-99999999999999999999,5]", "bound"),
            ("extreme", b"[-2147483648,-2147483648][2147483647,2147483647]", None), ("absent", b"", None),
            ("junk", b"[a,b][c,d]", "bound"), ("decimal", b"[1.5,2][3,4]", None)):
        maker.put(f"bounds-{name}.xml", SMALL.replace(box, value), "ok", repair, contains=["Café Münster"])
    for value, repair, rotation in (
            (b"1", None, 1), (b"3", None, 3), (b"90", "rotation", None), (b"", "rotation", None),
            (b"-1", "rotation", None), (b"99999999999999999999", "rotation", None)):
        data = SMALL.replace(b'rotation="0"', b'rotation="' + value + b'"')
        name = value.decode() or "empty"
        maker.put(f"rotation-{name}.xml", data, "ok", repair, rotation=rotation, contains=["Save note"])
    maker.put("duplicate-attribute.xml", SMALL.replace(b' text="Save', b' text="x" text="Save'), "either", ".")
    maker.put("empty-hierarchy.xml", DECLARATION + b'<hierarchy rotation="0" />', "either")
    ios = '<XCUIElementTypeApplication type="XCUIElementTypeApplication" x="{0}" y="0" width="{0}" height="9"/>'
    for value in ("nan", "inf", "1e400", "-1e40", "0x10", ""):
        maker.put(f"ios-number-{value or 'empty'}.xml", ios.format(value).encode(), "either")


def refusals(maker: Maker) -> None:
    def put(name: str, data, **more) -> None:
        maker.put(name, data, "refuse", **more)

    put("empty.xml", b"")
    put("white.xml", b" \r\n\t \n")
    put("error-null-root.xml", b"ERROR: null root node returned by UiTestAutomationBridge.\n")
    put("error-idle.xml", b"ERROR: could not get idle state.\n")
    put("killed.xml", b"Killed \n")
    put("declaration-only.xml", DECLARATION)
    put("html.xml", b"<!doctype html><html><body><p>Not a dump</p></body></html>")
    put("binary.bin", random.Random(1).randbytes(200_000))
    put("nul.bin", b"\0" * 100_000)
    put("png.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + random.Random(2).randbytes(5000))
    put("gzip.gz", b"\x1f\x8b\x08\0" + random.Random(3).randbytes(5000))
    put("angles.xml", b"<" * 1_000_000)
    body = SMALL.split(b"?>", 1)[1]
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    laughs = body.replace(b"Save note", b"&l9;")
    put("laughs.xml", DECLARATION + b'<!DOCTYPE hierarchy [<!ENTITY l0 "lol">' + entities + b"]>" + laughs)
    long_entity = b'<!DOCTYPE hierarchy [<!ENTITY a "' + b"a" * 100_000 + b'">]>'
    put("quadratic.xml", DECLARATION + long_entity + body.replace(b"Save note", b"&a;" * 20_000))
    for name, system in (("file", b"file:///etc/passwd"), ("plain", b"/etc/passwd"), ("http", b"http://127.0.0.1:9/x")):
        entity = b'<!DOCTYPE hierarchy [<!ENTITY x SYSTEM "' + system + b'">]>'
        put(f"xxe-{name}.xml", DECLARATION + entity + body.replace(b"Save note", b"&x;"), absent=["root:"])
        # In an attribute an external entity is ill-formed anyway; as content only the loader's refusal protects.
        content = body.replace(b"</hierarchy>", b"&x;</hierarchy>")
        put(f"xxe-content-{name}.xml", DECLARATION + entity + content, absent=["root:"])
    parameter = b'<!DOCTYPE hierarchy [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>'
    put("xxe-parameter.xml", DECLARATION + parameter + body, absent=["root:"])
    recursive = b'<!DOCTYPE hierarchy [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'
    put("entity-loop.xml", DECLARATION + recursive + body.replace(b"Save note", b"&a;"))
    include = b'<hierarchy xmlns:xi="http://www.w3.org/2001/XInclude">'
    maker.put("xinclude.xml", DECLARATION + include + b'<xi:include href="/etc/passwd" parse="text"/></hierarchy>',
              "either", absent=["root:"])
    maker.put("dtd-external.xml", DECLARATION + b'<!DOCTYPE hierarchy SYSTEM "http://127.0.0.1:9/x.dtd">' + body,
              "either", absent=["root:"])


def large(maker: Maker) -> None:
    million = b"a" * 1_000_000
    node = b'<node class="a" bounds="[0,0][9,9]">'
    maker.put("deep-100k.xml", [b"<hierarchy>", node * 100_000, b"</node>" * 100_000, b"</hierarchy>"], "refuse")
    maker.put("deep-100k-open.xml", [b"<hierarchy>", node * 100_000], "refuse")
    maker.put("deep-1m-tags.xml", [b"<a>" * 1_000_000], "refuse")
    head, tail = SMALL.split(b"Save note")
    maker.put("attribute-100mb.xml", [head, *[million] * 100, tail], "refuse")
    maker.put("attribute-100mb-open.xml", [head, *[million] * 100], "refuse")
    maker.put("name-100mb.xml", [b"<hierarchy><", *[million] * 100, b"/></hierarchy>"], "refuse")
    maker.put("comment-100mb.xml", [b"<hierarchy><!--", *[million] * 100, b"--></hierarchy>"], "either")
    maker.put("noise-100mb.xml", [*[million] * 100, SMALL], "either")
    maker.put("attributes-100k.xml", [b"<hierarchy><node ", *(b'a%d="1" ' % n for n in range(100_000)),
                                      b"/></hierarchy>"], "either")
    maker.put("references-1m.xml", [head, b"&amp;" * 1_000_000, tail], "either")
    maker.put("nodes-1m.xml", [b'<hierarchy rotation="0">', b'<node bounds="[0,0][9,9]"/>' * 1_000_000,
                               b"</hierarchy>"], "either")
    siblings = b'<node text="%d" clickable="true" class="a" bounds="[0,0][9,9]"/>'
    maker.put("siblings-20k.xml", [b'<hierarchy rotation="0">', *(siblings % n for n in range(20_000)),
                                   b"</hierarchy>"], "either", tight=False)
    maker.put("documents-20k.xml", [b"<hierarchy/>" * 20_000], "either", tight=False)
    maker.put("deep-100k.json", [b'{"children":[' * 100_000, b"]}" * 100_000], "refuse")
    maker.put("deep-100k-arrays.json", [b"[" * 100_000], "refuse")
    maker.put("string-100mb.json", [b'{"views":[{"text":"', *[million] * 100, b'"}]}'], "refuse")
    maker.put("views-1m.json", [b'{"views":[', b'{"text":"a"},' * 999_999, b'{"text":"a"}]}'], "either")


def json_inputs(maker: Maker) -> None:
    view = {"class": "android.widget.Button", "text": "Save note", "clickable": True, "enabled": True, "visible": True,
            "bounds": [[40, 40], [400, 140]], "temp_id": 1, "parent": 0, "children": [], "child_count": 0,
            "package": "org.example.notes", "resource_id": None, "content_description": None}
    root = view | {"class": "android.widget.FrameLayout", "text": None, "clickable": False, "temp_id": 0, "parent": -1,
                   "bounds": [[0, 0], [1080, 1920]], "children": [1], "child_count": 1}
    good = json.dumps({"foreground_activity": "org.example.notes/.Main", "width": 1080, "height": 1920,
                       "views": [root, view]})
    kept = ["Save note"]
    maker.put("views.json", good.encode(), "ok", contains=kept)

    def put(name: str, text: str | bytes, outcome: str, repair: str | None, **more) -> None:
        data = text if isinstance(text, bytes) else text.encode()
        maker.put(f"views-{name}.json", data, outcome, repair, **more)

    put("bom", "\ufeff" + good, "ok", None, same_as="views.json")
    put("utf16", ("\ufeff" + good).encode("utf-16-le"), "ok", ".", same_as="views.json")
    put("trailing", good + "\nKilled\n", "ok", ".", same_as="views.json")
    put("twice", good + "\n" + good, "ok", ".", contains=kept)
    put("nan", good.replace("1920]]", "NaN]]", 1), "either", ".")
    put("infinity", good.replace("1920]]", "1e999]]", 1), "either", None)
    put("huge-integer", good.replace("1920]]", "9" * 400 + "]]", 1), "either", None)
    put("duplicate-key", good.replace('"text": "Save note"', '"text": "First", "text": "Save note"'), "either", ".")
    put("lone-surrogate", good.replace("Save note", "Save \\ud83d note"), "ok", ".")
    put("nul-escape", good.replace("Save note", "Save\\u0000note"), "ok", ".")
    put("raw-latin1", good.replace("Save note", "Caf\xe9").encode("latin-1"), "ok", ".")
    put("parent-loop", good.replace('"parent": -1', '"parent": 1'), "either", ".")
    put("parent-range", good.replace('"parent": 0', '"parent": 99'), "either", ".")
    put("children-loop", good.replace('"children": [], "child_count": 0', '"children": [0, 1, 1], "child_count": 3'),
        "either", None)
    put("wrong-types", re.sub(r'"text": "Save note"', '"text": {"a": [1]}', good), "either", None)
    for number in range(10):
        cut = random.Random(f"json {number}").randrange(1, len(good) - 1)
        put(f"cut{number}", good[:cut], "either", ".")
    for name, text in (("null", "null"), ("number", "1"), ("string", '"views"'), ("list", "[]"), ("object", "{}")):
        maker.put(f"scalar-{name}.json", text.encode(), "refuse")
