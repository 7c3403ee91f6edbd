import Hierarchies
import JSON
import Screens
import Testing

@testable import Flows

struct HealingRulesTests {
    @Test(
        "Names are alike by letters or by words, and never with other numbers",
        arguments: [
            ("Sign in", "sign in", 1.0), ("send_button", "appSendButton", 0.8), ("Save note", "Save notes", 0.9),
            ("Item 1", "Item 2", 0), ("row3", "row4", 0), ("Delete", "Umbra", 0), ("", "x", 0),
        ])
    func likeness(left: String, right: String, expected: Double) {
        #expect(abs(ComparedName(left).likeness(to: ComparedName(right)) - expected) < 0.01)
    }

    @Test("What a flow says of an element reads as it was written")
    func json() throws {
        let form = SampleForm()
        for element in form.screen.elements {
            let memory = ElementMemory(element, on: form.screen)
            #expect(!memory.others.isEmpty)
            #expect(ElementMemory(memory.json) == memory)
        }
    }

    @Test("A note with numbers beyond all bounds heals nothing, and breaks nothing", arguments: [Int64.min, .max])
    func hostile(number: Int64) throws {
        let form = SampleForm()
        let value = JSONValue.integer(number)
        let memory = try #require(
            ElementMemory([
                "role": "button", "label": "Sign up", "id": "gone", "box": [value, value, value, value], "twins": value,
                "idTwins": value, "others": "zz1",
            ]))
        #expect(ElementHealer(memory: memory).heal(on: form.screen, form.hierarchy) == nil)
    }

    @Test("A renamed element is found by elimination, and nothing is found once it is gone")
    func elimination() throws {
        let form = SampleForm()
        let button = try #require(form.screen.elements.first { $0.label == "Sign in" })
        let healer = ElementHealer(memory: ElementMemory(button, on: form.screen))
        var changed = SampleForm(buttonLabel: "Enter").hierarchy
        for node in changed.nodes.indices where changed.nodes[node].text == "Enter" {
            changed.nodes[node].resourceID = "app:id/enter"
        }
        #expect(healer.heal(on: Screen(changed), changed)?.element.label == "Enter")
        let gone = MutantScreen(form.hierarchy, .removed, of: button, on: form.screen).hierarchy
        #expect(healer.heal(on: Screen(gone), gone) == nil)
    }

    @Test("Another selector of the step identifies what has lost its id")
    func chain() throws {
        let form = SampleForm()
        let field = try #require(form.screen.elements.first { $0.resourceIDTail == "note" })
        let memory = ElementMemory(field, on: form.screen)
        let mutant = MutantScreen(form.hierarchy, .newIDs, of: field, on: form.screen).hierarchy
        let healer = ElementHealer(memory: memory, alternatives: [Selector(text: "Note")])
        let healed = try #require(healer.heal(on: Screen(mutant), mutant))
        #expect(healed.element.bounds == field.bounds)
        #expect(healed.evidence.contains("another selector of the step"))
    }
}
