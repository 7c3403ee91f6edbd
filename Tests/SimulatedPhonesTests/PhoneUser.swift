import Hierarchies
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
        let screen = try phone.screen()
        var found = Self.elements(called: translate(label), on: screen)
        // A slider often stands below a text of the same name.
        if step.verb == "slide" { found.removeAll { $0.role != .slider } }
        if let near = step.more["near"] {
            guard let other = Self.elements(called: translate(near), on: screen).first else { return nil }
            return found.min { distance($0, other) < distance($1, other) }
        }
        let place = (Int(step.more["nth"] ?? "") ?? 1) - 1
        return found.indices.contains(place) ? found[place] : nil
    }

    private func distance(_ left: Element, _ right: Element) -> Int {
        abs(left.bounds.top + left.bounds.bottom - right.bounds.top - right.bounds.bottom)
    }

    /// The elements that have the name in the best way that any has, tappable ones first, from the top down.
    static func elements(called name: String, on screen: Screen) -> [Element] {
        let ranked = screen.elements.compactMap { element in rank(element, name).map { (rank: $0, element) } }
        guard let best = ranked.map(\.rank).min() else { return [] }
        let elements = ranked.filter { $0.rank == best }.map(\.1)
        return elements.filter { $0.actions.contains(.tap) } + elements.filter { !$0.actions.contains(.tap) }
    }

    private static func rank(_ element: Element, _ name: String) -> Int? {
        let unseen: ElementStates = [.covered, .offscreen, .hidden]
        guard element.states.isDisjoint(with: unseen), element.window != .keyboard else { return nil }
        if element.label == name { return 0 }
        if element.value == name || element.label.split(separator: " | ").contains(Substring(name)) { return 1 }
        if element.resourceID == name || element.resourceIDTail == Substring(name) { return 2 }
        return element.label.hasPrefix(name) ? 3 : nil
    }
}
