/// What is wrong with a declaration, and where.
package struct DeclarationError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// Not YAML, or not UTF-8.
        case malformed
        case unknownKey
        case missingKey
        /// A value of the wrong type or outside its range.
        case badValue
        /// A screen, dialog, state key, icon or package that nothing declares.
        case unknownName
        case badExpression
        case missingTranslation
        /// Too large, too deep, too many.
        case limit
    }

    package var code: Code
    /// A sentence that a person can act on, with a suggestion where one is near.
    package var message: String
    package var file: String
    /// From 1; 0 where no line is to blame.
    package var line: Int

    package init(_ code: Code, _ message: String, file: String, line: Int) {
        self.code = code
        self.message = message
        self.file = file
        self.line = line
    }

    package var description: String { "\(file):\(line): \(message)" }
}
