import Agents
import Devices
import Hierarchies
import JSON
import Screens
import SimulatedPhones
import Tools

/// A planner that knows the way: it follows a task's steps, and writes a lesson about each.
///
/// It sees the phone itself, so it can try on a copy where a scroll leads before it says which way to scroll. What it
/// does wrong on purpose (detours) is in the histories of the lessons that follow, and no lesson itself.
actor Guide: Planner {
    nonisolated let name = "guide"

    let walk: Walk
    let device: PhoneDevice
    var generator: SeededGenerator
    private(set) var lessons: [WalkStep] = []
    /// Whether every text that was typed stands in the instruction.
    private(set) var isSaid = true
    /// Whether the last thing tapped shows a state of its own, as a switch does.
    private(set) var endsAtControl = false
    private var next = 0
    private var popUp: PopUp?
    private var isAstray = false
    private var detours = 0

    init(_ walk: Walk, on device: PhoneDevice, using generator: SeededGenerator) {
        self.walk = walk
        self.device = device
        self.generator = generator
    }

    private static let mostDetours = 2

    /// Why the way cannot be gone.
    struct Lost: Error, CustomStringConvertible {
        var description: String
    }

    /// What is done next.
    struct Move {
        var call: ToolCall
        var element: Element?
        /// Elements that would do as well.
        var others: [Element] = []
        var isRight = true

        init(_ tool: UITool, _ arguments: JSONObject = [:], on element: Element? = nil) {
            call = ToolCall(tool.rawValue, arguments)
            self.element = element
        }
    }

    func plan(_ instruction: String, on screen: Screen, history: [String]) async throws -> Plan {
        let phone = device.phone
        var move = try move(on: screen, phone)
        if move.call.name == UITool.tap.rawValue, let element = move.element {
            move.others = try Twins.of(element, on: screen, phone)
        }
        if move.isRight { note(move, instruction, history) }
        if let element = move.element {
            endsAtControl =
                [.switch, .checkbox, .radio].contains(element.role)
                || !element.states.isDisjoint(with: [.on, .off, .checked, .selected])
        }
        var call = move.call
        if let element = move.element { call.arguments["element"] = .integer(Int64(element.id)) }
        return Plan(calls: [PlannedCall(call: call, confidence: 1)])
    }

    private func note(_ move: Move, _ instruction: String, _ history: [String]) {
        if let text = move.call.arguments["text"]?.string, move.call.name == UITool.type.rawValue {
            isSaid = isSaid && instruction.lowercased().contains(text.lowercased())
        }
        var lesson = WalkStep(
            id: "\(walk.id)/\(lessons.count + 1)", set: walk.set, language: walk.language,
            screen: String(decoding: device.lastDump, as: UTF8.self), instruction: instruction, history: history,
            call: move.call, node: move.element?.node)
        if !move.others.isEmpty { lesson.nodes = ([move.element].compactMap(\.self) + move.others).map(\.node) }
        lessons.append(lesson)
    }

    // MARK: The way

    private func move(on screen: Screen, _ phone: SimulatedPhone) throws -> Move {
        if let popUp {
            self.popUp = nil
            if let button = ElementNames.elements(called: popUp.way, on: screen).first {
                return Move(.tap, on: button)
            }
        }
        if isAstray {
            isAstray = false
            return Move(.back)
        }
        if try isDone(phone, screen) { return Move(.done) }
        if phone.foreground?.package == SimulatedPhone.launcher, next == 0 { return try opening(screen, phone) }
        if detours < Self.mostDetours, let detour = try detour(from: screen, phone) {
            detours += 1
            return detour
        }
        let move = try step(on: screen, phone)
        if move.call.name == UITool.tap.rawValue, walk.language == "en", generator.happens(walk.popUps) {
            let popUp = PopUp.random(using: &generator)
            self.popUp = popUp
            device.interrupt(with: popUp.interruption)
        }
        return move
    }

    private func isDone(_ phone: SimulatedPhone, _ screen: Screen) throws -> Bool {
        guard next < walk.steps.count else { return true }
        guard let check = walk.check else { return false }
        var later = phone
        later.advance(by: .seconds(3))
        guard try later.holds(check, in: walk.app.package) else { return false }
        if walk.isRepeated {
            // It was done before; that is known once the last control is in view and stands as it should.
            guard next == walk.steps.count - 1, let element = look(for: walk.steps[next], on: screen) else {
                return false
            }
            return !element.states.isDisjoint(with: [.on, .checked, .selected]) || element.states.contains(.off)
        }
        return walk.steps[next...].allSatisfy { $0.verb == "press" || $0.verb == "wait" }
    }

    private func opening(_ screen: Screen, _ phone: SimulatedPhone) throws -> Move {
        let label = phone.packages.first { $0.package == walk.app.package }?.label ?? walk.app.label
        if walk.instruction.lowercased().contains(label.lowercased()) {
            return Move(.openApp, ["app": .string(label)])
        }
        let step = AppTask.Step(verb: "tap", object: label)
        guard let icon = look(for: step, on: screen) else { return try search(for: step, on: screen, phone) }
        return Move(.tap, on: icon)
    }

    private func step(on screen: Screen, _ phone: SimulatedPhone) throws -> Move {
        let step = walk.steps[next]
        if next == walk.secondStart, step.object == "More options", !phone.isOnMainScreen { return Move(.back) }
        switch step.verb {
        case "press": return try press(step.object, on: screen, phone)
        case "wait":
            next += 1
            return Move(.wait, ["seconds": .number((Double(step.object) ?? 1000) / 1000)])
        case "type" where step.more["into"] == nil:
            let fields = screen.elements.filter { $0.actions.contains(.type) && $0.window == .app }
            guard let field = fields.first(where: { $0.states.contains(.focused) }) else {
                throw Lost(description: "no field has the focus for \(step)")
            }
            return type(step.object, into: field)
        default: break
        }
        guard let element = look(for: step, on: screen) else {
            if isNotAskedAgain(step, on: screen) {
                next += 1
                return try self.step(on: screen, phone)
            }
            return try search(for: step, on: screen, phone)
        }
        guard element.isEnabled else { throw Lost(description: "“\(element.label)” is disabled for \(step)") }
        let needed: ElementActions = step.verb == "hold" ? .longPress : step.verb == "type" ? .type : .tap
        let target = ElementNames.affording(needed, element, on: screen)
        switch step.verb {
        case "type":
            guard let target else {
                // What looks like a field and opens one.
                guard let opener = ElementNames.affording(.tap, element, on: screen) else {
                    throw Lost(description: "nothing can be typed into “\(element.label)”")
                }
                return Move(.tap, on: opener)
            }
            return type(step.object, into: target)
        case "swipe":
            next += 1
            return Move(.swipe, ["direction": "left"], on: target ?? element)
        case "slide":
            next += 1
            let share = Double(step.more["to"] ?? "") ?? 0.5
            guard share < 0.1 || share > 0.9 else { throw Lost(description: "no call pulls a slider to \(share)") }
            return Move(.swipe, ["direction": share > 0.5 ? "right" : "left"], on: element)
        default:
            next += 1
            guard let target else {
                // A tap on what takes none is only a look at it.
                guard step.verb == "tap" else { throw Lost(description: "“\(element.label)” cannot be held") }
                return try isDone(phone, screen) ? Move(.done) : self.step(on: screen, phone)
            }
            return Move(step.verb == "hold" ? .longPress : .tap, on: target)
        }
    }

    /// What a phone asks once it does not ask again.
    private func isNotAskedAgain(_ step: AppTask.Step, on screen: Screen) -> Bool {
        guard walk.steps.indices.contains(next + 1) else { return false }
        return walk.isRepeated && look(for: walk.steps[next + 1], on: screen) != nil
    }

    private func type(_ text: String, into field: Element) -> Move {
        next += 1
        var arguments: JSONObject = ["text": .string(text)]
        if walk.steps.indices.contains(next), walk.steps[next].verb == "press", walk.steps[next].object == "ENTER" {
            next += 1
            arguments["submit"] = true
        }
        return Move(.type, arguments, on: field)
    }

    private func press(_ key: String, on screen: Screen, _ phone: SimulatedPhone) throws -> Move {
        next += 1
        // A keyboard need not go when what comes next is in view.
        if key == "BACK", phone.isKeyboardShown, walk.steps.indices.contains(next), walk.steps[next].verb != "press",
            look(for: walk.steps[next], on: screen)?.isEnabled == true
        {
            return try step(on: screen, phone)
        }
        switch key {
        case "BACK": return Move(.back)
        case "HOME": return Move(.home)
        default:
            guard let named = Key.allCases.first(where: { $0.androidName == "KEYCODE_" + key }) else {
                throw Lost(description: "no call presses \(key)")
            }
            return Move(.pressKey, ["key": .string(named.rawValue)])
        }
    }

    // MARK: Finding

    private func look(for step: AppTask.Step, on screen: Screen) -> Element? {
        // An app without the phone's language shows its own, the system's dialogs over it do not.
        look(for: step, on: screen, walk.translate) ?? look(for: step, on: screen) { $0 }
    }

    private func look(for step: AppTask.Step, on screen: Screen, _ word: (String) -> String) -> Element? {
        let label = step.verb == "type" ? step.more["into"] ?? "" : step.object
        return ElementNames.element(
            called: word(label), near: step.more["near"].map(word), place: (Int(step.more["nth"] ?? "") ?? 1) - 1,
            sliders: step.verb == "slide", on: screen)
    }

    /// What brings a step's element into view: a moment, a scroll, or a way out of what lies over it.
    private func search(for step: AppTask.Step, on screen: Screen, _ phone: SimulatedPhone) throws -> Move {
        if walk.isTapHere { throw Lost(description: "“\(step.object)” is not here") }
        var later = phone
        later.advance(by: .seconds(5))
        if look(for: step, on: try later.screen()) != nil { return Move(.wait, ["seconds": 5]) }
        for direction in [Direction.down, .up] {
            var copy = phone
            for _ in 0..<15 {
                let seen = try copy.screen()
                guard let area = Scrolling.mainScroller(of: seen) else { break }
                let before = copy.hierarchyXML()
                Scrolling.scroll(&copy, direction, in: area)
                if copy.hierarchyXML() == before { break }
                if look(for: step, on: try copy.screen()) != nil {
                    return Move(.scroll, ["direction": .string(direction.rawValue)])
                }
            }
        }
        if walk.secondStart != nil, try isBehind(step, phone) { return Move(.back) }
        for word in PopUp.waysOut {
            if let button = ElementNames.elements(called: walk.translate(word), on: screen)
                .first(where: { $0.actions.contains(.tap) && $0.label.count < 20 })
            {
                return Move(.tap, on: button)
            }
        }
        let seen = screen.elements.map(\.label).filter { !$0.isEmpty }
        throw Lost(description: "nothing is called “\(step.object)” for \(step); there is \(seen)")
    }

    /// Whether some way back leads to where the step can be done, as after the first of two tasks.
    private func isBehind(_ step: AppTask.Step, _ phone: SimulatedPhone) throws -> Bool {
        var copy = phone
        for _ in 0..<4 {
            try copy.press("BACK")
            copy.advance(by: .seconds(1))
            guard copy.foreground?.package == walk.app.package else { return false }
            if look(for: step, on: try copy.screen()) != nil { return true }
        }
        return false
    }

    /// A tap on something else: one that changes nothing, or one that leads to another screen so that BACK undoes it.
    private func detour(from screen: Screen, _ phone: SimulatedPhone) throws -> Move? {
        guard generator.happens(walk.detours), !phone.isKeyboardShown else { return nil }
        let target = look(for: walk.steps[next], on: screen)
        let before = phone.hierarchyXML()
        let candidates = screen.elements.filter {
            $0.actions.contains(.tap) && $0.isEnabled && $0.window == .app && !$0.label.isEmpty && $0.id != target?.id
                && $0.label != "Navigate up" && $0.states.isDisjoint(with: [.covered, .offscreen, .hidden])
        }
        for element in candidates.shuffled(using: &generator).prefix(4) {
            var copy = phone
            copy.tap(element.tapPoint)
            copy.advance(by: .milliseconds(1500))
            guard copy.foreground?.package == walk.app.package, copy.isIdle, !copy.isKeyboardShown,
                copy.appState(walk.app.package) == phone.appState(walk.app.package)
            else { continue }
            var move = Move(.tap, on: element)
            move.isRight = false
            if copy.hierarchyXML() == before { return move }
            guard try copy.screen().fingerprint != screen.fingerprint,
                look(for: walk.steps[next], on: try copy.screen()) == nil
            else { continue }
            try copy.press("BACK")
            guard copy.hierarchyXML() == before else { continue }
            isAstray = true
            return move
        }
        return nil
    }
}
