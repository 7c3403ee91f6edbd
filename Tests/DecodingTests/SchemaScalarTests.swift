import Decoding
import JSON
import Schemas
import Testing

@Suite("The grammar of a schema: numbers and strings")
struct SchemaScalarTests {
    @Test(
        "Numbers",
        arguments: [
            SchemaCase(
                #"{"type":"integer"}"#, accepts: ["0", "-0", "-12", "123456789012345678901234567890"],
                refuses: ["01", "1.0", "1e3", "+1", "-", "--1"]),
            SchemaCase(
                #"{"type":"number"}"#, accepts: ["0", "-0.5", "1e3", "1E+05", "2.50"],
                refuses: [".5", "1.", "00", "1e", "NaN", "Infinity", "0x1"]),
            SchemaCase(
                #"{"type":"integer","minimum":-3,"maximum":12}"#, accepts: ["-3", "-1", "0", "9", "12"],
                refuses: ["-4", "13", "012", "120"]),
            SchemaCase(
                #"{"type":"integer","exclusiveMinimum":-3,"exclusiveMaximum":12}"#, accepts: ["-2", "11"],
                refuses: ["-3", "12"]),
            SchemaCase(#"{"type":"integer","minimum":1.5,"maximum":3.5}"#, accepts: ["2", "3"], refuses: ["1", "4"]),
            SchemaCase(
                #"{"type":"integer","minimum":100}"#, accepts: ["100", "1000000000000000000000"],
                refuses: ["99", "-100", "0"]),
            SchemaCase(
                #"{"type":"integer","minimum":9223372036854775807}"#,
                accepts: ["9223372036854775807", "9223372036854775808"], refuses: ["9223372036854775806"]),
            SchemaCase(
                #"{"type":"number","minimum":0.25,"exclusiveMaximum":2}"#, accepts: ["0.25", "1", "1.999", "0.5"],
                refuses: ["0.24", "2", "2.0", "0", "1e0"]),
            SchemaCase(
                #"{"type":"number","exclusiveMinimum":0}"#, accepts: ["0.0001", "5"], refuses: ["0", "0.0", "-1"]),
            SchemaCase(
                #"{"type":"number","minimum":-1.5,"maximum":-0.5}"#, accepts: ["-1.5", "-1", "-0.5"],
                refuses: ["-1.51", "-0.4", "0", "1"]),
            SchemaCase(
                #"{"minimum":3,"exclusiveMinimum":3,"maximum":4,"type":"integer"}"#, accepts: ["4"],
                refuses: ["3", "5"]),
            SchemaCase(
                #"{"type":"integer","multipleOf":7}"#, accepts: ["0", "7", "-14", "700"], refuses: ["1", "8", "-7.0"]),
            SchemaCase(
                #"{"type":"integer","multipleOf":5,"minimum":3,"maximum":21}"#, accepts: ["5", "10", "20"],
                refuses: ["0", "3", "25"]),
            SchemaCase(
                #"{"type":"integer","allOf":[{"multipleOf":4},{"multipleOf":6}]}"#, accepts: ["12", "-24", "0"],
                refuses: ["4", "6", "8"]),
            SchemaCase(#"{"type":"number","multipleOf":1}"#, accepts: ["3", "-2"], refuses: ["1.5"]),
            SchemaCase(
                #"{"type":"number","multipleOf":5,"minimum":0.5}"#, accepts: ["5", "10", "5.0"], refuses: ["0", "7.5"]),
            SchemaCase(
                #"{"type":"number","multipleOf":0.01}"#, accepts: ["1.5", "-1.25", "1.250", "0.00", "7", "-0"],
                refuses: ["1.251", "1.", "1e2", "-", "1234567890123456.01"]),
            SchemaCase(#"{"type":"integer","multipleOf":2.5}"#, accepts: ["0", "5", "-10"], refuses: ["2", "7.5"]),
            SchemaCase(#"{"type":["integer","number"],"maximum":0}"#, accepts: ["-0.5", "0"], refuses: ["1"]),
            SchemaCase(#"{"allOf":[{"type":"number"},{"type":"integer"}]}"#, accepts: ["3"], refuses: ["3.5"]),
        ])
    func numbers(of example: SchemaCase) throws { try example.check() }

    @Test(
        "Strings",
        arguments: [
            SchemaCase(
                #"{"type":"string"}"#,
                accepts: [#""""#, #""é猫😀""#, #""\"\\\/\b\f\n\r\t""#, #""\u0000\uD83D\ude00""#, "\"\u{7F}\""],
                refuses: ["\"\n\"", #""\x""#, #""\uD83D""#, #""\uDE00""#, #""\u12g4""#, "\"\t\"", "\""]),
            SchemaCase(
                #"{"type":"string","minLength":2,"maxLength":3}"#,
                accepts: ["\"ab\"", "\"😀猫é\"", #""\n\u0041""#, #""\uD83D\uDE00b""#],
                refuses: ["\"a\"", "\"abcd\"", #""\uD83D\uDE00""#, #""\n\n\n\n""#]),
            SchemaCase(#"{"type":"string","maxLength":0}"#, accepts: ["\"\""], refuses: ["\"a\"", #""\n""#]),
            SchemaCase(
                #"{"type":"string","pattern":"^[a-c]+$"}"#, accepts: ["\"abc\""],
                refuses: ["\"\"", "\"d\"", #""\u0061""#]),
            SchemaCase(
                #"{"type":"string","pattern":"b"}"#, accepts: ["\"abc\"", "\"b\"", #""\nb""#],
                refuses: ["\"ac\"", #""a\u0062""#]),
            // A character that a string cannot hold raw is written in its shortest form.
            SchemaCase(
                #"{"type":"string","pattern":"^[\"\\\\\\n\\u0001]*$"}"#, accepts: [#""\"\\\n\u0001""#],
                refuses: [#""\u000a""#, "\"\n\"", #""\u000A""#, #""\u0002""#]),
            SchemaCase(
                #"{"type":"string","pattern":"^[a-z]*$","minLength":2,"maxLength":3}"#, accepts: ["\"ab\"", "\"abc\""],
                refuses: ["\"a\"", "\"abcd\"", "\"A1\""]),
            SchemaCase(
                #"{"type":"string","pattern":"^.{3}$"}"#, accepts: ["\"😀猫é\""], refuses: ["\"ab\"", #""a\nb""#]),
            SchemaCase(
                #"{"type":"string","format":"date"}"#, accepts: ["\"2024-02-29\""],
                refuses: ["\"2023-02-29\"", "\"2024-2-9\"", "\"\""]),
            SchemaCase(
                #"{"type":"string","format":"date","pattern":"^2024-0[12]"}"#, accepts: ["\"2024-02-29\""],
                refuses: ["\"2024-03-01\"", "\"2023-01-01\""]),
            SchemaCase(
                #"{"type":"string","format":"uuid"}"#, accepts: ["\"123e4567-e89b-12d3-a456-426614174000\""],
                refuses: ["\"123e4567\""]),
            SchemaCase(
                #"{"type":"string","format":"hostname","maxLength":5}"#, accepts: ["\"a.de\"", "\"ab.de\""],
                refuses: ["\"abc.de\"", "\"-a\""]),
            SchemaCase(
                #"{"type":"string","allOf":[{"minLength":1},{"minLength":2},{"maxLength":9},{"maxLength":2}]}"#,
                accepts: ["\"ab\""], refuses: ["\"a\"", "\"abc\""]),
        ])
    func strings(of example: SchemaCase) throws { try example.check() }

    @Test("A host name has 253 characters at most, whatever its labels")
    func hostnameLength() throws {
        let label = String(repeating: "a", count: 49) + "."
        let example = SchemaCase(
            #"{"type":"string","format":"hostname"}"#, accepts: ["\"\(String(repeating: label, count: 5))abc\""],
            refuses: ["\"\(String(repeating: label, count: 5))abcd\""])
        try example.check()
    }

    @Test("Formats that say how a field is shown bind nothing", arguments: ["password", "textarea", "multiline"])
    func annotations(format: String) throws {
        let grammar = try Grammar(JSONSchema(["type": "string", "format": .string(format)]))
        #expect(grammar.accepts("\"x\""))
    }
}
