/// Where in a flow's file something is written.
package struct SourcePlace: Sendable, Hashable, CustomStringConvertible {
    /// As it was named when the flow was read.
    package var file: String
    /// From 1.
    package var line: Int
    /// From 1, in characters.
    package var column: Int

    package init(_ file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    package var description: String { "\(file):\(line):\(column)" }
}
