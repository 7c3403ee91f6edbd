import JSON
import Screens
import Testing
import ToolTestSupport
import Tools

@Suite("Validation of calls")
struct ValidationTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        var name: String
        var arguments: JSONObject
        var code: ToolCallError.Code
        var message: String
        var argument: String?
        var element: Int?

        init(
            _ name: String, _ arguments: JSONObject, _ code: ToolCallError.Code, _ message: String,
            argument: String? = nil, element: Int? = nil
        ) {
            self.name = name
            self.arguments = arguments
            self.code = code
            self.message = message
            self.argument = argument
            self.element = element
        }

        var testDescription: String { message }
    }

    static let refusals = [
        Refusal("click", ["element": 2], .unknownTool, "unknown tool \"click\"; did you mean tap?"),
        Refusal("Long-Pres", [:], .unknownTool, "unknown tool \"Long-Pres\"; did you mean long_press?"),
        Refusal(
            "teleport", [:], .unknownTool,
            "unknown tool \"teleport\"; the tools are tap, long_press, double_tap, type, clear, press_key, back, home, "
                + "scroll, swipe, open_app, wait, answer, done, infeasible"),
        Refusal(
            "tap", ["index": 2], .unknownArgument, "tap has no argument \"index\"; it takes element", argument: "index"),
        Refusal(
            "back", ["times": 2], .unknownArgument, "back has no argument \"times\"; it takes no arguments",
            argument: "times"),
        Refusal("tap", [:], .missingArgument, "tap needs element: 2, 4 or 6", argument: "element"),
        Refusal(
            "scroll", [:], .missingArgument, "scroll needs direction: up, down, left or right", argument: "direction"),
        Refusal(
            "tap", ["element": 1], .notAfforded, "element 1 is a text; elements you can tap: 2, 4, 6",
            argument: "element", element: 1),
        Refusal(
            "long_press", ["element": 9], .notAfforded, "element 9 is an image; elements you can long-press: 6",
            argument: "element", element: 9),
        Refusal(
            "type", ["element": 2, "text": "x"], .notAfforded,
            "element 2 is a button; elements you can type into: 4", argument: "element", element: 2),
        Refusal(
            "tap", ["element": 12], .noSuchElement, "element 12 is not on this screen (1…9)", argument: "element",
            element: 12),
        Refusal(
            "tap", ["element": 0], .noSuchElement, "element 0 is not on this screen (1…9)", argument: "element",
            element: 0),
        Refusal(
            "tap", ["element": 3], .disabled, "element 3 is disabled; elements you can tap: 2, 4, 6",
            argument: "element", element: 3),
        Refusal(
            "tap", ["element": 7], .covered,
            "element 7 is covered by something else; close that first, or: elements you can tap: 2, 4, 6",
            argument: "element", element: 7),
        Refusal(
            "tap", ["element": 8], .offscreen,
            "element 8 is off the screen; scroll to it first, or: elements you can tap: 2, 4, 6",
            argument: "element", element: 8),
        Refusal(
            "tap", ["element": "2"], .wrongType, "tap takes element: 2, 4 or 6, not a text", argument: "element"),
        Refusal(
            "tap", ["element": 2.5], .wrongType, "tap takes element: 2, 4 or 6, not a number", argument: "element"),
        Refusal(
            "scroll", ["direction": "downwards"], .notAChoice,
            "scroll takes direction: up, down, left or right, not \"downwards\"", argument: "direction"),
        Refusal(
            "type", ["element": 4, "text": .string(String(repeating: "é", count: 1001))], .tooLong,
            "type takes text: a text of 1 to 1000 characters, not 1001", argument: "text"),
        Refusal(
            "type", ["element": 4, "text": ""], .tooShort, "type takes text: a text of 1 to 1000 characters, not 0",
            argument: "text"),
        Refusal(
            "type", ["element": 4, "text": 4711], .wrongType,
            "type takes text: a text of 1 to 1000 characters, not a number", argument: "text"),
        Refusal(
            "type", ["element": 4, "text": "x", "submit": "yes"], .wrongType,
            "type takes submit: true or false, not a text", argument: "submit"),
        Refusal(
            "wait", ["seconds": 61], .outOfRange, "wait takes seconds: a number from 0 to 60, not 61",
            argument: "seconds"),
        Refusal(
            "wait", ["seconds": -0.5], .outOfRange, "wait takes seconds: a number from 0 to 60, not -0.5",
            argument: "seconds"),
        Refusal(
            "wait", ["seconds": "5"], .wrongType, "wait takes seconds: a number from 0 to 60, not a text",
            argument: "seconds"),
        Refusal(
            "wait", ["seconds": 1, "text": nil], .wrongType,
            "wait takes text: a text of 1 to 200 characters, not null", argument: "text"),
    ]

    @Test("A faulty call is refused with a reason to act on", arguments: refusals)
    func refusal(_ refusal: Refusal) {
        let error = #expect(throws: ToolCallError.self) {
            try ToolRegistry.ui.validate(ToolCall(refusal.name, refusal.arguments), on: ToolFixture.inbox)
        }
        #expect(
            error
                == ToolCallError(
                    refusal.code, refusal.message, tool: refusal.name, argument: refusal.argument,
                    element: refusal.element))
    }

    @Test(
        "Where no element can be used, the reason says so",
        arguments: [
            ("tap", [:], "tap needs element, but this screen has none you can tap"),
            ("tap", ["element": 1], "element 1 is a text; there is no element you can tap"),
            (
                "scroll", ["direction": "up", "element": 1],
                "element 1 is a text; there is no element you can scroll; leave element out"
            ),
        ] as [(String, JSONObject, String)])
    func nothingToUse(tool: String, arguments: JSONObject, message: String) {
        let error = #expect(throws: ToolCallError.self) {
            try ToolRegistry.ui.validate(ToolCall(tool, arguments), on: ToolFixture.notice)
        }
        #expect(error?.message == message)
    }

    @Test("A screen without elements has no element to name")
    func emptyScreen() {
        let error = #expect(throws: ToolCallError.self) {
            try ToolRegistry.ui.validate(ToolCall("tap", ["element": 1]), on: ToolFixture.empty)
        }
        #expect(error?.message == "element 1 is not on this screen (it has no elements)")
    }

    @Test("Lists are checked for their count and each of their items")
    func lists() throws {
        let registry = try ToolRegistry(ToolFixture.custom)
        let table: [(JSONValue, ToolCallError.Code)] = [
            ([], .outOfRange), (["a", "b", "c", "d"], .outOfRange), (["a", 1], .wrongType), (["a", ""], .tooShort),
            ("a", .wrongType),
        ]
        for (list, code) in table {
            let error = #expect(throws: ToolCallError.self) {
                try registry.validate(ToolCall("send_mail", ["to": list, "volume": 0]), on: nil)
            }
            #expect(error?.code == code, "\(list)")
        }
    }

    @Test(
        "Arguments come back typed, in the tool's order, with defaults",
        arguments: [
            ("tap", ["element": 2.0], #"{"element":2}"#),
            ("type", ["text": "a", "element": 4], #"{"element":4,"text":"a","submit":false}"#),
            ("type", ["submit": true, "text": "a", "element": 4], #"{"element":4,"text":"a","submit":true}"#),
            ("wait", ["seconds": 3], #"{"seconds":3}"#),
            ("scroll", ["element": 5, "direction": "up"], #"{"direction":"up","element":5}"#),
            ("done", [:], "{}"),
        ] as [(String, JSONObject, String)])
    func normalForm(tool: String, arguments: JSONObject, normal: String) throws {
        let call = try ToolRegistry.ui.validate(ToolCall(tool, arguments), on: ToolFixture.inbox)
        #expect(JSONValue.object(call.arguments).print() == normal)
        let again = try ToolRegistry.ui.validate(call, on: ToolFixture.inbox)
        #expect(again.json == call.json)
    }

    @Test("No reason repeats what was to be typed")
    func secretsStayOut() {
        let secret = String(repeating: "hunter2", count: 200)
        let table: [JSONObject] = [
            ["element": 4, "text": .string(secret)], ["element": 1, "text": "hunter2"],
            ["element": 4, "text": ["hunter2"]],
            ["text": "hunter2"],
        ]
        for arguments in table {
            let error = #expect(throws: ToolCallError.self) {
                try ToolRegistry.ui.validate(ToolCall("type", arguments), on: ToolFixture.inbox)
            }
            #expect(error?.message.contains("hunter2") == false)
        }
    }

    @Test("Names from outside are cut and cleaned before they are quoted")
    func quotedNames() {
        let name = "a\"\n" + String(repeating: "b", count: 100)
        let error = #expect(throws: ToolCallError.self) { try ToolRegistry().validate(ToolCall(name), on: nil) }
        #expect(error?.message.contains("\n") == false)
        #expect((error?.message.count ?? 0) < 100)
    }
}
