import Screens
import SimulatedPhones

/// Wanders through an app and asks for each thing that can be tapped by its name.
struct Exploration: Sendable {
    let course: AppCourse
    /// Things tapped at most.
    let limit: Int
    let seed: UInt64

    func teach(on start: SimulatedPhone, _ take: (String, Walk.Outcome) throws -> Void) async throws {
        var generator = SeededGenerator(seed: seed ^ Curriculum.hash("explore \(course.name)"))
        var asked: Set<String> = []
        var phone = start
        var misses = 0
        while asked.count < limit, misses < 200 {
            let screen = try phone.screen()
            let names = Self.names(on: screen).filter { !asked.contains($0) }
            misses += 1
            if let name = names.randomElement(using: &generator) {
                misses = 0
                asked.insert(name)
                let id = "\(course.name)/tap-\(asked.count)"
                var walk = Walk(
                    id: id, set: "walks/\(course.name)", app: course.app,
                    instruction: Self.instruction(name, using: &generator),
                    steps: [AppTask.Step(verb: "tap", object: name)])
                walk.isTapHere = true
                try take(id, try await walk.go(on: phone, using: generator))
            }
            wander(&phone, from: start, on: screen, using: &generator)
        }
    }

    /// Labels, or their first parts, that only one thing has that can be tapped.
    private static func names(on screen: Screen) -> [String] {
        let labels = screen.elements.filter {
            $0.actions.contains(.tap) && $0.isEnabled && $0.window == .app && $0.labelSource != .resourceID
                && $0.states.isDisjoint(with: [.covered, .offscreen, .hidden])
        }.map { String($0.label.split(separator: " | ").first ?? "") }
        let counts = Dictionary(grouping: labels, by: \.self).mapValues(\.count)
        return counts.filter { $0.value == 1 && (2...40).contains($0.key.count) }.keys.sorted()
    }

    private static func instruction(_ name: String, using generator: inout SeededGenerator) -> String {
        let ways = [
            "Tap \(name)", "Tap on \"\(name)\"", "Press \(name)", "Click \(name)", "Select \(name)",
            "Choose \"\(name)\"",
            "\(name)", "Tap the \(name) button", "Open \(name)", "Touch \"\(name)\"", "Hit \(name)", "Pick \(name)",
        ]
        return ways.randomElement(using: &generator) ?? name
    }

    /// Taps something, and begins anew where that leads out of the app.
    private func wander(
        _ phone: inout SimulatedPhone, from start: SimulatedPhone, on screen: Screen,
        using generator: inout SeededGenerator
    ) {
        let ways = screen.elements.filter { $0.actions.contains(.tap) && $0.isEnabled && $0.window == .app }
        guard let way = ways.randomElement(using: &generator), !generator.happens(0.05) else {
            phone = start
            return
        }
        phone.tap(way.tapPoint)
        phone.advance(by: .seconds(2))
        if phone.foreground?.package != course.app.package { phone = start }
    }
}
