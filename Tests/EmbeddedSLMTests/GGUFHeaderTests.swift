import EmbeddedSLM
import TestSupport
import Testing

@Suite("A GGUF file")
struct GGUFHeaderTests {
    private func read(_ file: [UInt8], limits: GGUFLimits = GGUFLimits()) throws -> GGUFHeader {
        try file.withUnsafeBytes { try GGUFHeader($0, limits: limits) }
    }

    private func refusal(_ file: [UInt8], limits: GGUFLimits = GGUFLimits()) -> ModelFileError? {
        do {
            _ = try read(file, limits: limits)
            return nil
        } catch {
            return error as? ModelFileError
        }
    }

    @Test("gives each value with its type")
    func values() throws {
        let values: [String: GGUFValue] = [
            "integer": .integer(7), "number": .number(0.5), "flag": .boolean(true), "text": .text("Grüße"),
            "integers": .integers([-1, 2]), "bytes": .bytes([0, 255]), "numbers": .numbers([0.25]),
            "flags": .booleans([false, true]),
            "texts": .texts(["", "a"]), "none": .texts([]),
        ]
        var writer = GGUFWriter()
        for (key, value) in values { writer.set(key, value) }
        let header = try read(writer.file)
        #expect(header.metadata == values)
        #expect(try header.number("integer") == 7)
        #expect(try header.text("text") == "Grüße")
        #expect(try header.integer("absent", in: 0...1) == nil)
        #expect { try header.integer("integer", in: 0...6) } throws: { ($0 as? ModelFileError)?.item == "integer" }
    }

    @Test("says where its tensors are")
    func tensors() throws {
        var writer = GGUFWriter()
        writer.add("a", dimensions: [3, 2], type: 0, [UInt8](repeating: 1, count: 24))
        writer.add("b", dimensions: [32, 2, 2], type: 8, [UInt8](repeating: 2, count: 136))
        let file = writer.file
        let header = try read(file)
        let b = try #require(header.tensors["b"])
        #expect(b.columns == 32 && b.rows == 4 && b.format == .q8)
        #expect(file[b.range].allSatisfy { $0 == 2 } && b.range.count == 136)
        #expect(header.tensors["a"]?.range.count == 24)
    }

    @Test("is refused when it is cut off anywhere")
    func truncation() throws {
        let file = TinyModel(.q8).file
        let header = try read(file)
        let data = try #require(header.tensors.values.map(\.range.lowerBound).min())
        // Every byte of the beginning, then some of the data.
        for end in Array(0..<data) + stride(from: data, to: file.count, by: 997) {
            let error = refusal(Array(file[..<end]))
            #expect(error?.code == (end < 4 ? .notGGUF : .truncated), "cut at \(end): \(String(describing: error))")
        }
    }

