import JSON
import Testing
import Tools

@Suite("Plans of calls")
struct CallPlanTests {
    /// The value that `keep` is called with second, after a first call that returned `result`.
    static func kept(_ value: JSONValue, after result: JSONValue) async throws -> CallOutcome {
        let plan = try PlanFixture.keeping("start", value)
        let outcomes = await plan.run { call, number in number == 1 ? result : call.arguments["value"] ?? "nothing" }
        return outcomes[1]
    }

    static let result: JSONValue = [
        "id": "LH1", "price": 99.5, "seats": 3, "open": true, "none": nil, "legs": [["gate": "A1"], ["gate": "B2"]],
        "first-name": "Ann", "größe": 4, "a b": 5,
    ]

    static let substitutions: [(JSONValue, JSONValue)] = [
        // Whole references keep the type.
        ("$1", result), ("${1}", result), ("$1.id", "LH1"), ("$1.price", 99.5), ("${1.seats}", 3), ("$1.open", true),
        ("$1.none", nil), ("$1.legs[1].gate", "B2"), ("$1.legs", [["gate": "A1"], ["gate": "B2"]]), ("$1.größe", 4),
        ("${1.first-name}", "Ann"), ("${1.a b}", 5),
        (["x": ["$1.seats", "y"]], ["x": [3, "y"]]),
        // Inside a text they are written out.
        ("flight $1.id at $1.price.", "flight LH1 at 99.5."), ("${1.seats} seats", "3 seats"),
        ("$1.legs[0].gate$1.legs[1].gate", "A1B2"), ("all: ${1.legs}", #"all: [{"gate":"A1"},{"gate":"B2"}]"#),
        ("${1.none} and ${1.open}", "null and true"), (" $1.id", " LH1"),
        // Dollar signs.
        ("costs $500", "costs $500"), ("$5 or $3.50 for $9", "$5 or $3.50 for $9"), ("$$1", "$1"),
        ("costs $$1", "costs $1"),
        ("$$", "$"), ("$", "$"), ("$x ${y} $", "$x ${y} $"), ("$1,000", "$1,000"), ("$1.50", "$1.50"), ("$1k", "$1k"),
        ("$$$1.id", "$LH1"), ("costs $$${1.seats}", "costs $3"),
        ("$99999999999999999999 is much", "$99999999999999999999 is much"),
    ]

    @Test("A reference becomes what it refers to, and money stays money", arguments: substitutions)
    func substitution(value: JSONValue, expected: JSONValue) async throws {
        #expect(try await Self.kept(value, after: Self.result).value == expected)
    }

    static let missing: [(JSONValue, JSONValue, String)] = [
        ("$1.name", ["id": 1], #"the result of call 1 has no ".name""#),
        ("to $1.a.b", ["a": 1], #"the result of call 1 has no ".a.b""#),
        ("$1[2]", [1, 2], #"the result of call 1 has no "[2]""#),
    ]

    @Test("A part that a result does not have fails the call", arguments: missing)
    func missingField(value: JSONValue, result: JSONValue, message: String) async throws {
        let failure = try await Self.kept(value, after: result).failure
        #expect(failure == CallFailure(.missingField, message, cause: 1))
    }

    @Test("A text may not grow without bound")
    func longText() async throws {
        let half = JSONValue.string(String(repeating: "x", count: 600_000))
        let outcome = try await Self.kept("${1}${1}", after: half)
        #expect(outcome.failure?.code == .tooLong)
        #expect(try await Self.kept("${1}!", after: half).value?.string?.count == 600_001)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        var calls: [ToolCall]
        var code: CallPlanError.Code
        var description: String

        init(_ calls: [ToolCall], _ code: CallPlanError.Code, _ description: String) {
            self.calls = calls
            self.code = code
            self.description = description
        }

        var testDescription: String { description }
    }

    static func keep(_ value: JSONValue) -> ToolCall { ToolCall("keep", ["value": value]) }

    static let refusals: [Refusal] = [
        Refusal(
            [ToolCall("fly")], .unknownTool,
            "call 1 (fly): unknown tool \"fly\"; the tools are find_flight, book, send, sum, keep"),
        Refusal(
            [keep(1), ToolCall("send", ["txt": "$1"])], .invalidCall,
            "call 2 (send), txt: send has no argument \"txt\"; it takes text"),
        Refusal([ToolCall("send")], .invalidCall, "call 1 (send), text: send needs text: a text"),
        Refusal(
            [keep(1), ToolCall("book", ["flight": "$1", "seats": 9])], .invalidCall,
            "call 2 (book), seats: book takes seats: a whole number from 1 to 8, not 9"),
        Refusal(
            [keep(1), keep("$3")], .unknownCall,
            "call 2 (keep), value: \"$3\" refers to no call: the plan has 2 calls, numbered from 1; $$ is a dollar sign"
        ),
        Refusal(
            [keep("$500")], .unknownCall,
            "call 1 (keep), value: \"$500\" refers to no call: the plan has one call; $$ is a dollar sign"),
        Refusal(
            [keep("see ${0.id}")], .unknownCall,
            "call 1 (keep), value: \"${0.id}\" refers to no call: the plan has one call; $$ is a dollar sign"),
        Refusal(
            [keep("by $7.id")], .unknownCall,
            "call 1 (keep), value: \"$7.id\" refers to no call: the plan has one call; $$ is a dollar sign"),
        Refusal([keep(1), keep("$2")], .selfReference, "call 2 (keep), value: \"$2\" refers to the call's own result"),
        Refusal(
            [keep(1), keep("Hello $1!")], .ambiguousReference,
            "call 2 (keep), value: \"$1\" inside a text is the result of call 1 or an amount: write ${1} or $$1"),
        Refusal(
            [keep(1), keep("${1.}")], .malformedReference,
            "call 2 (keep), value: \"${1\" is no reference such as ${1.items[0].name}; $$ is a dollar sign"),
        Refusal(
            [keep(1), keep(["a": ["${1[x]}"]])], .malformedReference,
            "call 2 (keep), value: \"${1\" is no reference such as ${1.items[0].name}; $$ is a dollar sign"),
        Refusal(
            [keep("$2"), keep("${3}"), keep(["$1"])], .cycle,
            "call 1 (keep): call 1 needs 2 needs 3 needs 1: none of them can be first"),
        Refusal(
            [keep("$2"), keep("$3"), keep("$2.x")], .cycle,
            "call 2 (keep): call 2 needs 3 needs 2: none of them can be first"),
        Refusal(
            Array(repeating: keep(1), count: 65), .tooManyCalls, "a plan has 64 calls at most, not 65"),
        Refusal(
            [keep(1)] + (1...40).map { keep("$\($0)") }, .tooDeep,
            "call 33 (keep): more than 32 calls wait for one another"),
        Refusal(
            [keep((0..<70).reduce(1) { value, _ in [value] })], .tooDeep,
            "call 1 (keep), value: lists and objects are nested deeper than 64 levels"),
        // What find_flight declares to return.
        Refusal(
            [ToolCall("find_flight", ["to": "Rome"]), keep("$1.cost")], .unknownField,
            "call 2 (keep), value: the result of call 1 (find_flight) has no \"cost\"; it has: id, price, legs"),
        Refusal(
            [ToolCall("find_flight", ["to": "Rome"]), keep("gate $1.legs[0].door")], .unknownField,
            "call 2 (keep), value: the result of call 1 (find_flight) at \".legs[0]\" has no \"door\"; it has: gate"),
        Refusal(
            [ToolCall("find_flight", ["to": "Rome"]), keep("$1.id[0]")], .unknownField,
            "call 2 (keep), value: the result of call 1 (find_flight) at \".id\" is no list"),
        Refusal(
            [ToolCall("find_flight", ["to": "Rome"]), ToolCall("book", ["flight": "$1.price"])], .wrongType,
            "call 2 (book), flight: it takes a text, but $1.price is a number"),
    ]

    @Test("What cannot work is refused before anything is done", arguments: refusals)
    func refusal(_ refusal: Refusal) throws {
        let registry = try PlanFixture.registry()
        let error = #expect(throws: CallPlanError.self) { try CallPlan(refusal.calls, registry: registry) }
        #expect(error?.code == refusal.code)
        #expect(error?.description == refusal.description)
    }

    @Test("What may fit its argument is let through")
    func mayFit() throws {
        let flight = ToolCall("find_flight", ["to": "Rome"])
        let calls = [
            flight, ToolCall("book", ["flight": "$1.id", "seats": "$1.price", "note": "$1.legs[3].gate"]),
            ToolCall("send", ["text": "Gate ${1.legs[0].gate}, ${1.price}"]),
            ToolCall("sum", ["numbers": ["$1.price", 2]]),
        ]
        #expect(try CallPlan(calls, registry: try PlanFixture.registry()).dependencies == [[], [1], [1], [1]])
    }

    @Test("A call may refer to one that stands behind it")
    func forward() async throws {
        let plan = try PlanFixture.keeping("$3", "x", "${2}y")
        #expect(plan.dependencies == [[3], [], [2]])
        let log = EventLog<Int>()
        let outcomes = await plan.run { call, number in
            log.add(number)
            return call.arguments["value"] ?? nil
        }
        #expect(outcomes.map(\.value) == ["xy", "x", "xy"])
        #expect(log.events == [2, 3, 1])
    }

    @Test("Element ids are checked on the screen of the plan")
    func onScreen() throws {
        let error = #expect(throws: CallPlanError.self) {
            try CallPlan(
                [ToolCall("back"), ToolCall("tap", ["element": 1])], registry: .ui, on: CallSpaceTests.screens[0])
        }
        #expect(error?.description == "call 2 (tap), element: element 1 is a text; elements you can tap: 2, 4, 6")
    }

    @Test("A plan of no calls is done at once")
    func empty() async throws {
        let plan = try CallPlan([], registry: ToolRegistry())
        #expect(await plan.run { _, _ in nil }.isEmpty)
    }
}
