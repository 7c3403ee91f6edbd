import JSON
import Testing
import ToolTestSupport
import Tools

@Suite("Finding the tools that an instruction needs")
struct ToolIndexTests {
    static func phone() throws -> ToolRegistry {
        try ToolRegistry([
            Tool(
                "set_alarm", "Set an alarm clock.",
                parameters: [
                    .required("time", .string, "When it rings."),
                    .optional("days", .array(of: .oneOf(["monday", "friday"]), count: nil), ""),
                ]),
            Tool("startTimer", "Count down.", parameters: [.required("minutes", .integer(1...600), "How long.")]),
            Tool(
                "send_message", "Send a text message to a contact.",
                parameters: [
                    .required("recipient", .string, "Who gets it."), .required("body", .string, "What it says."),
                ]),
            Tool("toggle_wifi", "Turn wireless networking on or off."),
            Tool(
                "getWeatherForecast", "Tell the weather of the next days.", parameters: [.required("city", .string, "")]
            ),
            Tool("play_music", "Play songs.", parameters: [.optional("genre", .oneOf(["jazz", "rock"]), "")]),
            Tool("create_event", "Add an event to the calendar."),
        ])
    }

    @Test(
        "The first tool is the one that is meant",
        arguments: [
            ("wake me with an alarm at seven", "set_alarm"), ("start a timer for ten minutes", "startTimer"),
            ("text my wife a message", "send_message"), ("turn the Wi-Fi off", "toggle_wifi"),
            ("what's the weather in Bern", "getWeatherForecast"), ("play some jazz", "play_music"),
            ("creating events for the meeting", "create_event"), ("every Friday", "set_alarm"),
        ])
    func best(instruction: String, name: String) throws {
        #expect(ToolIndex(try Self.phone()).tools(for: instruction, count: 1).map(\.name) == [name])
    }

    @Test("Tools come in the registry's order, the kept ones in any case")
    func order() throws {
        let index = ToolIndex(try Self.phone())
        let two = index.tools(for: "play music while the timer runs", count: 2)
        #expect(two.map(\.name) == ["startTimer", "play_music"])
        let kept = index.tools(for: "play music", count: 2, keeping: ["create_event", "nobody"])
        #expect(kept.map(\.name) == ["play_music", "create_event"])
        let more = index.tools(for: "play music", count: 1, keeping: ["create_event", "set_alarm"])
        #expect(more.map(\.name) == ["set_alarm", "create_event"])
    }

    @Test("What shares no word fills up in the registry's order, and no more is given than there is")
    func filling() throws {
        let registry = try Self.phone()
        let index = ToolIndex(registry)
        #expect(index.tools(for: "zzz", count: 3).map(\.name) == Array(registry.names.prefix(3)))
        #expect(index.tools(for: "", count: 100).map(\.name) == registry.names)
        #expect(index.tools(for: "play music", count: 0).isEmpty)
        #expect(ToolIndex(ToolRegistry()).tools(for: "play music", count: 3).isEmpty)
    }

    @Test("A word in the name counts more than one in a description, and a rare word more than a common one")
    func weights() throws {
        let registry = try ToolRegistry([
            Tool("first", "Read a mail."), Tool("mail", "Reads."), Tool("third", "Read a mail about taxes."),
        ])
        let scores = ToolIndex(registry).scores(for: "mail")
        #expect(scores[1] > scores[0])
        #expect(scores[0] > scores[2])
        #expect(ToolIndex(registry).tools(for: "the mail about my taxes", count: 1).map(\.name) == ["third"])
    }

    /// A registry of any size; every tool differs from the others in one word.
    static func large(_ count: Int) throws -> ToolRegistry {
        try ToolRegistry(
            (0..<count).map { number in
                Tool(
                    "do_thing_\(number)", "Do the thing that is called w\(number)x.",
                    parameters: [.required("what", .string(length: 1...100), "What to do.")])
            })
    }

    @Test("The prompt is bounded for any registry, and holds what was asked for", arguments: [1, 10, 100, 500])
    func budget(count: Int) throws {
        let index = ToolIndex(try Self.large(count))
        for limit in [0, 100, 1000, 5000] {
            let chosen = PromptBudget.bytes(limit).registry(from: index, for: "do thing \(count - 1)")
            let size = CallSpace(chosen, on: nil).functions.map { $0.json.print().utf8.count }.reduce(0, +)
            #expect(size <= limit)
            if limit >= 1000 { #expect(chosen["do_thing_\(count - 1)"] != nil) }
            // Another tool would have fitted otherwise.
            if chosen.tools.count < count { #expect(size + 300 > limit) }
            #expect(chosen.names == index.registry.names.filter { chosen[$0] != nil })
        }
    }

    @Test("Kept tools come before better ones, a tool that does not fit is passed over")
    func keptFirst() throws {
        let index = ToolIndex(try Self.phone())
        let one = PromptBudget(limit: 1) { _ in 1 }
        #expect(one.registry(from: index, for: "play music", keeping: ["toggle_wifi"]).names == ["toggle_wifi"])
        #expect(one.registry(from: index, for: "play music").names == ["play_music"])
        let bulky = PromptBudget(limit: 2) { $0.name == "play_music" ? 3 : 1 }
        let names = bulky.registry(from: index, for: "play music", keeping: ["play_music"]).names
        #expect(names == ["set_alarm", "startTimer"])
    }

    @Test("A tool that cannot be called on the screen takes no room")
    func onScreen() {
        let one = PromptBudget(limit: 1) { _ in 1 }
        let index = ToolIndex(.ui)
        #expect(one.registry(from: index, for: "tap it", on: ToolFixture.inbox).names == ["tap"])
        #expect(one.registry(from: index, for: "tap it", on: ToolFixture.notice)["tap"] == nil)
    }
}
