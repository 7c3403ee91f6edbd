import Hierarchies
import Lessons
import Screens

@testable import SimulatedPhones

/// Somebody who uses a phone by what its dumps show, and by nothing else.
struct PhoneUser {
    var phone: SimulatedPhone
    /// What a label is called in the phone's language.
    var translate: (String) -> String = { $0 }

    struct Stuck: Error, CustomStringConvertible {
        var description: String
    }

    mutating func perform(_ step: AppTask.Step) throws {
        switch step.verb {
        case "tap": phone.tap(try find(step.object, step).tapPoint)
        case "hold": phone.longPress(try find(step.object, step).tapPoint)
        case "swipe":
            let element = try find(step.object, step)
            let width = element.bounds.right - element.bounds.left
            phone.swipe(
                from: Point(x: element.bounds.right - width / 8, y: element.tapPoint.y),
                to: Point(x: element.bounds.left + width / 8, y: element.tapPoint.y), duration: .milliseconds(200))
        case "slide":
            let element = try find(step.object, step), share = Double(step.more["to"] ?? "") ?? 0.5
            // The right edge itself lies outside.
            let x = Double(element.bounds.left) + share * Double(element.bounds.right - element.bounds.left - 1)
            phone.tap(Point(x: Int(x), y: element.tapPoint.y))
        case "type":
            if let field = step.more["into"] { phone.tap(try find(field, step).tapPoint) }
            guard let field = phone.focusedField else { throw Stuck(description: "no field has the focus for \(step)") }
            if step.more["clear"] == "true" {
                try phone.press("MOVE_END")
                for _ in field.text { try phone.press("DEL") }
            }
            phone.commitText(step.object)
        case "press": try phone.press(step.object)
        default: phone.advance(by: .milliseconds(Int(step.object) ?? 0))
        }
    }

    // MARK: Finding

    /// The element that a step means: on the screen, a moment later, or further up or down.
    private mutating func find(_ label: String, _ step: AppTask.Step) throws -> Element {
        var element = try look(for: label, step)
        for _ in 0..<10 where element == nil {
            phone.advance(by: .milliseconds(500))
            element = try look(for: label, step)
        }
        if element == nil { element = try scroll(to: label, step) }
        guard let element else {
            let seen = try phone.screen().elements.map(\.label).filter { !$0.isEmpty }
            throw Stuck(description: "nothing is called “\(translate(label))” for \(step); there is \(seen)")
        }
        guard element.isEnabled else { throw Stuck(description: "“\(translate(label))” is disabled for \(step)") }
        return element
    }

    private mutating func scroll(to label: String, _ step: AppTask.Step) throws -> Element? {
        for isUpwards in [true, false] {
            for _ in 0..<40 {
                let before = phone.hierarchyXML()
                guard
                    let list = try phone.screen().elements.filter({
                        $0.states.contains(.scrollsDown) && $0.window != .keyboard
                    })
                    .max(by: { $0.bounds.height < $1.bounds.height })
                else { return nil }
                let middle = (list.bounds.left + list.bounds.right) / 2
                let high = Point(x: middle, y: list.bounds.top + list.bounds.height / 5)
                let low = Point(x: middle, y: list.bounds.top + list.bounds.height * 4 / 5)
                phone.swipe(from: isUpwards ? high : low, to: isUpwards ? low : high, duration: .milliseconds(400))
                if let element = try look(for: label, step) { return element }
                if phone.hierarchyXML() == before { break }
            }
        }
        return nil
    }

    private func look(for label: String, _ step: AppTask.Step) throws -> Element? {
        ElementNames.element(
            called: translate(label), near: step.more["near"].map(translate),
            place: (Int(step.more["nth"] ?? "") ?? 1) - 1, sliders: step.verb == "slide", on: try phone.screen())
    }
}
