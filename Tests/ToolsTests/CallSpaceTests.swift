import JSON
import Screens
import Testing
import ToolTestSupport
import Tools

@Suite("The legal calls of a screen and their renderings")
struct CallSpaceTests {
    static let screens: [Screen?] = [ToolFixture.inbox, ToolFixture.notice, ToolFixture.empty, nil]

    @Test("Every call drawn from the space validates, unchanged in meaning", arguments: screens.indices)
    func generatedCallsAreLegal(index: Int) throws {
        let screen = Self.screens[index]
        let registry = try ToolFixture.everything()
        let space = CallSpace(registry, on: screen)
        var generator = CallGenerator(seed: UInt64(index))
        for choice in space.choices {
            for _ in 0..<40 {
                let call = generator.call(from: choice)
                let valid = try registry.validate(call, on: screen)
                for (name, value) in call.arguments.members { #expect(valid.arguments[name] == value) }
            }
        }
    }

    @Test("A mutated call is refused", arguments: screens.indices)
    func mutatedCallsAreRefused(index: Int) throws {
        let screen = Self.screens[index]
        let registry = try ToolFixture.everything()
        let space = CallSpace(registry, on: screen)
        var generator = CallGenerator(seed: UInt64(index))
        var count = 0
        for choice in space.choices {
            let call = generator.call(from: choice)
            for (code, mutant) in CallMutants.mutants(of: call, choice, on: screen) {
                count += 1
                let error = #expect(throws: ToolCallError.self, "\(mutant.json)") {
                    try registry.validate(mutant, on: screen)
                }
                if let code { #expect(error?.code == code, "\(mutant.json)") }
            }
        }
        #expect(count > space.choices.count)
    }

    @Test("A tool without a usable element is left out, an optional element only from its tool")
    func nothingToUse() throws {
        let space = CallSpace(.ui, on: ToolFixture.notice)
        for name in ["tap", "long_press", "double_tap", "type", "clear"] { #expect(space[name] == nil) }
        #expect(space["scroll"]?.arguments.map(\.parameter.name) == ["direction"])
        #expect(space["swipe"]?["element"]?.domain == .elements([1, 2]))
    }

    @Test(
        "An element can be used when it affords the tool, is enabled, on the screen and not covered",
        arguments: [
            ("tap", [2, 4, 6]), ("long_press", [6]), ("double_tap", [2, 4, 6]), ("type", [4]), ("clear", [4]),
            ("scroll", [5]), ("swipe", [1, 2, 4, 5, 6, 9]),
        ])
    func usableElements(tool: String, ids: [Int]) {
        #expect(CallSpace(.ui, on: ToolFixture.inbox)[tool]?["element"]?.domain == .elements(ids))
    }

    @Test("The text rendering is one line a tool")
    func text() {
        let registry = ToolRegistry.ui.removing(["press_key", "open_app", "wait", "answer", "done", "infeasible"])
        #expect(
            CallSpace(registry, on: ToolFixture.inbox).text == """
                tap(element: 2|4|6) - Tap an element.
                long_press(element: 6) - Hold a finger on an element.
                double_tap(element: 2|4|6) - Tap an element twice in quick succession.
                type(element: 4, text: string, submit: boolean = false) - Put text into a field, in place of what it holds.
                clear(element: 4) - Empty a field.
                back() - Go back one screen, or close what lies over it.
                home() - Go to the home screen.
                scroll(direction: up|down|left|right, element?: 5) - Show more content in a direction: down shows what \
                is below.
                swipe(direction: up|down|left|right, element?: 1|2|4…6|9) - Move a finger across the screen or an \
                element: a swipe up moves the finger up.
                """)
    }
}
