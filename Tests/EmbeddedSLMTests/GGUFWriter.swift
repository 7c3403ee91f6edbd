import EmbeddedSLM

/// Writes GGUF files for tests, right or wrong ones.
struct GGUFWriter {
    var version: UInt32 = 3
    private var keys: [UInt8] = []
    private var keyCount = 0
    private var places: [UInt8] = []
    private var tensorCount = 0
    private var data: [UInt8] = []

    mutating func set(_ key: String, _ value: GGUFValue) {
        keyCount += 1
        keys += text(key)
        switch value {
        case .integer(let number): keys += bytes(UInt32(4)) + bytes(UInt32(number))
        case .number(let number): keys += bytes(UInt32(6)) + bytes(Float(number).bitPattern)
        case .boolean(let flag): keys += bytes(UInt32(7)) + [flag ? 1 : 0]
        case .text(let string): keys += bytes(UInt32(8)) + text(string)
        case .integers(let numbers): keys += array(5, numbers.count) + numbers.flatMap { bytes(Int32($0)) }
        case .numbers(let numbers): keys += array(12, numbers.count) + numbers.flatMap { bytes($0.bitPattern) }
        case .booleans(let flags): keys += array(7, flags.count) + flags.map { $0 ? 1 : 0 }
        case .bytes(let numbers): keys += array(1, numbers.count) + numbers
        case .texts(let strings): keys += array(8, strings.count) + strings.flatMap(text)
        }
    }

    mutating func add(_ name: String, dimensions: [Int], type: UInt32, _ content: [UInt8]) {
        tensorCount += 1
        places += text(name) + bytes(UInt32(dimensions.count)) + dimensions.flatMap { bytes(UInt64($0)) }
        places += bytes(type) + bytes(UInt64(data.count))
        data += content
        data += [UInt8](repeating: 0, count: (32 - data.count % 32) % 32)
    }

    var file: [UInt8] {
        var file = Array("GGUF".utf8) + bytes(version) + bytes(UInt64(tensorCount)) + bytes(UInt64(keyCount))
        file += keys + places
        return file + [UInt8](repeating: 0, count: (32 - file.count % 32) % 32) + data
    }

    private func array(_ kind: UInt32, _ count: Int) -> [UInt8] {
        bytes(UInt32(9)) + bytes(kind) + bytes(UInt64(count))
    }

    private func text(_ text: String) -> [UInt8] { bytes(UInt64(text.utf8.count)) + text.utf8 }
}

/// A number in little-endian order.
func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
}
