import FlowDocuments
import Foundation
import JSON
import TestSupport
import Testing

struct FlowReadingTests {
    /// The flow of one command.
    private func command(_ text: String) throws -> FlowCommand {
        let flow = try FlowDocument(reading: Array("appId: a\n---\n- \(text)\n".utf8), file: "f.yaml")
        return try #require(flow.commands.first)
    }

    @Test(
        arguments: [
            ("back", .back), ("hide keyboard", .hideKeyboard), ("action: hideKeyboard", .hideKeyboard),
            ("scroll", .scroll),
            ("inputText: 12", .inputText("12")), ("inputText: {text: \"a: b\"}", .inputText("a: b")),
            ("eraseText", .eraseText(characters: nil)), ("eraseText: 7", .eraseText(characters: 7)),
            ("eraseText: {charactersToErase: 7}", .eraseText(characters: 7)),
            ("pressKey: Volume Up", .pressKey("volume up")),
            ("inputRandomNumber: {length: 3}", .inputRandom(.init(.number, length: 3))),
            ("stopApp", .stopApp(nil)), ("stopApp: b", .stopApp("b")), ("killApp: {appId: b}", .killApp("b")),
            ("setPermissions: {permissions: {all: deny}}", .setPermissions(app: nil, [.init("all", "deny")])),
            ("travel: {points: [\"0,0\", \"1,1\"], speed: 7.5}", .travel(points: ["0,0", "1,1"], speed: "7.5")),
            ("setOrientation: landscapeLeft", .setOrientation("landscapeLeft")),
            ("addMedia: [a.png]", .addMedia(["a.png"])),
            ("assertDarkMode", .assertDarkMode(isDark: true)),
            ("setAirplaneMode: enabled", .setAirplaneMode("enabled")),
            ("evalScript: ${output.a = 1}", .evalScript("${output.a = 1}")),
            ("runFlow: b.yaml", .runFlow(.file("b.yaml"), when: nil, environment: [])),
            (
                "runScript: {file: a.js, env: {A: 1}}",
                .runScript(file: "a.js", when: nil, environment: [.init("A", "1")])
            ),
            ("extendedWaitUntil: {timeout: 5_000, visible: a}", nil),
            ("swipe: {direction: left}", .swipe(.init(.direction(.left)))),
            ("swipe: {start: \"1,2\", end: \"50%,9%\"}", .swipe(.init(.points(start: "1,2", end: "50%,9%")))),
            ("takeScreenshot: {path: p}", .takeScreenshot(.init("p"))),
            ("extractTextWithAI: the price", .ai(.extraction(query: "the price", variable: "aiOutput"))),
        ] as [(String, FlowOperation?)]) func aCommandIsReadInEveryForm(_ text: String, _ wanted: FlowOperation?) throws
    {
        let operation = try command(text).operation
        if let wanted { #expect(operation == wanted) }
    }

    @Test(
        arguments: [
            ("inputText: |\n    a\n    b", "a\nb\n"), ("inputText: >-\n    a\n    b", "a b"),
            ("inputText: 007", "007"), ("inputText: 1e3", "1e3"), ("inputText: 0x1F", "0x1F"),
            ("inputText: yes", "yes"),
            ("inputText: 2024-01-01", "2024-01-01"), ("inputText: 12:30", "12:30"), ("inputText: 1_000", "1_000"),
            ("inputText: \"a\\tb\\u00e9\"", "a\tbé"), ("inputText: 'it''s'", "it's"), ("inputText: a # b", "a"),
            ("{inputText: {text: 'a'}}", "a"), ("'inputText': a", "a"), ("\"inputText\": {\"text\": \"a\"}", "a"),
            ("inputText: {text: ~, label: x}", nil), ("inputText: ", nil), ("inputText: ''", ""),
            ("inputText:\n    text: a\n    optional: True", "a"), ("inputText: a\r", "a"),
        ] as [(String, String?)]) func aTextIsWhatIsWritten(_ written: String, _ wanted: String?) throws
    {
        guard let wanted else {
            #expect(throws: FlowError.self) { try command(written) }
            return
        }
        #expect(try command(written).operation == .inputText(wanted))
    }

    @Test(arguments: ["\u{FEFF}", "---\n", "# comment\n\n", "%YAML 1.2\n---\n"])
    func whatStandsBeforeTheConfigurationIsNoMatter(_ start: String) throws {
        let text = start + "appId: a\r\n---\r\n- back\r\n- tapOn: b\r\n"
        let flow = try FlowDocument(reading: Array(text.utf8), file: "f.yaml")
        #expect(flow.config.appID == "a" && flow.commands.map(\.operation).first == .back)
        #expect(flow.commands.count == 2)
    }

    @Test func aTapHasItsSelectorAndItsOptions() throws {
        let read = try command(
            "tapOn: {text: A, id: b, index: -1, below: {text: C, containsDescendants: [d, {id: e}]}, point: \"50%,50%\", repeat: 2, "
                + "delay: 50, retryTapIfNoChange: true, label: L, optional: true}")
        guard case .tap(let tap) = read.operation, let selector = tap.selector else {
            Issue.record("no tap: \(read)")
            return
        }
        #expect(selector.text == "A" && selector.id == "b" && selector.index == "-1")
        #expect(selector.relations.map(\.kind) == [.below])
        #expect(selector.relations.first?.anchor.relations.map(\.anchor.text) == ["d", nil])
        #expect(tap.point == "50%,50%" && tap.repetitions == "2" && tap.delay == "50" && tap.retryIfNoChange == true)
        #expect(read.label == "L" && read.isOptional)
    }

    @Test func commandsThatAskAModelAreOptionalUnlessTheySayOtherwise() throws {
        #expect(try command("assertNoDefectsWithAI").isOptional)
        #expect(try !command("assertWithAI: {assertion: a, optional: false}").isOptional)
    }

    @Test func theConfigurationIsRead() throws {
        let text = """
            # thimble: {"not": "above a command"}
            appId: a
            name: The Flow
            tags: [x, y]
            env: {B: 1, A: ""}
            onFlowStart: [back]
            properties: {p: q}
            jsEngine: graaljs
            more: {k: [1, true, False, null, text, "true"]}
            ---
            # thimble: {"screen": "s"}
            - back
            """
        let flow = try FlowDocument(reading: Array(text.utf8), file: "d/f.yaml")
        #expect(flow.title == "The Flow" && flow.config.tags == ["x", "y"])
        #expect(flow.config.environment == [.init("B", "1"), .init("A", "")])
        #expect(flow.config.onFlowStart?.map(\.operation) == [.back] && flow.config.onFlowComplete == nil)
        #expect(flow.config.properties == ["p": "q"])
        #expect(flow.config.extensions["more"] == ["k": [1, true, false, nil, "text", "true"]])
        #expect(flow.commands.first?.note == "{\"screen\": \"s\"}")
        #expect(flow.commands.first?.place == SourcePlace("d/f.yaml", line: 12, column: 3))
    }

    @Test(arguments: [
        ("- tapon: a", FlowError.Code.unknownCommand, "did you mean tapOn?", 3),
        ("- assertvisibel: a", .unknownCommand, "did you mean assertVisible?", 3),
        ("- tapOn: {txt: a}", .unknownProperty, "did you mean text?", 3),
        ("- tapOn", .missingValue, "needs something", 3),
        ("- tapOn: a\n  back: b", .invalidValue, "put a dash before back", 4),
        ("- tapOn: {text: a, text: b}", .invalidValue, "twice", 3),
        ("- [a]", .invalidValue, "a command is a name", 3), ("- openBrowser: x", .unknownCommand, "openBrowser", 3),
        ("- swipe: {direction: diagonal}", .invalidValue, "UP, DOWN, LEFT, RIGHT", 3),
        ("- eraseText: many", .invalidValue, "number", 3),
        ("- pressKey: enterr", .invalidValue, "did you mean enter?", 3),
        ("- launchApp: \"\"", .invalidValue, "names no app", 3),
        ("- runFlow: {file: a, commands: [back]}", .invalidValue, "not both", 3),
        ("- repeat: {times: 2}", .missingValue, "commands", 3),
        ("- runFlow: {file: a, env: {A: }}", .invalidValue, "no value for A", 3),
        ("back", .missingConfig, "list of commands", 3),
        ("- tapOn: {traits: txt}", .invalidValue, "did you mean text?", 3),
        ("- tapOn: [", .malformed, "while parsing", 4),
        ("- back\n- runFlow: {file: a, env: {A: 1, A: 2}}", .invalidValue, "A is here twice", 4),
        ("- launchApp: {permissions: {all: allow, all: deny}}", .invalidValue, "all is here twice", 3),
        ("- launchApp: {arguments: {a: {b: 1, b: 2}}}", .invalidValue, "b is here twice", 3),
        ("- swipe: {from: a}", .missingValue, "from and a direction", 3),
        ("- swipe: {start: \"1,2\", end: \"3,4\", direction: UP}", .missingValue, "no mixture", 3),
        ("- swipe: {start: \"1,2\"}", .missingValue, "start and end", 3),
        ("- addMedia: [a.png, {b: c}]", .invalidValue, "list of texts", 3),
    ]) func aFaultHasItsPlaceAndAWayOut(_ text: String, _ code: FlowError.Code, _ part: String, _ line: Int) throws {
        let error = try #require(throws: FlowError.self) {
            try FlowDocument(reading: Array("appId: a\n---\n\(text)\n".utf8), file: "f.yaml")
        }
        #expect(error.code == code, "\(error)")
        #expect(error.message.contains(part), "\(error)")
        #expect(error.place?.line == line, "\(error)")
        #expect(error.excerpt?.contains("^") == true || code == .malformed)
    }

