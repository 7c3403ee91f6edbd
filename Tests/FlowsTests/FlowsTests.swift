import Foundation
import Hierarchies
import JSON
import Testing
import Tools
import YAML

@testable import Flows
@testable import Screens

/// Texts that would do harm, or mean something else, wherever they are not taken literally.
let hostileTexts = [
    "plain", "it's", "say \"hi\"", "$(reboot)", "`reboot`", "a; reboot", "a && reboot", "a | b > c", "%s", "100%%s",
    "100% sure", "${APP_ID}", "\\${x}", "$HOME", "#no", "a: b", "- item", "? key", "* star", "&anchor", "!tag", "yes",
    "null", "1e3", "~", "", " lead", "trail ", "back\\slash", "[x]", "{y}", "*", "!!", "a'b\"c`d$e\\f", "-n", "%",
]

/// Texts that only files can hold, not Android's `input text`.
let unicodeTexts = [
    "two\nlines", "tab\there", "🙂 smile", "مرحبا", "\u{202E}evil", "\u{2028}x", "\u{85}y", "\u{FEFF}z", "日本語",
]

@Suite struct ActionTests {
    @Test("A call becomes the action with the element's point and a chain of selectors")
    func tap() throws {
        let form = SampleForm()
        guard case .tap(let target) = try form.action("tap", ["element": .integer(form.id("Sign in"))]) else {
            Issue.record("no tap")
            return
        }
        #expect(target.point == Point(x: 500, y: 1050))
        #expect(target.chain.selectors.first == Selector(id: "go"))
        #expect(target.chain.position == .percent(x: 50, y: 52) || target.chain.position == .percent(x: 50, y: 53))
    }

    @Test("Typing replaces what a field holds, and tells no secret's length")
    func erasure() throws {
        let form = SampleForm()
        func erasure(_ label: String) throws -> Action.Erasure? {
            let call = try form.action("type", ["element": .integer(form.id(label)), "text": "x"])
            guard case .inputText(let input) = call else { return nil }
            return input.erasure
        }
        #expect(try erasure("Name") == Action.Erasure(count: 3))
        #expect(try erasure("Password") == .unknown)
        #expect(try erasure("Note") == nil)
    }

    @Test(
        "A call that cannot be done names the tool and the element",
        arguments: [
            ("tap", 99, ToolCallError.Code.noSuchElement), ("type", 1, .notAfforded), ("fly", 1, .unknownTool),
        ])
    func refused(tool: String, element: Int64, code: ToolCallError.Code) throws {
        let error = #expect(throws: ToolCallError.self) {
            try SampleForm().action(tool, ["element": .integer(element), "text": "x"])
        }
        #expect(error?.tool == tool)
        #expect(error?.code == code)
    }

    @Test("Scrolling moves the finger against the direction, inside the list", arguments: Direction.allCases)
    func scroll(direction: Direction) throws {
        let action = try SampleForm().action("scroll", ["direction": .string(direction.rawValue)])
        guard case .scroll(let gesture) = action else {
            Issue.record("no scroll")
            return
        }
        #expect(gesture.direction == direction.opposite)
        let list = Rect(left: 0, top: 1200, right: 1000, bottom: 2000)
        #expect(list.contains(gesture.from) && list.contains(gesture.to))
        let (x, y) = (gesture.to.x - gesture.from.x, gesture.to.y - gesture.from.y)
        switch direction {
        case .down: #expect(x == 0 && y == -400)
        case .up: #expect(x == 0 && y == 400)
        case .right: #expect(x == -500 && y == 0)
        case .left: #expect(x == 500 && y == 0)
        }
    }

    @Test("A swipe stays on the screen, and goes a quarter of it at least", arguments: Direction.allCases)
    func swipe(direction: Direction) throws {
        let form = SampleForm()
        let screen = Rect(left: 0, top: 0, right: 1000, bottom: 2000)
        for element in form.screen.elements where element.role != .text {
            let arguments: JSONObject = [
                "direction": .string(direction.rawValue), "element": .integer(Int64(element.id)),
            ]
            guard case .swipe(let gesture) = try form.action("swipe", arguments) else { continue }
            #expect(element.bounds.contains(gesture.from))
            #expect(screen.contains(gesture.to))
            #expect(gesture.from != gesture.to)
        }
    }
}

