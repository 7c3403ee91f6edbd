import CZlib
import Hierarchies

/// Writes a canvas as a palette PNG (W3C PNG, third edition).
enum PNG {
    static func encode(_ canvas: Canvas) -> [UInt8] {
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        var header = bigEndian(UInt32(canvas.size.width)) + bigEndian(UInt32(canvas.size.height))
        // Eight bits an index, palette, deflate, no filter method but the one, not interlaced.
        header += [8, 3, 0, 0, 0]
        append("IHDR", header, to: &file)
        append("PLTE", Canvas.Color.allCases.flatMap { [$0.rgb.0, $0.rgb.1, $0.rgb.2] }, to: &file)
        var raw: [UInt8] = []
        raw.reserveCapacity((canvas.size.width + 1) * canvas.size.height)
        for row in 0..<canvas.size.height {
            raw.append(0)
            raw += canvas.pixels[row * canvas.size.width..<(row + 1) * canvas.size.width]
        }
        append("IDAT", deflated(raw), to: &file)
        append("IEND", [], to: &file)
        return file
    }

    private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var length = compressBound(uLong(bytes.count))
        var output = [UInt8](repeating: 0, count: Int(length))
        // With a buffer of compressBound's size, it can only fail for want of memory.
        guard compress2(&output, &length, bytes, uLong(bytes.count), 1) == Z_OK else { return [] }
        return Array(output[..<Int(length)])
    }

    private static func append(_ type: String, _ content: [UInt8], to file: inout [UInt8]) {
        let body = Array(type.utf8) + content
        file += bigEndian(UInt32(content.count)) + body
        file += bigEndian(UInt32(truncatingIfNeeded: crc32(0, body, uInt(body.count))))
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
    }
}
