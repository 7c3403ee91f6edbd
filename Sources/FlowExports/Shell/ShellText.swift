internal import Devices

extension ExportText {
    /// One word of a shell script; variables have a prefix, so that none takes the place of a shell's own.
    var shell: String {
        if let literal { return ShellQuoting.quoted(literal) }
        return parts.map { part in
            switch part {
            case .literal(let text): ShellQuoting.quoted(text)
            case .variable(let name): "\"$\(Self.shellName(name))\""
            case .copied: "\"$COPIED\""
            }
        }.joined()
    }

    static func shellName(_ name: String) -> String { "flow_\(name)" }
}
