import ADBWire
import NIOCore
import TestSupport
import Testing

@Suite struct SyncResponseTests {
    static let stat: SyncStat = {
        var stat = SyncStat(mode: 0o100644, size: 0x1_0000_0002, modificationTime: -1)
        stat.error = 2
        stat.device = 3
        stat.inode = 4
        stat.linkCount = 5
        stat.userID = 6
        stat.groupID = 7
        stat.accessTime = 8
        stat.changeTime = 9
        return stat
    }()

    static let body2 = [
        ["02 00 00 00", "03 00 00 00 00 00 00 00", "04 00 00 00 00 00 00 00"],
        ["a4 81 00 00", "05 00 00 00", "06 00 00 00", "07 00 00 00", "02 00 00 00 01 00 00 00"],
        ["08 00 00 00 00 00 00 00", "ff ff ff ff ff ff ff ff", "09 00 00 00 00 00 00 00"],
    ].joined().joined(separator: " ")

    struct Case: Sendable, CustomTestStringConvertible {
        let asked: SyncRequest
        let responses: [SyncResponse]
        let golden: Golden
        var testDescription: String { "\(asked)" }
    }

    static let cases = [
        Case(
            asked: .stat("a"), responses: [.stat(SyncStat(mode: 0o40755, size: 4096, modificationTime: 2))],
            golden: Golden([
                "id": "'STAT'", "mode": "ed 41 00 00", "size": "00 10 00 00", "modification time": "02 00 00 00",
            ])),
        Case(
            asked: .stat2("a"), responses: [.stat2(stat)],
            golden: Golden([
                "id": "'STA2'",
                "error, device, inode, mode, links, user, group, size, access, modification, change": body2,
            ])),
        Case(asked: .lstat2("a"), responses: [.lstat2(stat)], golden: Golden(["id": "'LST2'", "body": body2])),
        Case(
            asked: .list("a"),
            responses: [
                .entry(SyncEntry(name: "ü", stat: SyncStat(mode: 1, size: 2, modificationTime: 3))), .endOfList,
            ],
            golden: Golden([
                "id": "'DENT'", "mode": "01 00 00 00", "size": "02 00 00 00", "modification time": "03 00 00 00",
                "name's length": "02 00 00 00", "name": "c3 bc",
                "end": "'DONE'", "zeros": "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
            ])),
        Case(
            asked: .list2("a"), responses: [.entry2(SyncEntry(name: "n", stat: stat)), .endOfList2],
            golden: Golden([
                "id": "'DNT2'", "body": body2, "name's length": "01 00 00 00", "name": "'n'",
                "end": "'DONE'", "zeros": Array(repeating: "00", count: 72).joined(separator: " "),
            ])),
        Case(
            asked: .receive("a"), responses: [.data(ByteBuffer(string: "abc")), .endOfFile],
            golden: Golden([
                "id": "'DATA'", "length": "02 00 00 00", "bytes": "'ab'",
                "id of nothing": "'DATA'", "length 0": "00 00 00 00",
                "id of more": "'DATA'", "length 1": "01 00 00 00", "byte": "'c'",
                "end": "'DONE'", "zero": "00 00 00 00",
            ])),
        Case(
            asked: .receive2(path: "a", flags: []), responses: [.endOfFile],
            golden: Golden(["end": "'DONE'", "zero": "00 00 00 00"])),
        Case(
            asked: .send(path: "a", mode: 1), responses: [.okay],
            golden: Golden(["id": "'OKAY'", "zero": "00 00 00 00"])),
        Case(
            asked: .send2(path: "a", mode: 1, flags: []), responses: [.fail("no space")],
            golden: Golden(["id": "'FAIL'", "length": "08 00 00 00", "message": "'no space'"])),
    ]

    static func format(_ asked: [SyncRequest]) -> SyncResponseFormat {
        var format = SyncResponseFormat()
        for request in asked { format.expect(request) }
        return format
    }

