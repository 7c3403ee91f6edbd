import Testing

@testable import ChatEndpoints

struct WaitingTests {
    static let date = "Sun, 06 Nov 1994 08:49:37 GMT"

    @Test(
        "An HTTP date in its three forms is the same moment",
        arguments: [date, "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"])
    func forms(text: String) {
        #expect(RetryAfter.secondsSince1970(text) == 784_111_777)
    }

    @Test(
        "Days are counted by the Gregorian calendar",
        arguments: [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Tue, 29 Feb 2000 12:00:00 GMT", 951_825_600),
            ("Mon, 01 Mar 2100 00:00:00 GMT", 4_107_542_400), ("Sat, 28 Nov 2026 16:19:47 GMT", 1_795_882_787),
        ])
    func days(text: String, seconds: Int64) {
        #expect(RetryAfter.secondsSince1970(text) == seconds)
    }

    @Test(
        "A Retry-After is seconds or a date, and anything else says nothing",
        arguments: [
            ("3", nil, .seconds(3)), ("0", nil, .zero), ("99999999999999999999", nil, .seconds(1 << 40)),
            ("-1", nil, nil),
            ("", nil, nil), ("soon", date, nil), ("1.5", nil, nil),
            ("Sun, 06 Nov 1994 08:49:47 GMT", date, .seconds(10)),
            ("Sun, 06 Nov 1994 08:49:00 GMT", date, .zero), ("Sun, 06 Nov 1994 08:49:47 GMT", nil, nil),
            ("Sun, 06 Nov 1994 25:49:47 GMT", date, nil), (nil, date, nil),
        ] as [(String?, String?, Duration?)])
    func retryAfter(header: String?, date: String?, wait: Duration?) {
        #expect(RetryAfter.wait(header, date: date) == wait)
    }

    @Test("Waits double up to the longest, half of them left to chance, and end")
    func backoff() {
        let limits = EndpointLimits(retries: 6, firstWait: .seconds(1), longestWait: .seconds(8))
        let short = Backoff(limits: limits) { 0 }
        let long = Backoff(limits: limits) { 1 }
        #expect(
            (0..<7).map { short.wait(before: $0, retryAfter: nil) }
                == [0.5, 1, 2, 4, 4, 4, nil].map { $0.map { .seconds($0) } })
        #expect((0..<5).map { long.wait(before: $0, retryAfter: nil) } == [1, 2, 4, 8, 8].map { .seconds($0) })
        #expect(short.wait(before: 0, retryAfter: .seconds(30)) == .seconds(30))
        #expect(short.wait(before: 0, retryAfter: .seconds(31)) == nil)
    }

    @Test(
        "A duration is told in a few digits",
        arguments: [
            (.milliseconds(466.63991894237766), "467 ms"), (.zero, "0 ms"), (.seconds(1), "1 s"),
            (.seconds(1.549), "1.5 s"), (.seconds(120), "120 s"),
        ] as [(Duration, String)])
    func durations(duration: Duration, text: String) {
        #expect(duration.text == text)
    }

    @Test(
        "What may pass is asked again: not what a person must mend first",
        arguments: [
            (EndpointError.Code.unreachable, true), (.connectionLost, true), (.rateLimited, true),
            (.notRunning, false), (.unauthorized, false), (.brokenOff, false), (.tlsFailed, false),
        ])
    func passing(code: EndpointError.Code, isPassing: Bool) {
        #expect(EndpointError(code, "", url: "").isPassing == isPassing)
    }

    @Test("A key shows nowhere, but in the header")
    func secret() {
        let key = Secret("hunter2")
        var dumped = ""
        dump(["a": key], to: &dumped)
        for text in ["\(key)", String(reflecting: key), "\([key])", "\(Optional(key) as Any)", dumped] {
            #expect(!text.contains("hunter2"))
        }
        #expect(key.masked(in: "hunter2 and hunter2!") == "••• and •••!")
        #expect(Secret("").masked(in: "abc") == "abc")
        // With the last letter the mark is one character, and not the key's.
        #expect(key.masked(in: "hunter2\u{301}") == "•••\u{301}")
    }

    @Test(
        "What a server says is quoted in one line, cut, and without the key",
        arguments: [
            ("bad key\n hunter2\u{7}", "“bad key •••”"),
            (String(repeating: "é", count: 300), "“\(String(repeating: "é", count: 199))…”"),
            (String(repeating: "x", count: 196) + "hunter2", "“\(String(repeating: "x", count: 196))•••”"),
        ])
    func quoting(said: String, quoted: String) {
        #expect(ServerFault(.reported, "", said: said).quoted(masking: Secret("hunter2")) == quoted)
    }
}
