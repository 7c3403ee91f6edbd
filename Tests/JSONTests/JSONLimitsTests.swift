import JSON
import Testing

@Suite("Limits")
struct JSONLimitsTests {
    @Test(
        "A document at a limit is read, one past it is refused",
        arguments: [
            (.init(bytes: 3), "[1]", "[1] ", .tooManyBytes), (.init(depth: 2), "[{}]", "[{\"a\":[]}]", .tooDeep),
            (.init(depth: 0), "1", "[]", .tooDeep), (.init(values: 3), "[1,2]", "[1,2,3]", .tooManyValues),
            (.init(objects: 2), "[{},{}]", "[{},{},{}]", .tooManyValues),
            (.init(stringBytes: 2), "[\"ab\"]", "[\"abc\"]", .stringTooLong),
            (.init(stringBytes: 2), "{\"ab\":1}", "{\"abc\":1}", .stringTooLong),
            (.init(numberBytes: 3), "[1.5]", "[1.25]", .numberTooLong),
        ] as [(JSONLimits, String, String, JSONError.Code)])
    func holds(limits: JSONLimits, allowed: String, refused: String, code: JSONError.Code) throws {
        #expect(throws: Never.self) { try JSONValue(parsing: allowed, limits: limits) }
        let error = try #require(throws: JSONError.self) { try JSONValue(parsing: refused, limits: limits) }
        #expect(error.code == code)
    }

    @Test("The byte limit of a prefix is for its value, not for the buffer")
    func limitsOneValueOfMany() throws {
        let bytes = Array("[1][22]".utf8)
        #expect(try JSONValue.parsePrefix(bytes, limits: .init(bytes: 3)).value == [1])
        let error = try #require(throws: JSONError.self) {
            try JSONValue.parsePrefix(bytes, from: 3, limits: .init(bytes: 3))
        }
        #expect(error.code == .tooManyBytes)
    }

    @Test("A hundred thousand open brackets are refused at the depth limit", arguments: ["[", "{\"a\":"])
    func refusesDepthBomb(opening: String) throws {
        let bomb = String(repeating: opening, count: 100_000)
        let error = try #require(throws: JSONError.self) { try JSONValue(parsing: bomb) }
        #expect(error.code == .tooDeep)
        #expect(error.offset == 512 * opening.utf8.count)
    }

    @Test("No limit lets nesting overflow the stack")
    func boundsRecursion() throws {
        let deepest = JSONLimits.deepest
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        let limits = JSONLimits(depth: .max)
        #expect(try JSONValue(parsing: nested(deepest), limits: limits).print() == nested(deepest))
        let error = try #require(throws: JSONError.self) { try JSONValue(parsing: nested(deepest + 1), limits: limits) }
        #expect(error.code == .tooDeep)
    }

    @Test("A string of a hundred megabytes is refused by its size")
    func refusesHugeString() throws {
        let bytes = [UInt8](repeating: UInt8(ascii: "\""), count: 1) + [UInt8](repeating: 0x61, count: 100_000_000)
        let error = try #require(throws: JSONError.self) { try JSONValue(parsing: bytes) }
        #expect(error.code == .tooManyBytes)
    }
}
