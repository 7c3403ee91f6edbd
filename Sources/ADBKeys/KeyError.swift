import COpenSSL

/// Why a key could not be had or used.
package struct KeyError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// The file or folder is not there, or may not be read.
        case unreadable
        /// The file or folder could not be made.
        case unwritable
        /// The bytes are no key, or no certificate.
        case malformed
        /// A key, but not RSA with 2048 bits, which is all that ADB knows.
        case wrongKind
        /// The cryptographic library failed.
        case cryptography
    }

    package var code: Code
    /// A sentence that a person can act on.
    package var message: String
    /// The file or folder; nil for a key in memory.
    package var file: String?

    package init(_ code: Code, _ message: String, file: String? = nil) {
        self.code = code
        self.message = message
        self.file = file
    }

    package var description: String { file.map { "\($0): \(message)" } ?? message }

    /// The same, of a file.
    func of(_ file: String) -> KeyError { KeyError(code, message, file: file) }

    /// A failure of libcrypto, whose own words end the sentence.
    static func library(_ what: String, _ code: Code = .cryptography) -> KeyError {
        var reason = ""
        // The queue is the thread's: what is left in it would be told with a later failure.
        while true {
            let number = ERR_get_error()
            guard number != 0 else { break }
            if let text = ERR_reason_error_string(number) { reason = ": " + String(cString: text) }
        }
        return KeyError(code, what + reason)
    }
}
