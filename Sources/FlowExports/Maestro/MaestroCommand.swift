internal import FlowDocuments
internal import YAML

/// A command as flow files write it.
struct MaestroCommand {
    let command: FlowCommand

    init(_ command: FlowCommand) { self.command = command }

    /// The item of the list.
    func node() throws(FlowExportError) -> YAMLNode {
        let name = command.operation.commandName
        var form = try form()
        var manners = MaestroMembers()
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
        var members = MaestroMembers()
        var standsAlone = false

        static var alone: Form { Form(standsAlone: true) }

        static func text(_ key: String, _ text: String) -> Form {
            var form = Form(short: .text(text))
            form.members.add(key, text)
            return form
        }

        /// Of a command that means the flow's own app when it names none.
        static func app(_ id: String?) -> Form { id.map { .text("appId", $0) } ?? .alone }

        static func members(short: Bool = false, _ fill: (inout MaestroMembers) -> Void) -> Form {
            var form = Form()
            fill(&form.members)
            return form
        }

        static func selector(_ selector: FlowSelector) -> Form {
            Form(short: selector.node, members: selector.members)
        }
    }

    func refusal(_ message: String) -> FlowExportError {
        FlowExportError(
            .unsupportedCommand, message, target: .maestro, step: command.operation.commandName, place: command.place)
    }

    private func form() throws(FlowExportError) -> Form {
        switch command.operation {
        case .tap, .swipe, .scroll, .scrollUntilVisible: try touching()
        case .inputText, .inputRandom, .eraseText, .pressKey, .back, .hideKeyboard, .copyTextFrom, .pasteText,
            .setClipboard:
            typing()
        case .assert, .assertScreenshot, .assertDarkMode, .waitForAnimationToEnd, .ai: try checking()
        case .launchApp, .stopApp, .killApp, .clearState, .clearKeychain, .setPermissions, .openLink: apps()
        case .setLocation, .travel, .setOrientation, .setAirplaneMode, .toggleAirplaneMode, .setDarkMode,
            .toggleDarkMode, .addMedia, .takeScreenshot, .startRecording, .stopRecording:
            device()
        case .runFlow, .repetition, .retry, .runScript, .evalScript: try structure()
        }
    }
}
