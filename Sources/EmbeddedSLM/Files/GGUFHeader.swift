/// The beginning of a GGUF file: its metadata and where its tensors are.
///
/// Source: the GGUF specification, version 3, little-endian.
package struct GGUFHeader: Sendable {
    package let metadata: [String: GGUFValue]
    package let tensors: [String: GGUFTensor]

    /// Reads the beginning of a file; the tensors' own bytes are not looked at.
    ///
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - limits: what it may announce.
    /// - Throws: what is wrong with the file, and at which key or tensor.
    package init(_ bytes: UnsafeRawBufferPointer, limits: GGUFLimits = GGUFLimits()) throws(ModelFileError) {
        var reader = ByteReader(bytes)
        guard reader.remaining >= 4, try reader.number(UInt32.self) == 0x4655_4747 else {
            throw ModelFileError(.notGGUF, "this is no GGUF file: it does not begin with \"GGUF\"")
        }
        let version = try reader.number(UInt32.self)
        guard version == 3 else {
            throw ModelFileError(
                .notGGUF, version == 0x0300_0000 ? "a big-endian GGUF file" : "GGUF version \(version), not 3")
        }
        let tensorCount = try reader.count(of: "tensors", limit: limits.tensors)
        let keyCount = try reader.count(of: "metadata keys", limit: limits.keys)
        metadata = try Self.metadata(&reader, count: keyCount, limits: limits)
        let places = try Self.places(&reader, count: tensorCount, limits: limits)
        let start = try Self.dataStart(after: reader.offset, metadata: metadata)
        var tensors: [String: GGUFTensor] = [:]
        for place in places {
            let (begin, overflow) = start.addingReportingOverflow(place.offset)
            guard !overflow, place.size <= bytes.count, begin <= bytes.count - place.size else {
                throw ModelFileError(.truncated, "its data would end behind the file", item: place.name)
            }
            tensors[place.name] = GGUFTensor(
                name: place.name, format: place.format, columns: place.columns, rows: place.rows,
                range: begin..<begin + place.size)
        }
        self.tensors = tensors
    }

    private static func metadata(
        _ reader: inout ByteReader, count: Int, limits: GGUFLimits
    ) throws(ModelFileError) -> [String: GGUFValue] {
        var metadata: [String: GGUFValue] = [:]
        for _ in 0..<count {
            let key = try reader.text(limit: 65_535)
            let value = try naming(key) { () throws(ModelFileError) in try reader.value(limits: limits) }
            guard metadata.updateValue(value, forKey: key) == nil else {
                throw ModelFileError(.malformed, "it is there twice", item: key)
            }
        }
        return metadata
    }

    /// A tensor as it is announced.
    private struct Place {
        var name: String
        var format: GGUFTensor.Format
        var columns, rows, size: Int
        /// From the start of all data.
        var offset: Int
    }

    private static func places(
        _ reader: inout ByteReader, count: Int, limits: GGUFLimits
    ) throws(ModelFileError) -> [Place] {
        var places: [Place] = []
        var names: Set<String> = []
        for _ in 0..<count {
            let name = try reader.text(limit: 65_535)
            guard names.insert(name).inserted else { throw ModelFileError(.malformed, "it is there twice", item: name) }
            places.append(
                try naming(name) { () throws(ModelFileError) in try place(&reader, name: name, limits: limits) })
        }
        return places
    }

    private static func place(
        _ reader: inout ByteReader, name: String, limits: GGUFLimits
    ) throws(ModelFileError) -> Place {
        let dimensions = try reader.number(UInt32.self)
        guard 1...4 ~= dimensions else { throw ModelFileError(.malformed, "\(dimensions) dimensions, not 1 to 4") }
        let columns = try dimension(&reader, limits)
        var rows = 1
        for _ in 1..<dimensions {
            let (product, overflow) = rows.multipliedReportingOverflow(by: try dimension(&reader, limits))
            guard !overflow, product <= limits.numbers / columns else {
                throw ModelFileError(.tooLarge, "more than \(limits.numbers) numbers")
            }
            rows = product
        }
        let type = try reader.number(UInt32.self)
        guard let format = GGUFTensor.Format(rawValue: type) else {
            throw ModelFileError(.unsupported, "numbers of type \(type); F32, F16 and Q8_0 are read")
        }
        guard columns % format.block.numbers == 0 else {
            throw ModelFileError(.malformed, "rows of \(columns) numbers, no multiple of \(format.block.numbers)")
        }
        let offset = try reader.count(of: "bytes of offset", limit: .max)
        let size = columns / format.block.numbers * format.block.bytes * rows
        return Place(name: name, format: format, columns: columns, rows: rows, size: size, offset: offset)
    }

    private static func dimension(_ reader: inout ByteReader, _ limits: GGUFLimits) throws(ModelFileError) -> Int {
        let size = try reader.count(of: "numbers", limit: limits.numbers)
        guard size > 0 else { throw ModelFileError(.malformed, "a dimension of 0") }
        return size
    }

    /// The data starts at the next multiple of the alignment.
    private static func dataStart(after offset: Int, metadata: [String: GGUFValue]) throws(ModelFileError) -> Int {
        var alignment = 32
        if let stated = metadata["general.alignment"] {
            guard case .integer(let bytes) = stated, 1...65_536 ~= bytes, bytes.nonzeroBitCount == 1 else {
                throw ModelFileError(.malformed, "no power of two up to 65536", item: "general.alignment")
            }
            alignment = bytes
        }
        return (offset + alignment - 1) / alignment * alignment
    }

    /// Runs a step whose error shall name a key or tensor.
    private static func naming<Value>(
        _ item: String, _ step: () throws(ModelFileError) -> Value
    ) throws(ModelFileError) -> Value {
        do {
            return try step()
        } catch {
            throw ModelFileError(error.code, error.message, item: item)
        }
    }
}
