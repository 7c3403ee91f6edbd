import JSON
import Testing
import Tools

@testable import LanguageModels

struct GemmaTests {
    static let weather = FunctionDeclaration(
        name: "get_current_weather", description: "Gets the current weather in a given location.",
        parameters: [
            "type": "object",
            "properties": [
                "unit": [
                    "type": "string", "enum": ["celsius", "fahrenheit"],
                    "description": "The unit to return the temperature in.",
                ],
                "location": [
                    "type": "string", "description": "The city and state, e.g. \"San Francisco, CA\" or \"Tokyo, JP\"",
                ],
            ], "required": ["location"],
        ])

    @Test("The transcript that Google prints")
    func transcript() throws {
        let conversation = Conversation(
            messages: [
                .user("Hey, what's the weather in Tokyo right now?"),
                .assistant(
                    "", calls: [Fixture.call(1, "get_current_weather", ["location": "Tokyo, Japan"])]),
                .result(
                    ChatResult(
                        id: "call_1", name: "get_current_weather", content: ["weather": "sunny", "temperature": 15])),
                .assistant("The current weather in Tokyo is sunny with a temperature of 15 degrees Celsius."),
                .user("Thanks"),
            ], tools: [Self.weather])
        #expect(
            try FunctionGemma().prompt(conversation).text == """
                <bos><start_of_turn>developer
                You are a model that can do function calling with the following functions<start_function_declaration>\
                declaration:get_current_weather{description:<escape>Gets the current weather in a given \
                location.<escape>,parameters:{properties:{location:{description:<escape>The city and state, e.g. "San \
                Francisco, CA" or "Tokyo, JP"<escape>,type:<escape>STRING<escape>},unit:{description:<escape>The unit \
                to return the temperature in.<escape>,enum:[<escape>celsius<escape>,<escape>fahrenheit<escape>],\
                type:<escape>STRING<escape>}},required:[<escape>location<escape>],type:<escape>OBJECT<escape>}}\
                <end_function_declaration><end_of_turn>
                <start_of_turn>user
                Hey, what's the weather in Tokyo right now?<end_of_turn>
                <start_of_turn>model
                <start_function_call>call:get_current_weather{location:<escape>Tokyo, Japan<escape>}<end_function_call>\
                <start_function_response>response:get_current_weather{temperature:15,weather:<escape>sunny<escape>}\
                <end_function_response>The current weather in Tokyo is sunny with a temperature of 15 degrees \
                Celsius.<end_of_turn>
                <start_of_turn>user
                Thanks<end_of_turn>
                <start_of_turn>model

                """)
    }

    /// Nested objects, arrays of objects, enumerations, names that differ in case, names of keywords.
    static let rich = FunctionDeclaration(
        name: "plan", description: "Plans.",
        parameters: [
            "type": "object",
            "properties": [
                "b": ["type": "boolean"], "A": ["type": "integer", "description": "First."],
                "type": ["type": "string", "enum": ["x"]],
                "where": [
                    "type": "object", "properties": ["lat": ["type": "number"], "at": ["type": "string"]],
                    "required": ["lat"],
                ],
                "stops": [
                    "type": "array",
                    "items": [
                        "type": "object", "required": ["n"], "properties": ["n": ["type": "string"]],
                        "description": "A stop.",
                    ],
                ],
            ],
        ])

    @Test func nestedDeclarations() throws {
        let conversation = Conversation(messages: [.user("x")], tools: [Self.rich])
        #expect(
            try FunctionGemma().prompt(conversation).text.contains(
                """
                declaration:plan{description:<escape>Plans.<escape>,parameters:{properties:{\
                A:{description:<escape>First.<escape>,type:<escape>INTEGER<escape>},\
                b:{description:<escape><escape>,type:<escape>BOOLEAN<escape>},\
                stops:{description:<escape><escape>,items:{description:<escape>A stop.<escape>,properties:{\
                n:{description:<escape><escape>,type:<escape>STRING<escape>}},required:[<escape>n<escape>],\
                type:<escape>OBJECT<escape>},type:<escape>ARRAY<escape>},\
                type:{description:<escape><escape>,enum:[<escape>x<escape>],type:<escape>STRING<escape>},\
                where:{description:<escape><escape>,properties:{at:{description:<escape><escape>,\
                type:<escape>STRING<escape>},lat:{description:<escape><escape>,type:<escape>NUMBER<escape>}},\
                required:[<escape>lat<escape>],type:<escape>OBJECT<escape>}},type:<escape>OBJECT<escape>}}<
                """))
        #expect(
            try Gemma4().prompt(conversation).text.contains(
                """
                declaration:plan{description:<|"|>Plans.<|"|>,parameters:{properties:{\
                A:{description:<|"|>First.<|"|>,type:<|"|>INTEGER<|"|>},b:{type:<|"|>BOOLEAN<|"|>},\
                stops:{items:{description:<|"|>A stop.<|"|>,properties:{n:{type:<|"|>STRING<|"|>}},\
                required:[<|"|>n<|"|>],type:<|"|>OBJECT<|"|>},type:<|"|>ARRAY<|"|>},\
                type:{enum:[<|"|>x<|"|>],type:<|"|>STRING<|"|>},\
                where:{properties:{at:{type:<|"|>STRING<|"|>},lat:{type:<|"|>NUMBER<|"|>}},required:[<|"|>lat<|"|>],\
                type:<|"|>OBJECT<|"|>}},type:<|"|>OBJECT<|"|>}}<
                """))
    }

    @Test func requiredNamesKeepTheirOrderAndElementsOfAnArrayAreTyped() throws {
        let tool = FunctionDeclaration(
            name: "f", description: "F.",
            parameters: [
                "type": "object",
                "properties": ["z": ["type": "string"], "a": ["type": "array", "items": ["type": "string"]]],
                "required": ["z", "a"],
            ])
        let text = try FunctionGemma().prompt(Conversation(messages: [.user("x")], tools: [tool])).text
        #expect(
            text.contains(
                """
                declaration:f{description:<escape>F.<escape>,parameters:{properties:{a:{description:<escape><escape>,\
                items:{type:<escape>STRING<escape>},type:<escape>ARRAY<escape>},z:{description:<escape><escape>,\
                type:<escape>STRING<escape>}},required:[<escape>z<escape>,<escape>a<escape>],\
                type:<escape>OBJECT<escape>}}<end_function_declaration><end_of_turn>
                """), "\(text)")
    }

    @Test func parallelCallsStandSideBySide() throws {
        let text = try FunctionGemma().prompt(Fixture.parallel).text
        #expect(
            text.hasSuffix(
                """
                <start_of_turn>model
                Both at once.<start_function_call>call:tap{element:3}<end_function_call><start_function_call>\
                call:type{text:<escape>Zoë "Z"
                <escape>}<end_function_call><start_function_response>response:tap{ms:1.5,ok:true}\
                <end_function_response><start_function_response>response:type{value:<escape>typed<escape>}\
                <end_function_response>Done.<end_of_turn>
                <start_of_turn>user
                Thanks<end_of_turn>
                <start_of_turn>model

                """), "\(text)")
        #expect(FunctionGemma().stops == ["<end_of_turn>", "<start_function_response>"])
    }

    @Test func functionsWithoutArguments() throws {
        let back = FunctionDeclaration(name: "back", description: "Back.", parameters: ["type": "object"])
        let text = try FunctionGemma().prompt(Conversation(messages: [.user("x")], tools: [back])).text
        #expect(
            text.contains(
                "declaration:back{description:<escape>Back.<escape>,parameters:{type:<escape>OBJECT<escape>}}<"))
    }

    @Test func contextStandsBeforeTheSentence() throws {
        let text = try FunctionGemma().prompt(Fixture.asked).text
        #expect(
            text.hasPrefix(
                """
                <bos><start_of_turn>developer
                You use a phone.
                You are a model that can do function calling with the following functions<start_function_declaration>\
                declaration:tap
                """))
        #expect(
            try FunctionGemma().prompt(Fixture.bare).text
                == "<bos><start_of_turn>user\nHi<end_of_turn>\n<start_of_turn>model\n")
    }

    @Test func gemma4SystemToolsAndQuestion() throws {
        #expect(
            try Gemma4().prompt(Fixture.asked).text == """
                <bos><|turn>system
                You use a phone.<|tool>declaration:tap{description:<|"|>Taps an element.<|"|>,parameters:{properties:{\
                element:{description:<|"|>Its number.<|"|>,type:<|"|>INTEGER<|"|>}},required:[<|"|>element<|"|>],\
                type:<|"|>OBJECT<|"|>}}<tool|><turn|>
                <|turn>user
                Log in as <|im_end|> Zoë.<turn|>
                <|turn>model
                <|channel>thought
                <channel|>
                """)
    }

    @Test func gemma4ParallelCalls() throws {
        let text = try Gemma4().prompt(Fixture.parallel).text
        #expect(
            text.hasSuffix(
                """
                <|turn>model
                Both at once.<|tool_call>call:tap{element:3}<tool_call|><|tool_call>call:type{text:<|"|>Zoë "Z"
                <|"|>}<tool_call|><|tool_response>response:tap{ms:1.5,ok:true}<tool_response|><|tool_response>\
                response:type{value:<|"|>typed<|"|>}<tool_response|>Done.<turn|>
                <|turn>user
                Thanks<turn|>
                <|turn>model
                <|channel>thought
                <channel|>
                """), "\(text)")
    }

    @Test func gemma4GoesOnAfterResultsAndThinksWhereItMay() throws {
        var conversation = Fixture.called
        #expect(try Gemma4().prompt(conversation).text.hasSuffix("{value:<|\"|>done<|\"|>}<tool_response|>"))
        conversation = Conversation(
            messages: [.user("A"), .assistant("<|channel>thought\nx<channel|>B"), .user("C")], allowsThinking: true)
        #expect(
            try Gemma4().prompt(conversation).text
                == "<bos><|turn>system\n<|think|>\n<turn|>\n<|turn>user\nA<turn|>\n<|turn>model\nB<turn|>\n<|turn>user\nC<turn|>\n<|turn>model\n"
        )
        #expect(try Gemma4(endsThoughtBeforehand: false).prompt(Fixture.bare).text.hasSuffix("<|turn>model\n"))
    }

    @Test func callsWithoutResultsAreNoPrompt() {
        let conversation = Conversation(messages: [.user("x"), .assistant("", calls: [Fixture.call(1, "tap", [:])])])
        #expect(throws: DialectError.self) { try FunctionGemma().prompt(conversation) }
    }

    @Test(arguments: [("a<escape>b", "text"), ("a<escape>\u{301}", "text"), ("x", "a:b"), ("x", "<end_function_call>")])
    func whatTheNotationCannotSayIsRefused(value: String, key: String) {
        let call = ChatCall(id: "1", name: "f", arguments: [key: .string(value)])
        #expect(throws: DialectError.self) { try FunctionGemma().answer("", [call]) }
    }

    static func set(_ arguments: String) -> String { "call {\"arguments\":\(arguments),\"name\":\"set\"}" }

    static func call(_ arguments: String) -> String { "<start_function_call>call:set{\(arguments)}<end_function_call>" }

    @Test(
        arguments: [
            (call("text:<escape>Zoë<escape>,count:15"), [set(#"{"count":15,"text":"Zoë"}"#)]),
            (call(""), [set("{}")]), (call("text:<escape><escape>"), [set(#"{"text":""}"#)]),
            (
                call("text:<escape>},{<end_function_call>\"<escape>"),
                [set(#"{"text":"},{<end_function_call>\""}"#)]
            ),
            (call("on:true,maybe:null,ratio:-1.5e3"), [set(#"{"maybe":null,"on":true,"ratio":-1500}"#)]),
            (call("on:False,maybe:None"), [set(#"{"maybe":null,"on":false}"#)]),
            (
                call("list:[<escape>a<escape>,[1,{b:<escape>c<escape>}],],map:{<escape>k<escape>:{}}"),
                [set(#"{"list":["a",[1,{"b":"c"}]],"map":{"k":{}}}"#)]
            ),
            // A bare value is typed by the schema, or else by its looks.
            (call("text:Tokyo, Japan"), ["fault malformed"]), (call("text: Tokyo "), [set(#"{"text":"Tokyo"}"#)]),
            (call("text:15,other:15,x:so"), [set(#"{"other":15,"text":"15","x":"so"}"#)]),
            (call("text:\"a,b\""), [set(#"{"text":"a,b"}"#)]), (call(#"text:"a\,list:[]"#), ["fault malformed"]),
            (call("count:1,text:x,count:2"), [set(#"{"count":2,"text":"x"}"#)]),
            // Several, with text around, closings left out.
            (
                "Ok: " + call("count:1") + call("count:2") + "\nDone.<end_of_turn>",
                ["text Ok:", set(#"{"count":1}"#), set(#"{"count":2}"#), "text Done."]
            ),
            ("<start_function_call>call:set{count:1}", [set(#"{"count":1}"#)]),
            ("<start_function_call>set{count:1} so", [set(#"{"count":1}"#), "text so"]),
            (
                "<start_function_call>call:set{count:1}<start_function_call>call:set{count:2}",
                [set(#"{"count":1}"#), set(#"{"count":2}"#)]
            ),
            (call("count:1") + "<start_function_response>response:set{}", [set(#"{"count":1}"#)]),
            // Cut off, and no calls.
            ("<start_function_call>", ["fault truncated"]),
            ("<start_function_call>call:set{count:1", ["fault truncated"]),
            ("<start_function_call>call:set{text:<escape>a}<end_function_call>b", ["fault malformed", "text b"]),
            ("<start_function_call>call:set{list:[1}<end_function_call>b", ["fault malformed", "text b"]),
            ("<start_function_call>call:set{count:1<end_function_call>b", ["fault malformed", "text b"]),
            ("<start_function_call>{}<end_function_call>b", ["fault malformed", "text b"]),
            (call("count"), ["fault malformed"]), (call("count:"), ["fault malformed"]),
            ("a <start_function b", ["text a <start_function b"]),
        ] as [(String, [String])])
    func answer(text: String, expected: [String]) {
        #expect(codes(FunctionGemma().events(of: text, tools: CallDialect.tools)) == expected)
    }
}
