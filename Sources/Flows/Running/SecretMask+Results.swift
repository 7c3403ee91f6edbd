internal import Hierarchies

extension SecretMask {
    /// Hides secrets where the device or a script repeats them: on the screens, in what heals found there, in logs.
    func masked(_ result: FlowResult) -> FlowResult {
        if isEmpty { return result }
        var result = result
        result.logs = result.logs.map(masked)
        result.commands = result.commands.map(masked)
        return result
    }

    private func masked(_ command: CommandResult) -> CommandResult {
        var command = command
        command.before = command.before.map(masked)
        command.after = command.after.map(masked)
        if let heal = command.heal {
            command.heal?.selector = masked(heal.selector)
            command.heal?.replacement = masked(heal.replacement)
            command.heal?.evidence = heal.evidence.map(masked)
        }
        command.children = command.children.map(masked)
        return command
    }

    /// Writes only what changes: most screens hold no secret, and are not copied then.
    private func masked(_ screen: FlowScreen) -> FlowScreen {
        var screen = screen
        for (index, node) in screen.hierarchy.nodes.enumerated() {
            var hidden = node
            (hidden.text, hidden.hint) = (masked(node.text), masked(node.hint))
            hidden.contentDescription = masked(node.contentDescription)
            for extra in node.extras.indices { hidden.extras[extra].value = masked(node.extras[extra].value) }
            let isSame =
                hidden.text == node.text && hidden.hint == node.hint && hidden.extras == node.extras
                && hidden.contentDescription == node.contentDescription
            if !isSame { screen.hierarchy.nodes[index] = hidden }
        }
        return screen
    }
}
