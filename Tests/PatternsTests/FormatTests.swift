import Patterns
import Testing

struct FormatTests {
    @Test(
        arguments: [
            (
                "date", ["2024-02-29", "2000-02-29", "1999-12-31", "0000-02-29", "2023-02-28", "2023-04-30"],
                [
                    "2023-02-29", "1900-02-29", "2023-04-31", "2023-13-01", "2023-00-10", "2023-01-00", "2023-1-1",
                    "20230101",
                ]
            ),
            (
                "time",
                ["00:00:00Z", "23:59:59z", "12:30:00.123456+05:30", "23:59:60Z", "23:59:60.5+00:00", "23:59:60-00:00"],
                [
                    "24:00:00Z", "12:60:00Z", "12:00:60Z", "12:00:00", "12:00Z", "23:59:61Z", "12:00:00.Z",
                    "12:00:00+24:00",
                ]
            ),
            (
                "date-time", ["2024-02-29T12:00:00Z", "1985-04-12t23:20:50.52z", "1990-12-31T23:59:60Z"],
                ["2024-02-30T12:00:00Z", "2024-02-29 12:00:00Z", "2024-02-29", "2024-02-29T12:00:00"]
            ),
            (
                "duration", ["P4DT12H30M5S", "P1Y2M3D", "PT36H", "P2W", "P1M", "PT1M", "P1Y2MT3H", "PT0S", "P10Y"],
                ["P", "PT", "P1", "4D", "P1Y2W", "P1D2H", "P2D1Y", "PT1D", "P1YT", "P1Y3D", "PT1H3S"]
            ),
            (
                "email",
                ["a@b", "joe.bloggs@example.com", "\"joe bloggs\"@example.com", "a+b@[127.0.0.1]", "a@[IPv6:::1]"],
                ["a", "@b", "a@", ".a@b", "a.@b", "a..b@c", "a b@c", "a@b@c", "a@-b", "a@[999.0.0.1]"]
            ),
            (
                "hostname", ["example", "www.example.com", "a-b.c1", "1a.2", String(repeating: "a", count: 63)],
                ["", "-a", "a-", "a..b", "a.", "a_b", "é", String(repeating: "a", count: 64)]
            ),
            (
                "ipv4", ["0.0.0.0", "255.255.255.255", "192.168.1.10"],
                ["256.0.0.0", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.4 ", "1..2.3"]
            ),
            (
                "ipv6",
                [
                    "::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1::3:4:5:6:7:8",
                    "fe80::1", "::ffff:192.0.2.1", "1:2:3:4:5:6:1.2.3.4", "ABCD::12",
                ],
                [
                    "", ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "1:2:3:4:5:6:7:8::",
                    "::1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:1.2.3.4", "fe80::1%eth0", "1.2.3.4", "g::", "1:",
                ]
            ),
            (
                "uuid", ["2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2EB8AA08-AA98-11EA-B4AA-73B441D16380"],
                [
                    "2eb8aa08aa9811eab4aa73b441d16380", "2eb8aa08-aa98-11ea-b4aa-73b441d1638",
                    "geb8aa08-aa98-11ea-b4aa-73b441d16380",
                ]
            ),
            (
                "uri",
                [
                    "http://foo.bar/?baz=qux#quux", "mailto:a@b.c", "urn:oasis:names", "ftp://[::1]:21/x", "http://",
                    "a:", "file:///etc/x", "http://u:p@h:80/a//b?c/d?e#/f", "http://a/%20", "x:/", "ldap://[v1.a:b]/",
                ],
                [
                    "//foo.bar", "/abc", "abc", "http://a b", "http://a/%2", "1a:b", ":a", "http://[::1", "\\\\a",
                    "http://a/\u{E9}", "a:b#c#d", "http://a:b", "x:a[b",
                ]
            ),
            (
                "uri-reference", ["http://a/b", "//foo.bar/x", "/abc", "abc", "", "#f", "?q", "a/b:c", "./a:b", "a:b"],
                ["\\\\a", "1:b", "a b", "#a#b", "/%zz", ":a"]
            ),
        ]
    )
    func `a format accepts its own texts alone`(name: String, accepted: [String], refused: [String]) throws {
        let automaton = try #require(ScalarAutomaton.format(name))
        for text in accepted { #expect(automaton.accepts(text), "\(name): \(text)") }
        for text in refused { #expect(!automaton.accepts(text), "\(name): \(text)") }
    }

    @Test func `dates have 97 leap days in 400 years`() throws {
        let date = try #require(ScalarAutomaton.format("date"))
        func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
        for year in 0...9999 {
            let digits = String(year)
            let text = String(repeating: "0", count: 4 - digits.count) + digits
            #expect(date.accepts("\(text)-02-29") == isLeap(year))
        }
    }

    @Test(arguments: ["regex", "", "Date", "idn-email"])
    func `an unknown format has no automaton`(name: String) {
        #expect(ScalarAutomaton.format(name) == nil)
    }
}
