internal import YAML

/// Reads lists of commands.
struct CommandReader {
    let source: FlowSource

    /// Commands within commands.
    private static var maximalDepth: Int { 32 }
    var depth = 0

    func commands(_ tree: YAMLTree) throws(FlowError) -> [FlowCommand] {
        guard let elements = tree.elements else {
            throw source.error(
                .invalidValue, "Commands Section Required", "a list of commands is wanted here, each behind a dash",
                at: source.place(tree))
        }
        guard depth < Self.maximalDepth else {
            throw source.error(
                .invalidValue, "Commands Too Deep", "commands lie more than \(Self.maximalDepth) deep",
                at: source.place(tree))
        }
        var inner = self
        inner.depth += 1
        var commands: [FlowCommand] = []
        for element in elements { commands.append(try inner.command(element)) }
        return commands
    }

    private func command(_ tree: YAMLTree) throws(FlowError) -> FlowCommand {
        let (spelling, key, value) = try parts(tree)
        guard let name = CommandName(spelt: spelling) else {
            let known = CommandName.allCases.map(\.rawValue)
            throw source.error(
                .unknownCommand, "Invalid Command: \(spelling)",
                "there is no command \(spelling)\(Suggestion.clause(for: spelling, among: known))",
                at: source.place(key))
        }
        guard value.map({ !$0.isNull }) ?? name.standsAlone else {
            let way = name.standsAlone ? "leave out the colon" : "it needs something to act on, as \(name.example)"
            let title = value == nil ? "Missing Command Options" : "Incorrect Command Format: \(name.rawValue)"
            throw source.error(
                .missingValue, title, "\(name.rawValue) has nothing behind it: \(way)", at: source.place(key))
        }
        let fields = CommandFields(
            name: name, value: value, key: key, reader: self)
        var command = FlowCommand(
            try fields.operation(), place: source.place(key), note: source.note(above: tree.line))
        (command.label, command.isOptional) = try fields.manners()
        return command
    }

    /// The name, where it stands, and what follows it.
    private func parts(_ tree: YAMLTree) throws(FlowError) -> (String, YAMLTree, YAMLTree?) {
        switch tree.content {
        case .scalar(let text, _): return (text, tree, nil)
        case .mapping(let members):
            guard let first = members.first, let name = first.key.text else { break }
            guard members.count == 1 else {
                throw source.error(
                    .invalidValue, "Invalid Command Format: \(name)",
                    "a command has one name: put a dash before \(members[1].key.text ?? "the second"), "
                        + "or indent it below \(name)", at: source.place(members[1].value))
            }
            return (name, first.key, first.value)
        case .sequence: break
        }
        throw source.error(
            .invalidValue, "Invalid Command", "a command is a name, or a name with what it needs",
            at: source.place(tree))
    }
}

extension CommandName {
    /// The command as it is mostly written.
    var example: String {
        switch self {
        case .runFlow: "runFlow: other.yaml"
        case .runScript: "runScript: script.js"
        case .swipe: "swipe: {direction: UP}"
        case .extendedWaitUntil: "extendedWaitUntil: {visible: Done, timeout: 5000}"
        case .repeat: "repeat: {times: 3, commands: […]}"
        case .pressKey: "pressKey: Enter"
        case .openLink: "openLink: https://example.com"
        default: "\(rawValue): …"
        }
    }
}