    @Test(arguments: cases) func readsGoldenBytes(_ golden: Case) {
        #expect(
            verified(Self.format([golden.asked]), golden.golden.bytes, join: joinData)
                == Outcome(messages: golden.responses))
    }

    /// Empty DATA, and DATA in several, are the one thing that is not written as it was read.
    @Test(arguments: cases.filter { $0.asked != .receive("a") }) func writesGoldenBytes(_ golden: Case) throws {
        let bytes = try written { for response in golden.responses { try response.write(into: &$0) } }
        #expect(bytes == golden.golden.bytes)
    }

    /// Several requests under way are answered in their order; DATA and DONE of a file ask for nothing.
    @Test func answersInOrder() {
        let asked = Self.cases.flatMap { [$0.asked, .data(ByteBuffer(bytes: [1])), .done(modificationTime: 0)] }
        let stream = Self.cases.flatMap(\.golden.bytes)
        #expect(
            verified(Self.format(asked), stream, join: joinData)
                == Outcome(messages: Self.cases.flatMap(\.responses)))
    }

    /// A name that is not UTF-8 is repaired and hides no other.
    @Test func repairsNames() {
        let entry = [UInt8]("DENT".utf8) + [UInt8](repeating: 0, count: 12) + [2, 0, 0, 0, 0x61, 0xff]
        let stream = entry + [UInt8]("DONE".utf8) + [UInt8](repeating: 0, count: 16)
        #expect(
            verified(Self.format([.list("a")]), stream).messages
                == [.entry(SyncEntry(name: "a\u{fffd}", stat: .missing)), .endOfList])
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let asked: [SyncRequest]
        let stream: Golden
        let error: WireError
        var testDescription: String { error.description }

        init(
            _ asked: SyncRequest?, _ stream: KeyValuePairs<String, String>, _ code: WireError.Code, _ message: String,
            at offset: Int = 0
        ) {
            self.asked = asked.map { [$0] } ?? []
            self.stream = Golden(stream)
            error = WireError(code, message, in: "sync", at: offset)
        }
    }

    @Test(arguments: [
        Refused(nil, ["id": "'STAT'"], .unexpected, "STAT, and nothing was asked"),
        Refused(.stat("a"), ["id": "'STA2'"], .unexpected, "STA2 in answer to STAT"),
        Refused(.stat2("a"), ["id": "'LST2'"], .unexpected, "LST2 in answer to STA2"),
        Refused(.list("a"), ["id": "'DNT2'"], .unexpected, "DNT2 in answer to LIST"),
        Refused(.receive("a"), ["id": "'OKAY'"], .unexpected, "OKAY in answer to RECV"),
        Refused(.send(path: "a", mode: 1), ["id": "'DATA'"], .unexpected, "DATA in answer to SEND"),
        Refused(.list("a"), ["id": "'<htm'"], .unexpected, "<htm in answer to LIST"),
        Refused(
            .receive("a"), ["id": "'DATA'", "length": "01 00 01 00"], .tooLong,
            "DATA with 65537 bytes, above the limit of 65536"),
        Refused(
            .stat("a"), ["id": "'FAIL'", "length": "01 00 01 00"], .tooLong,
            "FAIL with 65537 bytes, above the limit of 65536"),
        Refused(
            .list("a"), ["id": "'DENT'", "body": "00 00 00 00 00 00 00 00 00 00 00 00", "length": "01 04 00 00"],
            .tooLong, "an entry whose name has 1025 bytes, above the limit of 1024"),
        Refused(.receive("a"), [:], .truncated, "the stream ended within the answer to RECV"),
        Refused(
            .receive("a"), ["id": "'DATA'", "length": "03 00 00 00", "byte": "01"], .truncated,
            "the stream ended within DATA, 2 bytes before its end", at: 9),
        Refused(
            .receive("a"), ["id": "'DATA'", "length": "01 00 00 00", "byte": "01"], .truncated,
            "the stream ended within the answer to RECV", at: 9),
        Refused(
            .stat("a"), ["id": "'STAT'", "mode": "01 00"], .truncated,
            "the stream ended within a message, 6 bytes into it"),
    ])
    func refuses(_ refused: Refused) {
        #expect(verified(Self.format(refused.asked), refused.stream.bytes).error == refused.error)
    }

    @Test func writesNothingThatCannotBeRead() {
        let name = String(repeating: "n", count: 1025)
        var buffer = ByteBuffer()
        for response in [
            SyncResponse.entry(SyncEntry(name: name, stat: .missing)),
            .entry2(SyncEntry(name: name, stat: .missing)), .fail(String(repeating: "f", count: 65537)),
        ] {
            let error = #expect(throws: WireError.self) { try response.write(into: &buffer) }
            #expect(error?.code == .tooLong)
        }
        #expect(buffer.readableBytes == 0)
    }

    @Test func knowsWhatAFileIs() {
        let kinds = { (stat: SyncStat) in [stat.exists, stat.isDirectory, stat.isRegularFile, stat.isSymbolicLink] }
        #expect(kinds(.missing) == [false, false, false, false])
        #expect(kinds(.failure(2)) == [false, false, false, false])
        #expect(kinds(SyncStat(mode: 0o40755, size: 0, modificationTime: 0)) == [true, true, false, false])
        #expect(kinds(SyncStat(mode: 0o100600, size: 0, modificationTime: 0)) == [true, false, true, false])
        #expect(kinds(SyncStat(mode: 0o120777, size: 0, modificationTime: 0)) == [true, false, false, true])
    }

    /// All that can be said comes back as it was said.
    @Test(arguments: 0..<30 as Range<UInt64>) func comesBackAsWritten(seed: UInt64) throws {
        var random = SeededGenerator(state: seed)
        var asked: [SyncRequest] = []
        var responses: [SyncResponse] = []
        for _ in 0..<12 {
            var stat = SyncStat(
                mode: .random(in: 0 ... .max, using: &random),
                size: UInt64(UInt32.random(in: 0 ... .max, using: &random)),
                modificationTime: Int64(UInt32.random(in: 0 ... .max, using: &random)))
            let name = String(
                (0..<Int.random(in: 0...40, using: &random)).map { _ in "aé漢😀 ".randomElement(using: &random) ?? "a" })
            switch Int.random(in: 0..<5, using: &random) {
            case 0:
                asked.append(.stat(name))
                responses.append(.stat(stat))
            case 1:
                stat.inode = random.next()
                stat.changeTime = Int64(bitPattern: random.next())
                asked.append(.list2(name))
                responses += [.entry2(SyncEntry(name: name, stat: stat)), .endOfList2]
            case 2:
                asked.append(.list(name))
                responses += [.entry(SyncEntry(name: name, stat: stat)), .endOfList]
            case 3:
                asked.append(.receive(name))
                responses += [.data(ByteBuffer(repeating: UInt8(truncatingIfNeeded: seed), count: 500)), .endOfFile]
            default:
                asked.append(.send(path: name, mode: 0))
                responses.append(.fail(name))
            }
        }
        let stream = try written { for response in responses { try response.write(into: &$0) } }
        #expect(verified(Self.format(asked), stream, join: joinData) == Outcome(messages: responses))
    }
}
