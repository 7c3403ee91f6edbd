/// Why a dump could not be read, and where.
package struct HierarchyError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case empty, unknownFormat, malformed, tooLarge, tooDeep, tooManyNodes, forbidden
    }

    package var code: Code
    package var message: String
    /// The file's name as the caller gave it; `-` for standard input.
    package var file: String
    /// 1-based; columns count bytes.
    package var line: Int
    package var column: Int

    package init(_ code: Code, _ message: String, file: String, line: Int = 1, column: Int = 1) {
        self.code = code
        self.message = message
        self.file = file
        self.line = line
        self.column = column
    }

    package var description: String { "\(file):\(line):\(column): \(message)" }
}
