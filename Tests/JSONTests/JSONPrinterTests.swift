import JSON
import Testing

@Suite("Printer")
struct JSONPrinterTests {
    /// Appendix B of RFC 8785 and the edges of each form of ECMAScript's Number::toString.
    @Test(
        "Numbers print as in ECMAScript",
        arguments: [
            (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"), (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
            (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
            (0xC340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x7FFF_FFFF_FFFF_FFFF, "null"), (0x7FF0_0000_0000_0000, "null"),
            (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"), (0x44B5_2D02_C7E1_4AF6, "1e+23"),
            (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"), (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
            (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"), (0x444B_1AE4_D6E2_EF50, "1e+21"),
            (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
            (0x41B3_DE43_5555_5553, "333333333.3333332"), (0x41B3_DE43_5555_5555, "333333333.3333333"),
            (0x41B3_DE43_5555_5557, "333333333.33333343"), (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
            (0x4314_3FF3_C1CB_0959, "1424953923781206.2"), (0x3FF0_0000_0000_0000, "1"),
            (0x3FB9_9999_9999_999A, "0.1"), (0x4059_0000_0000_0000, "100"), (0x4029_0000_0000_0000, "12.5"),
            (0x3E7A_D7F2_9ABC_AF48, "1e-7"), (0x43D0_0000_0000_0000, "4611686018427388000"),
        ] as [(UInt64, String)])
    func printsNumbers(bits: UInt64, text: String) {
        for style in JSONStyle.allCases {
            #expect(JSONValue.number(Double(bitPattern: bits)).print(style) == text)
        }
    }

    @Test("Integers print all their digits", arguments: [.min, -1, 0, 9_007_199_254_740_993, .max] as [Int64])
    func printsIntegers(integer: Int64) {
        for style in JSONStyle.allCases { #expect(JSONValue.integer(integer).print(style) == String(integer)) }
    }

    @Test(
        "Strings escape no more than they must",
        arguments: [
            ("", #""""#), ("\"\\/", #""\"\\/""#), ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
            ("\0\u{1}\u{1F}\u{7F}", "\"\\u0000\\u0001\\u001f\u{7F}\""), ("é€🎉\u{2028}<>&'", "\"é€🎉\u{2028}<>&'\""),
        ])
    func escapes(text: String, printed: String) {
        for style in JSONStyle.allCases { #expect(JSONValue.string(text).print(style) == printed) }
    }

    @Test("Each style lays out a document its own way")
    func laysOut() {
        let value: JSONValue = ["b": [1, [], [:]], "a": ["d": nil, "c": true]]
        #expect(value.print(.compact) == #"{"b":[1,[],{}],"a":{"d":null,"c":true}}"#)
        #expect("\(value)" == value.print(.compact))
        #expect(value.print(.canonical) == #"{"a":{"c":true,"d":null},"b":[1,[],{}]}"#)
        #expect(
            value.print(.pretty) == """
                {
                  "b": [
                    1,
                    [],
                    {}
                  ],
                  "a": {
                    "d": null,
                    "c": true
                  }
                }
                """)
    }

    /// The example of RFC 8785, section 3.2.3: by UTF-16 code units the emoji sorts before U+FB33.
    @Test("Canonical members are sorted by UTF-16 code units")
    func sortsByCodeUnits() throws {
        let value = try JSONValue(
            parsing: """
                {"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
                "\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control",
                "\\u00f6":"Latin Small Letter O With Diaeresis"}
                """)
        let canonical = try JSONValue(parsing: value.print(.canonical))
        #expect(canonical.object?.keys == ["\r", "1", "\u{80}", "ö", "€", "😀", "\u{FB33}"])
    }
}
