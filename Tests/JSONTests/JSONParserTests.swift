import JSON
import Testing

/// The bytes of a JSON text with `bytes` somewhere in it that no Swift string can hold.
private func around(_ bytes: [UInt8], _ before: String = "[\"a", _ after: String = "\"]") -> [UInt8] {
    Array(before.utf8) + bytes + Array(after.utf8)
}

@Suite("Parser")
struct JSONParserTests {
    @Test(
        "What the grammar allows is read as documented",
        arguments: [
            ("null", nil), (" true ", true), ("false", false), ("\t\"\"\r\n", ""), ("[]", []), ("{}", [:]),
            ("[1,[2,{}],null]", [1, [2, [:]], nil]), ("{\"a\":{\"b\":[true]}}", ["a": ["b": [true]]]),
            // Numbers.
            ("0", 0), ("-0", 0), ("-12", -12), ("1.5", 1.5), ("1e2", 100.0), ("1E+2", 100.0), ("25e-1", 2.5),
            ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
            ("1e-999", 0.0), ("1.7976931348623157e308", .number(.greatestFiniteMagnitude)), ("0e999", 0.0),
            // Strings.
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e9\u00E9""#, "éé"), ("\"\u{7F}\"", "\u{7F}"),
            (#""a\u0000b""#, "a\0b"), (#""\ud83c\udf89""#, "🎉"), (#""\ud83c""#, "\u{FFFD}"),
            (#""\udf89\ud83c""#, "\u{FFFD}\u{FFFD}"), (#""\ud83cx""#, "\u{FFFD}x"), (#""\ud83c\n""#, "\u{FFFD}\n"),
            (#""\ud83c\ud83c\udf89""#, "\u{FFFD}🎉"), (#""\ud83c\u0000""#, "\u{FFFD}\0"),
            // Keys.
            (#"{"a":1,"b":2,"a":3}"#, ["a": 3, "b": 2]), (#"{"a":1,"\u0061":2}"#, ["a": 2]), (#"{"":0}"#, ["": 0]),
            ("{\"\u{E9}\":1,\"e\u{301}\":2}", ["\u{E9}": 1, "e\u{301}": 2]),
            // A byte order mark.
            ("\u{FEFF}1", 1),
        ] as [(String, JSONValue)])
    func accepts(text: String, value: JSONValue) throws {
        let parsed = try JSONValue(parsing: text)
        #expect(parsed == value)
        #expect(parsed.print() == value.print(), "members keep their order")
    }

    @Test(
        "Integers that Int64 cannot hold become the nearest Double",
        arguments: [
            ("9223372036854775808", 0x1p63), ("-9223372036854775809", -0x1p63), ("18446744073709551615", 0x1p64),
            ("18446744073709551616", 0x1p64), ("123456789012345678901234567890", 123456789012345678901234567890.0),
        ])
    func widens(text: String, number: Double) throws {
        let parsed = try JSONValue(parsing: "[\(text),{\"a\":\(text)},1]")
        #expect(parsed == [.number(number), ["a": .number(number)], 1])
        #expect(try JSONValue(parsing: text) == .number(number))
    }

    @Test("A literal with a point or an exponent is a number even where its value is whole")
    func keepsTheKindOfNumber() throws {
        guard case .number = try JSONValue(parsing: "1.0") else { throw Failure("1.0 is no number") }
        guard case .number(let zero) = try JSONValue(parsing: "-0.0") else { throw Failure("-0.0 is no number") }
        #expect(zero.sign == .minus)
        guard case .integer = try JSONValue(parsing: "-0") else { throw Failure("-0 is no integer") }
    }

    @Test(
        "What is not JSON is refused, and the place named",
        arguments: [
            ("", .empty, "1:1"), (" \n ", .empty, "2:2"), ("\u{FEFF}", .empty, "1:4"),
            ("[1", .unexpectedEnd, "1:3"), ("{\"a\"", .unexpectedEnd, "1:5"), ("\"a", .unexpectedEnd, "1:3"),
            ("tru", .unexpectedEnd, "1:4"), ("-", .unexpectedEnd, "1:2"), ("\"\\", .unexpectedEnd, "1:3"),
            ("1 2", .trailingBytes, "1:3"), ("{}\n}", .trailingBytes, "2:1"), ("1\0", .trailingBytes, "1:2"),
            ("truefalse", .trailingBytes, "1:5"), ("nullx", .trailingBytes, "1:5"),
            ("[NaN]", .unexpectedCharacter, "1:2"), ("Infinity", .unexpectedCharacter, "1:1"),
            ("-Infinity", .unexpectedCharacter, "1:2"), ("nan", .unexpectedCharacter, "1:2"),
            ("// a\n1", .unexpectedCharacter, "1:1"), ("[1,/* a */2]", .unexpectedCharacter, "1:4"),
            ("{'a':1}", .unexpectedCharacter, "1:2"), ("['a']", .unexpectedCharacter, "1:2"),
            ("[1,]", .unexpectedCharacter, "1:4"), ("{\"a\":1,}", .unexpectedCharacter, "1:8"),
            ("[,1]", .unexpectedCharacter, "1:2"), ("{a:1}", .unexpectedCharacter, "1:2"),
            ("[1}", .unexpectedCharacter, "1:3"), ("[1 2]", .unexpectedCharacter, "1:4"),
            ("\u{A0}1", .unexpectedCharacter, "1:1"), ("[\u{C}1]", .unexpectedCharacter, "1:2"),
            ("TRUE", .unexpectedCharacter, "1:1"), ("+1", .unexpectedCharacter, "1:1"),
            ("01", .invalidNumber, "1:1"), ("[-01]", .invalidNumber, "1:2"), ("[1.]", .invalidNumber, "1:4"),
            ("[1e]", .invalidNumber, "1:4"), ("[-a]", .invalidNumber, "1:3"), ("0x10", .trailingBytes, "1:2"),
            ("[1,\n 1e999]", .numberOutOfRange, "2:2"), ("-1e309", .numberOutOfRange, "1:1"),
            ("[\"a\u{1}\"]", .controlCharacter, "1:4"), ("\"é\n\"", .controlCharacter, "1:4"),
            (#""a\x""#, .invalidEscape, "1:3"), (#""\u12G4""#, .invalidEscape, "1:2"),
            (#"{"\u0000a":1}"#, .nulInKey, "1:3"),
        ] as [(String, JSONError.Code, String)])
    func refuses(text: String, code: JSONError.Code, place: String) throws {
        let error = try #require(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error.code == code)
        #expect("\(error)".hasPrefix(place + ": "), "\(error)")
    }

    @Test(
        "Bytes that are not UTF-8 are refused, and the place named",
        arguments: [
            [0xFF], [0x80], [0xC3], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xE2, 0x82], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
        ] as [[UInt8]])
    func refusesInvalidUTF8(bytes: [UInt8]) throws {
        for document in [around(bytes), around(bytes, "{\"a", "\":1}"), around(bytes, "[\"a", "")] {
            let error = try #require(throws: JSONError.self) { try JSONValue(parsing: document) }
            #expect(error.code == .invalidUTF8)
            #expect(error.offset == 3)
        }
    }

    @Test("Every multi-byte scalar at an edge of UTF-8 is kept")
    func keepsUTF8() throws {
        let text = "\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}"
        #expect(try JSONValue(parsing: "\"\(text)\"").string == text)
    }

    @Test("Several documents in one buffer are read one after another")
    func readsConcatenatedDocuments() throws {
        let bytes = Array("\u{FEFF}{\"a\":1}[2] 3\n\"4\"null ".utf8)
        var values: [JSONValue] = []
        var offset = 0
        let error = try #require(throws: JSONError.self) {
            while true {
                let (value, end) = try JSONValue.parsePrefix(bytes, from: offset)
                values.append(value)
                offset = end
            }
        }
        #expect(values == [["a": 1], [2], 3, "4", nil])
        #expect(error.code == .empty)
        #expect(error.offset == bytes.count)
    }

    @Test("A prefix that is broken names its place in the whole buffer", arguments: ["1-2", "truefalse", "1.2.3"])
    func refusesRunOnScalars(text: String) throws {
        let error = try #require(throws: JSONError.self) {
            try JSONValue.parsePrefix(Array("{}\n\(text)".utf8), from: 2)
        }
        #expect(error.code == .trailingBytes)
        #expect(error.line == 2)
    }

    @Test("A document cut at any byte is refused, and its end named")
    func refusesTruncation() throws {
        let document = Array(#" {"k\u00e9":[1,-2.5e+3,true,false,null,"é🎉\ud83c\udf89\n"],"o":{"":{}}}"#.utf8)
        for length in 0..<document.count {
            let error = try #require(throws: JSONError.self) { try JSONValue(parsing: Array(document[..<length])) }
            #expect([.empty, .unexpectedEnd, .invalidUTF8].contains(error.code), "\(length): \(error)")
            #expect(error.offset <= length)
        }
        #expect(try JSONValue(parsing: document)["o"] == ["": [:]])
    }
}

/// A test's own reason to fail.
struct Failure: Error {
    var reason: String

    init(_ reason: String) { self.reason = reason }
}
