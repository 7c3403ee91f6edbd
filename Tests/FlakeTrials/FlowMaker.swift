import Devices
import Flows
import Hierarchies
import Screens
package import SimulatedPhones

/// Makes flows by walking through simulated apps, as a tester would write them; the same ones every time.
package struct FlowMaker {
    private let apps: [AppDeclaration]

    package init(_ apps: [AppDeclaration]) { self.apps = apps }

    /// So many flows, each fifth of which must fail.
    package func flows(_ count: Int) async throws -> [MadeFlow] {
        var made: [MadeFlow] = []
        var texts: Set<String> = []
        var seed = 0
        while made.count < count, seed < count * 20 {
            let app = apps[seed % apps.count]
            let truth: FlakeVerdict = made.count % 5 == 4 ? .failed : .passed
            var walk = FlowWalk(app, seed: seed)
            seed += 1
            guard try await walk.go(), let text = walk.text(failing: truth == .failed), texts.insert(text).inserted
            else {
                continue
            }
            let flow = MadeFlow(
                name: "flow-\(made.count + 1).yaml", text: text, truth: truth,
                isBrokenByPresence: walk.isBrokenByPresence, phone: SimulatedPhone(apps: [app]))
            if try await FlakeTrial(flow, InjectedFault(.none, place: 0, choice: 0)).isTrueTwice() { made.append(flow) }
        }
        return made
    }
}

/// One walk: what was done, and what was seen after each step.
struct FlowWalk {
    private let app: AppDeclaration
    private var device: PhoneDevice
    private var numbers: SeededNumbers
    private var lines: [String] = []
    private var shown: Set<String> = []
    private var steps = 0
    private(set) var isBrokenByPresence = false

    init(_ app: AppDeclaration, seed: Int) {
        self.app = app
        numbers = SeededNumbers(seed)
        device = PhoneDevice(SimulatedPhone(apps: [app], startingIn: app.package))
    }

    /// - Returns: whether it got anywhere.
    mutating func go() async throws -> Bool {
        shown = try await texts()
        check(appeared: shown, gone: [])
        for _ in 0..<Int.random(in: 2...5, using: &numbers) {
            guard try await step() else { break }
            steps += 1
        }
        return steps >= 2
    }

    /// The flow as YAML.
    /// - Returns: nil when nothing in it can be made to fail.
    mutating func text(failing: Bool) -> String? {
        var lines = lines
        if failing {
            let place = Int.random(in: 1...lines.count, using: &numbers)
            let standing = shown.sorted().randomElement(using: &numbers)
            switch Int.random(in: 0..<4, using: &numbers) {
            case 0: lines.insert("- assertVisible: Never to be seen", at: place)
            case 1: lines.insert("- tapOn: {id: no_such_thing}", at: place)
            case 2:
                lines.insert("- extendedWaitUntil: {visible: Never to be seen, timeout: 2000}", at: place)
            default:
                guard let standing else { return nil }
                lines.append("- assertNotVisible: \"\(standing)\"")
                isBrokenByPresence = true
            }
        }
        return "appId: \(app.package)\n---\n- launchApp: {clearState: true}\n" + lines.joined(separator: "\n") + "\n"
    }

    private mutating func step() async throws -> Bool {
        let hierarchy = try await settled()
        let screen = Screen(hierarchy)
        let chains = SelectorChainBuilder(screen, hierarchy)
        let choices = screen.elements.filter {
            $0.window == .app && $0.actions.contains(.tap)
                && $0.states.isDisjoint(with: [.covered, .offscreen, .disabled])
        }.shuffled(using: &numbers)
        if Int.random(in: 0..<6, using: &numbers) == 0, steps > 1 {
            return try await take("- back\n") { device in try await device.press(KeyCode("BACK")) }
        }
        if Int.random(in: 0..<6, using: &numbers) == 0,
            screen.elements.contains(where: { $0.actions.contains(.scroll) })
        {
            let isMoved = try await take("- scroll\n") { device in
                try await AndroidFlowDevice(device).perform(.scroll)
            }
            if isMoved { return true }
        }
        if Int.random(in: 0..<4, using: &numbers) == 0, try await scroll() { return true }
        for element in choices.prefix(6) {
            let chain = chains.chain(for: element)
            guard chain.kind == .unique else { continue }
            let target = Action.Target(
                point: element.tapPoint, chain: chain, label: element.label, fingerprint: element.fingerprint)
            let tap = try FlowStep(.tap(target)).print()
            let point = element.tapPoint
            if element.role == .field {
                let word = ["Quince", "Marmalade", "Zinnia", "Ostrich"].randomElement(using: &numbers) ?? ""
                if try await take(
                    tap + "- inputText: \(word)\n",
                    { device in
                        try await device.tap(at: point)
                        _ = try await device.type(word)
                    })
                {
                    return true
                }
            } else if try await take(tap, { try await $0.tap(at: point) }) {
                return true
            }
        }
        return false
    }

