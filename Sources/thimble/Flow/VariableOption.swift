import ArgumentParser
import FlowDocuments
import Glibc

/// `-e NAME=VALUE`.
struct VariableOption: ExpressibleByArgument {
    var variable: FlowVariable

    init?(argument: String) {
        guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else { return nil }
        variable = FlowVariable(String(argument[..<sign]), String(argument[argument.index(after: sign)...]))
    }

    /// Variables of the environment whose names begin with `MAESTRO_`, then those of the command line.
    static func all(_ options: [VariableOption]) -> [FlowVariable] {
        let inherited = Environment.variables.filter { $0.key.hasPrefix("MAESTRO_") }.sorted { $0.key < $1.key }
        return inherited.map { FlowVariable($0.key, $0.value) } + options.map(\.variable)
    }
}
