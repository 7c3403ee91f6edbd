import ADBWire
import NIOCore
import TestSupport
import Testing

@Suite struct SyncRequestTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let requests: [SyncRequest]
        let golden: Golden
        var testDescription: String { "\(requests.first.map { "\($0)" } ?? "none")" }
    }

    static let cases = [
        Case(requests: [.stat("/a")], golden: Golden(["id": "'STAT'", "length": "02 00 00 00", "path": "'/a'"])),
        Case(requests: [.stat2("/a")], golden: Golden(["id": "'STA2'", "length": "02 00 00 00", "path": "'/a'"])),
        Case(requests: [.lstat2("/a")], golden: Golden(["id": "'LST2'", "length": "02 00 00 00", "path": "'/a'"])),
        Case(requests: [.list("")], golden: Golden(["id": "'LIST'", "length": "00 00 00 00"])),
        Case(requests: [.list2("/ü")], golden: Golden(["id": "'LIS2'", "length": "03 00 00 00", "path": "2f c3 bc"])),
        Case(
            requests: [
                .send(path: "/a,b", mode: 0o100644), .data(ByteBuffer(string: "xyz")),
                .done(modificationTime: 1_700_000_000), .stat("/"),
            ],
            golden: Golden([
                "id": "'SEND'", "length": "0a 00 00 00", "path and mode": "'/a,b,33188'",
                "id of data": "'DATA'", "its length": "03 00 00 00", "bytes": "'xyz'",
                "id of the end": "'DONE'", "modification time": "00 f1 53 65",
                "next": "'STAT'", "next length": "01 00 00 00", "next path": "'/'",
            ])),
        Case(
            requests: [.send2(path: "/a", mode: 0o100600, flags: [.zstd, .dryRun]), .done(modificationTime: 1)],
            golden: Golden([
                "id": "'SND2'", "length": "02 00 00 00", "path": "'/a'",
                "id again": "'SND2'", "mode": "80 81 00 00", "flags": "04 00 00 80",
                "id of the end": "'DONE'", "modification time": "01 00 00 00",
            ])),
        Case(requests: [.receive("/a")], golden: Golden(["id": "'RECV'", "length": "02 00 00 00", "path": "'/a'"])),
        Case(
            requests: [.receive2(path: "/a", flags: [.brotli])],
            golden: Golden([
                "id": "'RCV2'", "length": "02 00 00 00", "path": "'/a'", "id again": "'RCV2'", "flags": "01 00 00 00",
            ])),
        Case(requests: [.quit], golden: Golden(["id": "'QUIT'", "length": "00 00 00 00"])),
    ]

    @Test(arguments: cases) func readsGoldenBytes(_ golden: Case) {
        #expect(
            verified(SyncRequestFormat(), golden.golden.bytes, join: joinData) == Outcome(messages: golden.requests))
    }

    @Test(arguments: cases) func writesGoldenBytes(_ golden: Case) throws {
        let bytes = try written { for request in golden.requests { try request.write(into: &$0) } }
        #expect(bytes == golden.golden.bytes)
    }

    /// The mode behind the comma is a number of C, as AOSP reads it.
    @Test(arguments: [("420", 420), ("0644", 420), ("0x1a4", 420), ("0", 0), ("4294967295", UInt32.max)])
    func readsMode(text: String, mode: UInt32) throws {
        let bytes = [UInt8]("SEND".utf8) + [UInt8(2 + text.count), 0, 0, 0] + [UInt8]("p,\(text)".utf8)
        var decoder = SyncRequestDecoder(SyncRequestFormat())
        decoder.append(ByteBuffer(bytes: bytes))
        #expect(try decoder.next() == .send(path: "p", mode: mode))
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let stream: Golden
        let error: WireError
        var testDescription: String { error.description }

        init(_ stream: KeyValuePairs<String, String>, _ code: WireError.Code, _ message: String, at offset: Int = 0) {
            self.stream = Golden(stream)
            error = WireError(code, message, in: "sync", at: offset)
        }
    }

    @Test(arguments: [
        Refused(["id": "'STAX'", "rest": "'abc'"], .unexpected, "STAX is no request"),
        Refused(["id": "00 01 7f 41"], .unexpected, "...A is no request"),
        Refused(["id": "'DATA'"], .unexpected, "DATA is no request"),
        Refused(["id": "'DONE'"], .unexpected, "DONE is no request"),
        Refused(
            ["id": "'STAT'", "length": "01 04 00 00"], .tooLong, "STAT with 1025 bytes, above the limit of 1024"),
        Refused(
            ["id": "'RECV'", "length": "ff ff ff ff"], .tooLong, "RECV with 4294967295 bytes, above the limit of 1024"),
        Refused(
            ["first": "'QUIT'", "0": "00 00 00 00", "id": "'STAT'", "length": "01 00 00 00", "path": "ff"], .malformed,
            "STAT with a path that is not UTF-8, or contains NUL", at: 8),
        Refused(
            ["id": "'LIST'", "length": "02 00 00 00", "path": "61", "NUL": "00"], .malformed,
            "LIST with a path that is not UTF-8, or contains NUL"),
        Refused(
            ["id": "'SEND'", "length": "02 00 00 00", "path": "'/a'"], .malformed,
            "SEND with \"/a\", which reads PATH,MODE"),
        Refused(
            ["id": "'SEND'", "length": "05 00 00 00", "path": "'/a,+1'"], .malformed,
            "SEND with \"/a,+1\", which reads PATH,MODE"),
        Refused(
            ["id": "'SEND'", "length": "04 00 00 00", "path": "'/a,1'", "next": "'STAT'"], .unexpected,
            "STAT within a file that is sent, where DATA or DONE is due", at: 12),
        Refused(
            ["id": "'SEND'", "length": "04 00 00 00", "path": "'/a,1'", "next": "'DATA'", "too long": "01 00 01 00"],
            .tooLong, "DATA with 65537 bytes, above the limit of 65536", at: 12),
        Refused(
            ["id": "'RCV2'", "length": "01 00 00 00", "path": "'a'", "next": "'SND2'"], .unexpected,
            "SND2 where the second RCV2 is due", at: 9),
        Refused(
            ["id": "'STAT'", "length": "02 00 00 00", "path": "'a'"], .truncated,
            "the stream ended within a message, 9 bytes into it"),
        Refused(
            ["id": "'SND2'", "length": "01 00 00 00", "path": "'a'"], .truncated,
            "the stream ended within SND2, of whose two messages one came", at: 9),
        Refused(
            ["id": "'SEND'", "length": "03 00 00 00", "path": "'a,1'"], .truncated,
            "the stream ended within a file that is sent, before its DONE", at: 11),
        Refused(
            [
                "id": "'SEND'", "length": "03 00 00 00", "path": "'a,1'", "next": "'DATA'", "5": "05 00 00 00",
                "b": "01",
            ],
            .truncated, "the stream ended within DATA, 4 bytes before its end", at: 20),
    ])
    func refuses(_ refused: Refused) {
        #expect(verified(SyncRequestFormat(), refused.stream.bytes).error == refused.error)
    }

    /// What the reader would refuse is not written either.
    @Test func writesNoPathThatCannotBeRead() throws {
        let longest = String(repeating: "p", count: 1024)
        let request = SyncRequest.stat(longest)
        #expect(verified(SyncRequestFormat(), try written(request.write)) == Outcome(messages: [request]))
        var buffer = ByteBuffer()
        let tooLong = #expect(throws: WireError.self) {
            try SyncRequest.send(path: longest, mode: 1).write(into: &buffer)
        }
        #expect(tooLong?.message == "SEND with 1026 bytes, above the limit of 1024")
        let nul = #expect(throws: WireError.self) { try SyncRequest.receive("a\0b").write(into: &buffer) }
        #expect(nul?.message == "RECV with a path that contains NUL")
        #expect(buffer.readableBytes == 0)
    }

    @Test(arguments: [0, 1, 65535, 65536, 65537, 200_000]) func cutsDataAtTheLimit(count: Int) throws {
        let file = ByteBuffer(bytes: (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        let bytes = try written {
            try SyncRequest.send(path: "f", mode: 1).write(into: &$0)
            $0.writeSyncData(file)
            try SyncRequest.done(modificationTime: 2).write(into: &$0)
        }
        #expect(bytes.count == 11 + count + 8 * ((count + 65535) / 65536) + 8)
        var decoder = SyncRequestDecoder(SyncRequestFormat())
        decoder.append(ByteBuffer(bytes: bytes))
        var requests: [SyncRequest] = []
        while let request = try decoder.next() { requests.append(request) }
        #expect(joinData(requests).dropFirst().dropLast() == (count == 0 ? [] : [.data(file)]))
    }

    @Test func fillsDataInPlace() throws {
        struct Stop: Error {}
        var buffer = ByteBuffer(string: "before")
        var room = 0
        let three = buffer.writeSyncData(atMost: 5) { bytes in
            room = bytes.count
            bytes.copyBytes(from: [1, 2, 3] as [UInt8])
            return 3
        }
        let none = buffer.writeSyncData { _ in 0 }
        #expect(throws: Stop.self) { try buffer.writeSyncData { _ throws(Stop) in throw Stop() } }
        let most = buffer.writeSyncData(atMost: 1 << 20) { $0.count }
        #expect([room, three, none, most] == [5, 3, 0, 65536])
        let start = [UInt8]("before".utf8) + [UInt8]("DATA".utf8) + [3, 0, 0, 0, 1, 2, 3] + [UInt8]("DATA".utf8)
        #expect(buffer.bytes.prefix(25) == (start + [0, 0, 1, 0]).prefix(25))
        #expect(buffer.readableBytes == start.count + 4 + 65536)
    }
}
