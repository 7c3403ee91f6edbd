import COpenSSL

/// Base64 without line ends, with padding.
package enum Base64 {
    package static func encode(_ bytes: [UInt8]) -> String {
        // The library puts a NUL behind.
        var text = [UInt8](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
        let length = EVP_EncodeBlock(&text, bytes, CInt(bytes.count))
        return String(decoding: text.prefix(Int(length)), as: UTF8.self)
    }

    /// Nil for anything that is not exactly that.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let letters = Array(text.utf8)
        let padding = letters.suffix(2).count { $0 == 0x3d }
        guard letters.count % 4 == 0, letters.dropLast(padding).allSatisfy(isDigit) else { return nil }
        var bytes = [UInt8](repeating: 0, count: letters.count / 4 * 3)
        guard EVP_DecodeBlock(&bytes, letters, CInt(letters.count)) == bytes.count else { return nil }
        return bytes.dropLast(padding)
    }

    /// The library itself would also take white space at both ends.
    private static func isDigit(_ letter: UInt8) -> Bool {
        switch letter {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2b, 0x2f: true
        default: false
        }
    }
}