    @Test("with any bytes changed is read or refused")
    func mutations() throws {
        let file = TinyModel(.q8).file
        var random = SeededGenerator(state: 11)
        let header = try read(file)
        let data = try #require(header.tensors.values.map(\.range.lowerBound).min())
        let interesting: [UInt8] = [0, 1, 8, 9, 0x7F, 0x80, 0xFF]
        var refused = 0
        for _ in 0..<3000 {
            var changed = file
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<data, using: &random)
                changed[place] = interesting.randomElement(using: &random) ?? 0
                if Bool.random(using: &random) { changed[min(place + 7, data - 1)] = 0xFF }
            }
            if refusal(changed) != nil { refused += 1 }
        }
        #expect(refused > 300)
    }

    @Test("that announces what cannot be is refused by name", arguments: hostile)
    func refused(_ row: Hostile) throws {
        var writer = GGUFWriter()
        row.prepare(&writer)
        var file = writer.file
        if let patch = row.patch { file.replaceSubrange(patch.at..<patch.at + patch.bytes.count, with: patch.bytes) }
        let error = refusal(file)
        #expect(error?.code == row.code, "\(row.claim): \(String(describing: error))")
        #expect(error?.item == row.item)
    }

    struct Hostile: Sendable, CustomTestStringConvertible {
        var claim: String
        var code: ModelFileError.Code
        var item: String?
        var patch: (at: Int, bytes: [UInt8])?
        var prepare: @Sendable (inout GGUFWriter) -> Void = { _ in }

        var testDescription: String { claim }
    }

    static let hostile: [Hostile] = [
        Hostile(claim: "another format", code: .notGGUF, patch: (0, Array("GGML".utf8))),
        Hostile(claim: "an older version", code: .notGGUF) { $0.version = 2 },
        Hostile(claim: "the other byte order", code: .notGGUF) { $0.version = 0x0300_0000 },
        Hostile(claim: "2^63 tensors", code: .tooLarge, patch: (8, bytes(UInt64(1) << 63))),
        Hostile(claim: "a million keys", code: .tooLarge, patch: (16, bytes(UInt64(1_000_000)))),
        Hostile(claim: "a key twice", code: .malformed, item: "a") {
            $0.set("a", .integer(1))
            $0.set("a", .integer(2))
        },
        Hostile(claim: "a tensor twice", code: .malformed, item: "t") {
            $0.add("t", dimensions: [1], type: 0, [0, 0, 0, 0])
            $0.add("t", dimensions: [1], type: 0, [0, 0, 0, 0])
        },
        Hostile(claim: "an unknown type of numbers", code: .unsupported, item: "t") {
            $0.add("t", dimensions: [32], type: 2, [])
        },
        Hostile(claim: "no dimensions", code: .malformed, item: "t") { $0.add("t", dimensions: [], type: 0, []) },
        Hostile(claim: "five dimensions", code: .malformed, item: "t") {
            $0.add("t", dimensions: [1, 1, 1, 1, 1], type: 0, [])
        },
        Hostile(claim: "a dimension of 0", code: .malformed, item: "t") {
            $0.add("t", dimensions: [4, 0], type: 0, [])
        },
        Hostile(claim: "a product beyond all bounds", code: .tooLarge, item: "t") {
            $0.add("t", dimensions: [1 << 32, 1 << 32, 1 << 32], type: 0, [])
        },
        Hostile(claim: "blocks that are not whole", code: .malformed, item: "t") {
            $0.add("t", dimensions: [33], type: 8, [])
        },
        Hostile(claim: "data behind the end", code: .truncated, item: "t") {
            $0.add("t", dimensions: [1024], type: 0, [0, 0, 0, 0])
        },
        Hostile(claim: "an alignment of 3", code: .malformed, item: "general.alignment") {
            $0.set("general.alignment", .integer(3))
        },
        Hostile(claim: "an unknown type of value", code: .malformed, item: "k", patch: (24 + 8 + 1, bytes(UInt32(13))))
        {
            $0.set("k", .integer(1))
        },
        Hostile(claim: "a flag of 2", code: .malformed, item: "k", patch: (24 + 8 + 1 + 4, [2])) {
            $0.set("k", .boolean(true))
        },
        Hostile(
            claim: "an array longer than the file", code: .truncated, item: "k",
            patch: (24 + 8 + 1 + 8, bytes(UInt64(4_000_000)))
        ) {
            $0.set("k", .integers([1]))
        },
        Hostile(
            claim: "an array beyond the limit", code: .tooLarge, item: "k", patch: (24 + 8 + 1 + 8, bytes(UInt64.max))
        ) {
            $0.set("k", .integers([1]))
        },
        Hostile(claim: "an array of arrays", code: .unsupported, item: "k", patch: (24 + 8 + 1 + 4, bytes(UInt32(9)))) {
            $0.set("k", .texts(["0123456789"]))
        },
        Hostile(claim: "a text that is not UTF-8", code: .malformed, item: "k", patch: (24 + 8 + 1 + 4 + 8, [0xFF])) {
            $0.set("k", .text("a"))
        },
    ]

    @Test("has to keep the limits")
    func limits() throws {
        var writer = GGUFWriter()
        writer.set("k", .texts(["long text"]))
        var limits = GGUFLimits()
        limits.textBytes = 3
        #expect(refusal(writer.file, limits: limits)?.code == .tooLarge)
        limits = GGUFLimits()
        limits.keys = 0
        #expect(refusal(writer.file, limits: limits)?.code == .tooLarge)
    }
}
