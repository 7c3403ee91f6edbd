import JSON
import Schemas
import Testing

@Suite("Exact numbers")
struct ExactNumberTests {
    @Test(
        "A multiple is one in decimal arithmetic",
        arguments: [
            ("0.01", "0.07", true), ("0.01", "19.99", true), ("0.01", "4.35", true), ("0.01", "0.015", false),
            ("0.0001", "0.00751", false), ("0.1", "1e300", true), ("1e-8", "12391239123", true),
            ("0.123456789", "1e308", false), ("3", "9223372036854775806", true), ("3", "9223372036854775807", false),
            ("1e300", "1e308", true), ("1e308", "1e300", false), ("7", "0", true), ("2.5", "-7.5", true),
            ("1e-300", "1", true), ("2", "-9223372036854775808", true), ("1.1", "3.3000000000000003", false),
        ])
    func multiples(divisor: String, value: String, isMultiple: Bool) throws {
        let schema = try JSONSchema(["multipleOf": JSONValue(parsing: divisor)])
        #expect(try schema.accepts(JSONValue(parsing: value)) == isMultiple)
    }

    @Test(
        "A bound is compared with all its digits",
        arguments: [
            ("minimum", "9007199254740993", "9007199254740992", false),
            ("minimum", "9007199254740993", "9007199254740993", true),
            ("minimum", "9007199254740993", "9007199254740992.0", false),
            ("maximum", "9007199254740992.0", "9007199254740993", false),
            ("exclusiveMaximum", "9223372036854775807", "9223372036854775806", true),
            ("exclusiveMaximum", "1e300", "9223372036854775807", true),
            ("minimum", "-1e300", "-9223372036854775808", true),
            ("maximum", "2.5", "2", true), ("maximum", "2.5", "3", false), ("minimum", "-2.5", "-2", true),
            ("minimum", "-2.5", "-3", false), ("exclusiveMinimum", "0.0", "0", false),
        ])
    func bounds(keyword: String, bound: String, value: String, isValid: Bool) throws {
        let schema = try JSONSchema(.object(JSONObject([(keyword, JSONValue(parsing: bound))])))
        #expect(try schema.accepts(JSONValue(parsing: value)) == isValid)
    }

    @Test(
        "A number without a fraction is an integer",
        arguments: [("1.0", true), ("1e30", true), ("-0.0", true), ("1.5", false), ("123456789012345678901", true)])
    func integers(value: String, isInteger: Bool) throws {
        #expect(try JSONSchema(["type": "integer"]).accepts(JSONValue(parsing: value)) == isInteger)
    }
}
