/// Why a simulated phone refuses what it is asked.
package struct PhoneError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// No key of that name or number.
        case unknownKey
        /// `input text` of a character that the key map cannot produce; Android throws a NullPointerException.
        case unmappableText
        case noSuchPackage
        case noSuchInputMethod
        /// No state key of that name, or a value of another type.
        case badState
        /// A value outside what Android takes.
        case badValue
    }

    package var code: Code
    /// A sentence that a person can act on.
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