    @Test(arguments: [
        ("- tapOn:", "Incorrect Command Format: tapOn"), ("- back:", "Incorrect Command Format: back"),
        ("- tapOn", "Missing Command Options"), ("- [a, b]", "Invalid Command"), ("- bakc", "Invalid Command: bakc"),
        ("- tapOn: a\n  optional: true", "Invalid Command Format: tapOn"),
        ("- tapOn: {txt: a}", "Unknown Property: txt"),
        ("- runFlow: {file: a, env: {A: }}", "Environment variable has no value: A"),
        ("- retry: {file: a, env: {A: ~}}", "Environment variable has no value: A"),
        ("- setPermissions: {permissions: {all: }}", "Incorrect Format: permissions"),
        ("- scrollUntilVisible: {element: a, direction: around}", "Incorrect Format: direction"),
        ("- runFlow: {when: {platform: Andriod}, file: a}", "Incorrect Format: platform"),
        ("- tapOn: {enabled: perhaps}", "Incorrect Format: enabled"), ("back", "Commands Section Required"),
    ]) func aFaultHasMaestrosTitle(_ text: String, _ title: String) throws {
        let error = try #require(throws: FlowError.self) {
            try FlowDocument(reading: Array("appId: a\n---\n\(text)\n".utf8), file: "f.yaml")
        }
        #expect(error.title == title)
    }

    @Test(
        arguments: [
            ("tapOn: {id: b, text: a, index: 2, point: \"1,2\"}", "Tap on \"a\", id: b, Index: 2 at 1,2"),
            ("tapOn: {text: a, repeat: 3}", "Tap x3 on \"a\""), ("tapOn: {text: a, repeat: 2}", "Double tap on \"a\""),
            ("doubleTapOn: a", "Double tap on \"a\""), ("longPressOn: {point: \"1,2\"}", "Long press on point (1,2)"),
            (
                "tapOn: {width: 200, height: 50, tolerance: 5, enabled: false}",
                "Tap on disabled, Size: 200x50(tolerance: 5)"
            ),
            (
                "assertVisible: {text: a, below: {id: b}, containsDescendants: [c, d], childOf: e, checked: true}",
                "Assert that \"a\", Below id: b, Contains descendants: [\"c\", \"d\"], checked, Child of: \"e\" is visible"
            ),
            ("swipe: {direction: up, from: a}", "Swiping in UP direction on \"a\""),
            ("swipe: {start: \"1%,2%\", end: \"3%,4%\"}", "Swipe from (1%,2%) to (3%,4%) in 400 ms"),
        ]) func aTitleIsMaestrosSentence(_ text: String, _ title: String) throws
    {
        #expect(try command(text).title == title)
    }

    @Test func theExcerptPointsAtTheWord() throws {
        let error = try #require(throws: FlowError.self) {
            try FlowDocument(reading: Array("appId: a\n---\n- back\n- bakc\n- back\n".utf8), file: "f.yaml")
        }
        #expect(error.excerpt == "3 | - back\n4 | - bakc\n  |   ^\n5 | - back")
    }

    @Test func whatIsTooDeepIsRefused() throws {
        let deep = (0..<40).reduce("back") { text, _ in "{repeat: {commands: [\(text)]}}" }
        #expect(throws: FlowError.self) { try command(deep) }
        let selector = (0..<20).reduce("{text: a}") { text, _ in "{below: \(text)}" }
        #expect(throws: FlowError.self) { try command("tapOn: \(selector)") }
    }

    @Test func damagedFlowsAreReadOrRefusedAndNothingElse() throws {
        let text =
            "appId: a\ntags: [b]\n---\n- tapOn: {text: \"${A}\", below: {id: c}}\n- repeat:\n    times: 2\n    commands:\n    - back\n"
        var generator = SystemRandomNumberGenerator()
        let bytes = Array(text.utf8)
        for end in bytes.indices { _ = try? FlowDocument(reading: Array(bytes[..<end]), file: "f") }
        for _ in 0..<2000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: damaged.indices, using: &generator)
                damaged[place] = UInt8.random(in: 0...255, using: &generator)
            }
            do throws(FlowError) {
                _ = try FlowDocument(reading: damaged, file: "f")
            } catch {
                #expect(error.place != nil, "\(error)")
            }
        }
    }
}

