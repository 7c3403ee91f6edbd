import JSON
import Testing
import Tools

@Suite("Notations of plans")
struct PlanNotationTests {
    static let readings: [(PlanNotation, String, [ToolCall])] = [
        (
            .numbered, #"[{"name":"a"},{"name":"b","arguments":{"x":"$1"}}]"#,
            [ToolCall("a"), ToolCall("b", ["x": "$1"])]
        ),
        (.numbered, #"{"calls":[{"name":"a","arguments":{}}]}"#, [ToolCall("a")]),
        (
            .nestful,
            #"""
            [{"name":"route","arguments":{"mode":"car"},"label":"var1"},
             {"name":"pace","arguments":{"d":"$var1.distance$","all":["$var1$"],"t":"in $var1.legs[0].time$ h"},"label":"$var2"},
             {"name":"pay","arguments":{"note":"costs $5 or $var9.x$, $var2$"},"label":"v3"},
             {"name":"var_result","arguments":{"pace":"$var2$"}}]
            """#,
            [
                ToolCall("route", ["mode": "car"]),
                ToolCall("pace", ["d": "${1.distance}", "all": ["${1}"], "t": "in ${1.legs[0].time} h"]),
                ToolCall("pay", ["note": "costs $$5 or $$var9.x$$, ${2}"]),
            ]
        ),
        (
            .droidCall,
            #"""
            [{"id":0,"name":"contact","arguments":{"q":"Ann"}},
             {"id":7,"name":"call","arguments":{"who":"#0","note":"#1 for $3","list":["#7","#0"]}}]
            """#,
            [
                ToolCall("contact", ["q": "Ann"]),
                ToolCall("call", ["who": "$1", "note": "#1 for $$3", "list": ["$2", "$1"]]),
            ]
        ),
    ]

    @Test("Each notation is read into our references", arguments: readings)
    func reading(notation: PlanNotation, text: String, calls: [ToolCall]) throws {
        #expect(try notation.calls(try JSONValue(parsing: text)) == calls)
    }

    static let refusals: [(PlanNotation, String, String)] = [
        (.numbered, "7", "a plan is a list of calls"), (.numbered, "[7]", "call 1: a name is needed here"),
        (.nestful, #"[{"name":"a","arguments":[]}]"#, "call 1 (a): arguments must be an object"),
        (
            .nestful, #"[{"name":"a","label":"v"},{"name":"b","label":"v"}]"#,
            "call 2 (b): \"v\" names another call too"
        ),
        (.droidCall, #"[{"name":"a","id":1},{"name":"b","id":1}]"#, "call 2 (b): \"#1\" names another call too"),
    ]

    @Test("What is no plan is refused with its place", arguments: refusals)
    func refusal(notation: PlanNotation, text: String, description: String) throws {
        let json = try JSONValue(parsing: text)
        let error = #expect(throws: CallPlanError.self) { try notation.calls(json) }
        #expect(error?.code == .malformed)
        #expect(error?.description == description)
    }

    @Test("A plan of NESTFUL's runs as it is meant")
    func runs() async throws {
        let json = try JSONValue(
            parsing: #"""
                [{"name":"find_flight","arguments":{"to":"Rome"},"label":"var1"},
                 {"name":"book","arguments":{"flight":"$var1.id$","note":"for $200, $var1.id$"},"label":"var2"},
                 {"name":"var_result","arguments":{"booking":"$var2$"}}]
                """#)
        let plan = try CallPlan(try PlanNotation.nestful.calls(json), registry: try PlanFixture.registry())
        let outcomes = await plan.run { call, number in number == 1 ? ["id": "LH1"] : .object(call.arguments) }
        #expect(outcomes[1].value == ["flight": "LH1", "seats": 1, "note": "for $200, LH1"])
    }
}
