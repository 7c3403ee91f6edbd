internal import YAML

/// A command as flow files write it.
struct CommandWriter {
    let command: FlowCommand

    init(_ command: FlowCommand) { self.command = command }

    /// Commands one below the other, each with its note.
    static func list(_ commands: [FlowCommand]) -> YAMLNode {
        .list(commands.map { CommandWriter($0).item })
    }

    /// The command as an item of a list, with its note above it.
    var item: YAMLNode { command.note.map { .commented(FlowCommand.noteMark + $0, node) } ?? node }

    private var node: YAMLNode {
        let name = command.operation.commandName
        var form = self.form()
        var manners = WrittenMembers()
        manners.add("label", command.label)
        let isUsual = if case .ai = command.operation { true } else { false }
        if command.isOptional != isUsual { manners.add("optional", command.isOptional) }
        if !manners.isEmpty { form.short = nil }
        if let short = form.short { return .mapping([(name, short)]) }
        let members = form.members.members + manners.members
        return members.isEmpty && form.standsAlone ? .bare(name) : .mapping([(name, .mapping(members))])
    }

    /// The ways to write what a command needs.
    struct Form {
        /// What stands beside the name when there is no label.
        var short: YAMLNode?
        var members = WrittenMembers()
        var standsAlone = false

        static var alone: Form { Form(standsAlone: true) }

        static func text(_ key: String, _ text: String) -> Form {
            var form = Form(short: .text(text))
            form.members.add(key, text)
            return form
        }

        /// A key's name, as Maestro's documentation spells it: upper case at the beginnings of words.
        static func key(_ name: String) -> Form {
            let isName = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == " ") }
            let words = name.split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }
            let node = isName ? YAMLNode.bare(words.joined(separator: " ")) : .text(name)
            var form = Form(short: node)
            form.members.add("key", node)
            return form
        }

        /// Of a command that means the flow's own app when it names none.
        static func app(_ id: String?) -> Form { id.map { .text("appId", $0) } ?? .alone }

        static func members(_ fill: (inout WrittenMembers) -> Void) -> Form {
            var form = Form()
            fill(&form.members)
            return form
        }

        static func selector(_ selector: FlowSelector) -> Form {
            Form(short: selector.node, members: selector.members)
        }
    }

    private func form() -> Form {
        switch command.operation {
        case .tap, .swipe, .scroll, .scrollUntilVisible: touching()
        case .inputText, .inputRandom, .eraseText, .pressKey, .back, .hideKeyboard, .copyTextFrom, .pasteText,
            .setClipboard:
            typing()
        case .assert, .assertScreenshot, .assertDarkMode, .waitForAnimationToEnd, .ai: checking()
        case .launchApp, .stopApp, .killApp, .clearState, .clearKeychain, .setPermissions, .openLink: apps()
        case .setLocation, .travel, .setOrientation, .setAirplaneMode, .toggleAirplaneMode, .setDarkMode,
            .toggleDarkMode, .addMedia, .takeScreenshot, .startRecording, .stopRecording:
            device()
        case .runFlow, .repetition, .retry, .runScript, .evalScript: structure()
        }
    }
}