/// Flows that others wrote.
@Suite(.enabled(if: SharedFlowFiles.isThere, "the shared flows are absent: set THIMBLE_SHARED"))
struct SharedFlowTests {
    static let index: [(String, Bool)] = {
        guard let bytes = try? SharedFlowFiles().read("index.json"), let index = try? JSONValue(parsing: bytes),
            let files = index["files"]?.object
        else { return [] }
        return files.members.compactMap { name, entry in
            if case .bool(let isValid) = entry["valid"], !name.hasSuffix("/config.yaml") {
                (name, isValid)
            } else {
                nil
            }
        }
    }()

    @Test(arguments: index) func maestrosOwnFlowsAreReadOrRefusedAsTheyAreMeant(_ file: String, _ isValid: Bool) throws
    {
        let files = SharedFlowFiles()
        do throws(FlowError) {
            let flow = try FlowDocument(reading: files.read(file), file: file)
            // Not every file that the valid ones name is part of the data.
            if !isValid { try FlowReferences(files).check(flow) }
            #expect(isValid, "it should be refused")
        } catch {
            #expect(!isValid, "\(error)")
        }
    }

    /// All of them: some names were cut before their ending.
    static let real: [String] = {
        let folder = SharedData.folder.appending(path: "flows").path
        return (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).sorted()
    }()

    /// Unknown properties, no configuration, an assertion that asks for nothing; by the hash in their names.
    private static let refused = [
        "243cecccbb": "Unknown Property: anyOf", "541a1327ed": "Unknown Property: regex",
        "058dd352b6": "Unknown Property: id", "d2c3121a38": "Unknown Property: id",
        "245bfa3631": "Missing Command Options", "f82f50813a": "Config Section Required",
        "749e68a630": "Config Section Required",
    ]

    @Test(arguments: real) func realFlowsAreReadUnlessTheyAreWrong(_ file: String) throws {
        let title = Self.refused.first { file.contains("__\($0.key)__") }?.value
        let bytes = try SharedData.bytes("flows/\(file)")
        do throws(FlowError) {
            _ = try FlowDocument(reading: bytes, file: file)
            #expect(title == nil, "it should be refused")
        } catch {
            #expect(error.title == title && error.place != nil, "\(error)")
        }
    }
}