    /// Has a text scrolled into sight that is further down.
    private mutating func scroll() async throws -> Bool {
        let start = device.phone
        let ahead = PhoneDevice(start)
        for _ in 0..<Int.random(in: 1...3, using: &numbers) {
            try await AndroidFlowDevice(ahead).perform(.scroll)
        }
        let found = Self.words(try await Settler(ahead, clock: ahead.clock).settle().hierarchy).subtracting(shown)
        guard let text = found.sorted().randomElement(using: &numbers) else { return false }
        let step = "- scrollUntilVisible: {element: \"\(text)\"}\n"
        let flow = MadeFlow(
            name: "scroll.yaml", text: "appId: \(app.package)\n---\n\(step)", truth: .passed, phone: start)
        guard let end = try await FlakeTrial(flow, InjectedFault(.none, place: 0, choice: 0)).phoneAfterwards() else {
            return false
        }
        return try await take(step) { device in device.change { $0 = end } }
    }

    /// Takes a step that changes what is shown, and says what came and went.
    private mutating func take(_ step: String, _ body: (PhoneDevice) async throws -> Void) async throws -> Bool {
        let before = device.phone
        try await body(device)
        let now = try await texts()
        guard device.phone.foreground?.package == app.package, now != shown else {
            device = PhoneDevice(before)
            return false
        }
        lines += step.split(separator: "\n").filter { !$0.hasPrefix("#") }.reduce(into: []) { items, line in
            // What is indented belongs to the item above.
            if line.hasPrefix("-") || items.isEmpty {
                items.append(String(line))
            } else {
                items[items.count - 1] += "\n\(line)"
            }
        }
        check(appeared: now.subtracting(shown), gone: shown.subtracting(now))
        shown = now
        return true
    }

    private mutating func check(appeared: Set<String>, gone: Set<String>) {
        if let text = appeared.sorted().randomElement(using: &numbers) {
            lines.append(
                Bool.random(using: &numbers)
                    ? "- assertVisible: \"\(text)\""
                    : "- extendedWaitUntil: {visible: \"\(text)\", timeout: 3000}")
        }
        if let text = gone.sorted().randomElement(using: &numbers), Bool.random(using: &numbers) {
            lines.append("- assertNotVisible: \"\(text)\"")
        }
    }

    private func settled() async throws -> Hierarchy {
        try await Settler(device, clock: device.clock).settle().hierarchy
    }

    /// What is shown now and still a minute later, of texts that are plain words.
    private mutating func texts() async throws -> Set<String> {
        let now = Self.words(try await settled())
        let later = PhoneDevice(device.phone)
        later.change { $0.advance(by: .seconds(60)) }
        return now.intersection(Self.words(try await Settler(later, clock: later.clock).settle().hierarchy))
    }

    private static func words(_ hierarchy: Hierarchy) -> Set<String> {
        let texts = hierarchy.nodes.filter { $0.packageName != "com.android.systemui" }.flatMap {
            [$0.text, $0.contentDescription]
        }
        return Set(
            texts.filter { text in
                (3...40).contains(text.count) && text.allSatisfy { ($0.isLetter && $0.isASCII) || $0 == " " }
                    && !["true", "false", "null", "yes", "no"].contains(text.lowercased())
            })
    }
}
