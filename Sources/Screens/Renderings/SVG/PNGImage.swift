import FoundationEssentials
package import Hierarchies

/// A PNG screenshot: its bytes and the size its header declares.
package struct PNGImage: Sendable {
    package let bytes: [UInt8]
    package let size: Size

    /// Checks the signature and reads the size from the header.
    ///
    /// The header is the `IHDR` chunk, which the PNG specification (§5.6, §11.2.2) puts first. The picture itself is left to whoever draws it.
    package init(_ bytes: [UInt8]) throws(PNGError) {
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        guard bytes.starts(with: signature) else { throw PNGError(.notPNG, byteCount: bytes.count) }
        guard bytes.count >= 33, bytes[12..<16].elementsEqual("IHDR".utf8) else {
            throw PNGError(.noHeader, byteCount: bytes.count)
        }
        func integer(at offset: Int) -> Int { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
        size = Size(width: integer(at: 16), height: integer(at: 20))
        guard size.width > 0, size.height > 0 else { throw PNGError(.noHeader, byteCount: bytes.count) }
        self.bytes = bytes
    }

    /// The whole picture as a `data:` URI (RFC 2397).
    package var dataURI: String { "data:image/png;base64," + Data(bytes).base64EncodedString() }
}

/// Why some bytes are no usable screenshot.
package struct PNGError: Error, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case notPNG = "not-png"
        case noHeader = "no-header"
    }

    package let code: Code
    package let byteCount: Int

    init(_ code: Code, byteCount: Int) {
        self.code = code
        self.byteCount = byteCount
    }

    package var description: String {
        switch code {
        case .notPNG: "the screenshot (\(byteCount) bytes) is not a PNG file; take it with `screencap -p`"
        case .noHeader: "the screenshot (\(byteCount) bytes) is cut short or has no size; take it again"
        }
    }
}
