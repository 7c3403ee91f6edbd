import FlowDocuments
import Flows
import Hierarchies

/// A suite as three flows of a shop, a settings page and a form give it, with the screens of every step.
struct RunStory {
    private var clock = Duration.zero

    /// One of five flows, whose first goes through its steps so often.
    /// - Parameter rounds: pairs of steps, two at least.
    /// - Returns: the suite.
    /// - Throws: where a flow or a dump cannot be read.
    static func suite(rounds: Int = 1) throws -> FlowSuiteResult {
        var story = RunStory()
        let flows = [
            try story.settings(rounds: rounds), try story.login(), try story.health(),
            try story.ended("flows/orders.yaml", .skipped, nil),
            try story.ended(
                "flows/music.yaml", .infrastructure,
                FlowFailure(.device, "emulator-5554 stopped answering after 30 s; the connection was closed")),
        ]
        return FlowSuiteResult(
            name: "Nightly", startedAt: SampleSuite.start, duration: .milliseconds(214_360), flows: flows)
    }

    private mutating func step(
        _ command: FlowCommand, _ title: String, _ milliseconds: Int, status: FlowStatus = .passed,
        from before: FlowScreen?, to after: FlowScreen?, on text: String? = nil, failure: FlowFailure? = nil
    ) -> CommandResult {
        var result = CommandResult(
            command: command, title: title, status: status, failure: failure, startedAt: clock,
            duration: .milliseconds(milliseconds))
        clock += .milliseconds(milliseconds + 35)
        result.before = before
        result.after = after
        if let text,
            let node = before?.hierarchy.nodes.first(where: { $0.text == text || $0.contentDescription == text })
        {
            result.target = node.bounds
            result.point = node.bounds.center
        }
        return result
    }

    private mutating func settings(rounds: Int) throws -> FlowResult {
        clock = .zero
        let flow = try SampleSuite.document(
            """
            appId: com.android.settings
            name: Wi-Fi can be switched
            tags: [smoke, settings]
            ---
            - launchApp
            - assertVisible: Network & internet
            - repeat:
                times: 2
                commands:
                  - tapOn: {text: Airplane mode, label: Switch the airplane mode}
            """, file: "flows/settings.yaml")
        let screen = try SampleSuite.screen("settings.uiautomator.xml")
        let first = screen.hierarchy.nodes.map(\.text).filter { !$0.isEmpty }
        var commands = [
            step(flow.commands[0], "launch com.android.settings", 2140, from: nil, to: screen),
            step(flow.commands[1], "see \"\(first[0])\"", 85, from: screen, to: screen, on: first[0]),
        ]
        var other = screen
        for index in other.hierarchy.nodes.indices where other.hierarchy.nodes[index].flags.contains(.checked) {
            other.hierarchy.nodes[index].flags.remove(.checked)
        }
        let start = clock
        let toggle = FlowCommand(.back, label: "Switch the airplane mode", place: flow.commands[2].place)
        var inner: [CommandResult] = []
        for round in 0..<max(rounds * 2, 4) {
            let (old, new) = round.isMultiple(of: 2) ? (screen, other) : (other, screen)
            inner.append(step(toggle, "tap \"\(first[2])\"", 400 + round % 7 * 60, from: old, to: new, on: first[2]))
        }
        commands.append(
            CommandResult(
                command: flow.commands[2], title: "repeat \(inner.count) times", status: .passed, startedAt: start,
                duration: clock - start, children: inner))
        return FlowResult(
            flow: flow, device: "emulator-5554", status: .passed, startedAt: SampleSuite.start, duration: clock,
            commands: commands)
    }

    private mutating func login() throws -> FlowResult {
        clock = .zero
        let flow = try SampleSuite.document(
            """
            appId: com.example.mail
            name: A person can log in
            tags: [smoke]
            ---
            - launchApp
            - tapOn: Email
            - inputText: ann@example.org
            - tapOn: Sign in
            - assertVisible: Inbox
            - back
            """, file: "flows/auth/login.yaml")
        let screen = try SampleSuite.screen("login.androidx.xml")
        let words = screen.hierarchy.nodes.filter { !$0.text.isEmpty && $0.flags.contains(.clickable) }.map(\.text)
        let field = screen.hierarchy.nodes.firstIndex { $0.className.hasSuffix("EditText") } ?? 0
        var typed = screen
        typed.hierarchy.nodes[field].text = "ann@example.org"
        typed.hierarchy.nodes[field].flags.remove(.showingHint)
        let inbox = try SampleSuite.screen("inbox.appium.xml")
        var focus = step(flow.commands[1], "tap \"Email\"", 640, from: screen, to: screen)
        focus.target = screen.hierarchy.nodes[field].bounds
        focus.point = focus.target?.center
        focus.heal = HealReport(
            selector: "text \"Email\"", replacement: "id \"login_email\"", score: 0.91,
            evidence: ["same resource id as when it was recorded", "same role: field", "same place on the screen"])
        let failure = FlowFailure(
            .assertionFailed,
            "nothing on the screen has the text \"Inbox\"; nearest is \"All inboxes\", waited 7 s",
            at: flow.commands[4].place)
        let optional = FlowFailure(.elementNotFound, "nothing on the screen has the text \"Not now\"")
        let commands = [
            step(flow.commands[0], "launch com.example.mail", 1830, from: nil, to: screen), focus,
            step(flow.commands[2], "type \"ann@example.org\"", 910, from: screen, to: typed),
            step(flow.commands[3], "tap \"Not now\"", 1400, status: .warned, from: typed, to: typed, failure: optional),
            step(flow.commands[3], "tap \"\(words.last ?? "")\"", 1220, from: typed, to: inbox, on: words.last),
            step(
                flow.commands[4], "see \"Inbox\"", 7050, status: .failed, from: inbox, to: inbox, failure: failure),
            step(flow.commands[5], "go back", 0, status: .skipped, from: nil, to: nil),
        ]
        var result = FlowResult(
            flow: flow, device: "emulator-5554", status: .failed, failure: failure, startedAt: SampleSuite.start,
            duration: clock, commands: commands, attempt: 2)
        result.logs = ["user ann@example.org", "token \u{202E}<masked>"]
        return result
    }

    private mutating func health() throws -> FlowResult {
        clock = .zero
        let flow = try SampleSuite.document(
            "appId: com.apple.Health\n---\n- launchApp\n- scroll\n", file: "flows/health.yaml")
        let screen = try SampleSuite.screen("health.xcuitest.xml")
        let commands = [
            step(flow.commands[0], "launch com.apple.Health", 1650, from: nil, to: screen),
            step(flow.commands[1], "scroll", 480, status: .warned, from: screen, to: screen),
        ]
        return FlowResult(
            flow: flow, device: "iPhone 15", status: .warned, startedAt: SampleSuite.start, duration: clock,
            commands: commands)
    }

    private func ended(_ file: String, _ status: FlowStatus, _ failure: FlowFailure?) throws -> FlowResult {
        FlowResult(
            flow: try SampleSuite.document("appId: com.example\n---\n- back\n", file: file), device: "emulator-5554",
            status: status, failure: failure, startedAt: SampleSuite.start, duration: .milliseconds(31_200),
            commands: [])
    }
}