@Suite struct MaestroTests {
    @Test("Text that would run as a script is escaped, and Maestro's unescaping gives it back", arguments: hostileTexts)
    func script(text: String) throws {
        let escaped = FlowText.escaped(text)
        // What Maestro does: run what has no backslash before it, then take one backslash off.
        let script = try NSRegularExpression(pattern: #"(?<!\\)\$\{[^$]*\}"#)
        let whole = NSRange(escaped.startIndex..., in: escaped)
        #expect(script.firstMatch(in: escaped, range: whole) == nil)
        let seen = try NSRegularExpression(pattern: #"\\(\$\{[^$]*\})"#)
            .stringByReplacingMatches(in: escaped, range: whole, withTemplate: "$1")
        #expect(seen == text)
    }

    @Test("A whole flow is a config, a line of dashes and the steps")
    func flow() throws {
        let form = SampleForm()
        let type = try form.action(
            "type", ["element": .integer(form.id("Name")), "text": "Ann ${x}", "submit": .bool(true)])
        let flow = RecordedFlow(
            appID: form.screen.packageName,
            steps: [
                FlowStep(.launchApp("com.example.app")), FlowStep(type), FlowStep(.back), FlowStep(.pressKey(.home)),
                FlowStep(.wait(seconds: 1.5, until: nil)), FlowStep(.finish(.answer("two\nlines"))),
                FlowStep(.finish(.done(summary: nil))),
            ])
        let lines = try flow.print().split(separator: "\n").filter { !$0.hasPrefix("# thimble: {\"element") }
        #expect(
            lines == [
                "appId: \"com.example.app\"", "---", "- launchApp:", "    appId: \"com.example.app\"",
                "    stopApp: false", "- tapOn:", "    id: \"name\"", "- eraseText: 3",
                #"- inputText: "Ann \\${x}""#, "- pressKey: Enter", "- back", "- pressKey: Home",
                "- waitForAnimationToEnd:", "    timeout: 1500", #"# thimble: {"answer":"two\nlines"}"#,
            ])
    }

    @Test("The note holds the rest of the chain and the screen, as JSON on a comment line of plain ASCII")
    func note() throws {
        let form = SampleForm()
        let action = try form.action("tap", ["element": .integer(form.id("Sign in"))])
        let lines = try FlowStep(action, on: form.screen.fingerprint).print().split(separator: "\n")
        let first = try #require(lines.first)
        #expect(first.hasPrefix("# thimble: "))
        #expect(first.utf8.allSatisfy { (0x20...0x7E).contains($0) })
        let note = try #require(try JSONValue(parsing: String(first.dropFirst(11))).object)
        let memory = try #require(note["element"].flatMap(ElementMemory.init))
        #expect(memory.json == note["element"])
        #expect(memory.label == "sign in" && memory.role == "button")
        #expect(note["screen"]?.string == form.screen.fingerprint.description)
        let alternatives = try #require(note["alternatives"]?.array)
        #expect(alternatives.first?.object?["text"]?.string == "Sign in")
        #expect(alternatives.last?.object?["point"]?.string?.hasSuffix("%") == true)
    }

    @Test("Any text is one double-quoted line that a YAML reader gives back", arguments: hostileTexts + unicodeTexts)
    func quoting(text: String) throws {
        let quoted = YAMLNode.quoted(text)
        #expect(quoted.hasPrefix("\"") && quoted.hasSuffix("\""))
        let breaks: Set<Unicode.Scalar> = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\t", "\u{FEFF}", "\u{202E}"]
        #expect(!quoted.unicodeScalars.contains(where: breaks.contains))
        #expect(Self.unquoted(quoted) == text)
    }

    /// YAML's escapes undone, by the letters of its specification (5.7) that the writer uses.
    private static func unquoted(_ quoted: String) -> String {
        var result = String.UnicodeScalarView()
        var rest = quoted.unicodeScalars.dropFirst().dropLast()
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let letter = rest.popFirst() else {
                result.append(scalar)
                continue
            }
            let widths: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
            let plain: [Unicode.Scalar: Unicode.Scalar] = ["n": "\n", "r": "\r", "t": "\t"]
            if let width = widths[letter] {
                let digits = String(String.UnicodeScalarView(rest.prefix(width)))
                rest = rest.dropFirst(width)
                result.append(UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "?")
            } else {
                result.append(plain[letter] ?? letter)
            }
        }
        return String(result)
    }

    @Test(
        "What Maestro cannot say is refused with a reason",
        arguments: [
            (Action.launchApp("Settings"), ExportError.Code.unresolvedApp),
            (.launchApp("com.x; reboot"), .unresolvedApp), (.pressKey(.camera), .unsupportedKey),
        ])
    func refused(action: Action, code: ExportError.Code) {
        let error = #expect(throws: ExportError.self) { try FlowStep(action).print() }
        #expect(error?.code == code)
    }

    @Test("Endings are comments or nothing")
    func endings() throws {
        #expect(try FlowStep(.finish(.done(summary: "ok"))).print() == "")
        #expect(
            try FlowStep(.finish(.infeasible(reason: "no\u{2028}- tapOn: x"))).print()
                == "# thimble: {\"infeasible\":\"no\\u2028- tapOn: x\"}\n")
    }

    @Test("A selector with every part is written with Maestro's keys")
    func selector() throws {
        var row = Selector(
            id: "row",
            relations: [.init(.containsDescendant, Selector(text: "A: b")), .init(.below, Selector(text: "Top"))])
        row.enabled = true
        let selector = Selector(text: "Go", relations: [.init(.childOf, row)], index: 2)
        let target = Action.Target(
            point: Point(x: 1, y: 2), chain: SelectorChain(selectors: [selector], position: .percent(x: 1, y: 2)))
        let lines = try FlowStep(.longPress(target)).print().split(separator: "\n").dropFirst()
        #expect(
            Array(lines) == [
                "- longPressOn:", "    text: \"Go\"", "    index: 2", "    childOf:", "      id: \"row\"",
                "      enabled: true", "      below: \"Top\"", "      containsDescendants:", "        - \"A: b\"",
            ])
    }
}
