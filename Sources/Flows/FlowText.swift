/// Text as flows have to hold it, where `${…}` is a script to run.
enum FlowText {
    /// The text with a backslash before everything that would be run, and nothing else changed.
    ///
    /// One backslash is taken off before `${…}`, and only there: without a closing brace, or with another dollar sign
    /// before it, the characters stay as they are. Source: Maestro, `Env.kt`, `\$\{([^$]*)}`.
    static func escaped(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            if scalar == "$", isScript(scalars[(index + 1)...]) { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }

    private static func isScript(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        rest.first == "{" && rest.prefix { $0 != "$" }.contains("}")
    }
}
