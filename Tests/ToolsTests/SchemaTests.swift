import JSON
import Testing
import ToolTestSupport
import Tools

@Suite("JSON Schemas of tools")
struct SchemaTests {
    static let goldens: [(tool: String, schema: String)] = [
        (
            "tap",
            """
            {"type":"object","properties":{"element":{"type":"integer","enum":[2,4,6],\
            "description":"The element to tap."}},"required":["element"],"additionalProperties":false}
            """
        ),
        (
            "type",
            """
            {"type":"object","properties":{"element":{"type":"integer","enum":[4],"description":"The field."},\
            "text":{"type":"string","minLength":1,"maxLength":1000,"description":"The text to type."},\
            "submit":{"type":"boolean","description":"Press enter afterwards.","default":false}},\
            "required":["element","text"],"additionalProperties":false}
            """
        ),
        ("back", #"{"type":"object","properties":{},"additionalProperties":false}"#),
        (
            "wait",
            """
            {"type":"object","properties":{"seconds":{"type":"number","minimum":0,"maximum":60,\
            "description":"How long at most."},"text":{"type":"string","minLength":1,"maxLength":200,\
            "description":"Go on as soon as this text is shown."}},"required":["seconds"],\
            "additionalProperties":false}
            """
        ),
    ]

    @Test("The schema of a tool's arguments, to the letter", arguments: goldens)
    func argumentsSchema(tool: String, schema: String) throws {
        #expect(try #require(CallSpace(.ui, on: ToolFixture.inbox)[tool]).argumentsSchema.print() == schema)
    }

    @Test("Without a screen an element is any id from 1")
    func withoutScreen() throws {
        let schema = try #require(CallSpace(.ui, on: nil)["tap"]).argumentsSchema
        #expect(schema["properties"]?["element"]?["minimum"] == 1)
        #expect(schema["properties"]?["element"]?["enum"] == nil)
    }

    @Test("The schema of a call has one closed alternative a tool")
    func callSchema() throws {
        let space = CallSpace(.ui, on: ToolFixture.inbox)
        let calls = try #require(space.jsonSchema["anyOf"]?.array)
        #expect(calls.map { $0["properties"]?["name"]?["const"]?.string } == space.choices.map(\.tool.name))
        #expect(calls.allSatisfy { $0["additionalProperties"] == false })
        #expect(CallSpace(ToolRegistry(), on: nil).jsonSchema["not"] == [:])
    }

    @Test("The OpenAI form holds each tool's name, description and schema")
    func openAI() throws {
        let space = CallSpace(.ui, on: ToolFixture.inbox)
        let tools = try #require(space.openAITools.array)
        #expect(tools.count == space.choices.count)
        for (tool, choice) in zip(tools, space.choices) {
            #expect(tool["type"] == "function")
            #expect(tool["function"]?["name"] == .string(choice.tool.name))
            #expect(tool["function"]?["description"] == .string(choice.tool.summary))
            #expect(tool["function"]?["parameters"] == choice.argumentsSchema)
        }
    }

    @Test("A tool that is written in the OpenAI form and read back takes the same calls")
    func roundTrip() throws {
        let space = CallSpace(try ToolFixture.everything(), on: nil)
        let again = CallSpace(try ToolRegistry(try Tool.list(space.openAITools)), on: nil)
        #expect(again.openAITools == space.openAITools)
    }
}
