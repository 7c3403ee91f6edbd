/// A value of a GGUF file's metadata; whole numbers and floating-point numbers of all sizes are one case each.
package enum GGUFValue: Sendable, Hashable {
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case text(String)
    case integers([Int])
    case numbers([Double])
    case booleans([Bool])
    case texts([String])
    /// Of 8-bit numbers, signed ones by their bits: many of them are kept as they are.
    case bytes([UInt8])

    /// What the format calls a type, by its number.
    enum Kind: UInt32 {
        case uint8, int8, uint16, int16, uint32, int32, float32, bool, string, array, uint64, int64, float64

        /// The fewest bytes of a value.
        var size: Int {
            switch self {
            case .uint8, .int8, .bool: 1
            case .uint16, .int16: 2
            case .uint32, .int32, .float32: 4
            case .string, .uint64, .int64, .float64: 8
            case .array: 12
            }
        }
    }
}

extension ByteReader {
    /// A value: its kind, then itself.
    mutating func value(limits: GGUFLimits) throws(ModelFileError) -> GGUFValue {
        let kind = try kind()
        guard kind == .array else { return try value(of: kind, limits: limits) }
        let element = try self.kind()
        let count = try count(of: "elements", limit: limits.elements)
        try need(count * element.size)
        return try array(of: element, count: count, limits: limits)
    }

    private mutating func kind() throws(ModelFileError) -> GGUFValue.Kind {
        let number = try number(UInt32.self)
        guard let kind = GGUFValue.Kind(rawValue: number) else {
            throw ModelFileError(.malformed, "there is no type \(number)")
        }
        return kind
    }

    private mutating func value(of kind: GGUFValue.Kind, limits: GGUFLimits) throws(ModelFileError) -> GGUFValue {
        switch kind {
        case .string: .text(try text(limit: limits.textBytes))
        case .bool: .boolean(try boolean())
        case .float32, .float64: .number(try floating(kind))
        default: .integer(try integer(kind))
        }
    }

    private mutating func array(
        of kind: GGUFValue.Kind, count: Int, limits: GGUFLimits
    ) throws(ModelFileError) -> GGUFValue {
        switch kind {
        case .array: throw ModelFileError(.unsupported, "an array of arrays")
        case .string:
            .texts(try all(count) { reader throws(ModelFileError) in try reader.text(limit: limits.textBytes) })
        case .int8, .uint8: .bytes(try take(count))
        case .bool: .booleans(try all(count) { reader throws(ModelFileError) in try reader.boolean() })
        case .float32, .float64: .numbers(try all(count) { reader throws(ModelFileError) in try reader.floating(kind) })
        default: .integers(try all(count) { reader throws(ModelFileError) in try reader.integer(kind) })
        }
    }

    private mutating func all<Element>(
        _ count: Int, _ next: (inout ByteReader) throws(ModelFileError) -> Element
    ) throws(ModelFileError) -> [Element] {
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for _ in 0..<count { elements.append(try next(&self)) }
        return elements
    }

    private mutating func boolean() throws(ModelFileError) -> Bool {
        switch try number(UInt8.self) {
        case 0: false
        case 1: true
        case let other: throw ModelFileError(.malformed, "\(other) is neither true nor false")
        }
    }

    private mutating func floating(_ kind: GGUFValue.Kind) throws(ModelFileError) -> Double {
        kind == .float64
            ? Double(bitPattern: try number(UInt64.self)) : Double(Float(bitPattern: try number(UInt32.self)))
    }

    private mutating func integer(_ kind: GGUFValue.Kind) throws(ModelFileError) -> Int {
        switch kind {
        case .uint8: return Int(try number(UInt8.self))
        case .int8: return Int(try number(Int8.self))
        case .uint16: return Int(try number(UInt16.self))
        case .int16: return Int(try number(Int16.self))
        case .uint32: return Int(try number(UInt32.self))
        case .int32: return Int(try number(Int32.self))
        case .int64: return Int(try number(Int64.self))
        default:
            let number = try number(UInt64.self)
            guard let integer = Int(exactly: number) else {
                throw ModelFileError(.tooLarge, "the number \(number) does not fit 63 bits")
            }
            return integer
        }
    }
}
