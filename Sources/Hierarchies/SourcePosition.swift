/// A place in a file: 1-based line, 1-based column counted in bytes.
struct SourcePosition: CustomStringConvertible {
    var line: Int
    var column: Int

    init(of offset: Int, in bytes: [UInt8]) {
        line = 1
        var lineStart = 0
        for index in 0..<min(offset, bytes.count) where bytes[index] == 0x0A {
            line += 1
            lineStart = index + 1
        }
        column = min(offset, bytes.count) - lineStart + 1
    }

    var description: String { "\(line):\(column)" }
}
