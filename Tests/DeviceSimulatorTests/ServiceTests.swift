import ADBWire
import DeviceSimulator
import NIOCore
import SimulatedPhones
import TestSupport
import Testing

@Suite("Services turn bytes into bytes, in any pieces")
struct ServiceTests {
    /// The packets that a service of shell protocol v2 answered with, joined by stream.
    static func packets(_ bytes: ByteBuffer) throws -> (output: String, error: String, code: UInt8?) {
        var decoder = ShellPacketDecoder(ShellPacketFormat())
        decoder.append(bytes)
        var result: (output: String, error: String, code: UInt8?) = ("", "", nil)
        while let packet = try decoder.next() {
            switch packet.id {
            case .stdout: result.output += String(buffer: packet.payload)
            case .stderr: result.error += String(buffer: packet.payload)
            default: result.code = packet.exitCode
            }
        }
        return result
    }

    @Test("Shell v2 keeps the streams apart and tells the exit code")
    func version2() throws {
        var session = try #require(try emptyDevice().open("shell,v2,TERM=xterm,raw:echo a; echo b >&2; exit 9"))
        let output = session.open()
        let seen = try Self.packets(output.bytes)
        #expect(seen == ("a\n", "b\n", 9))
        #expect(output.isClosed)
    }

    @Test("Shell v1 mixes them, a terminal ends lines in CR LF")
    func terminals() throws {
        let device = try emptyDevice()
        var plain = try #require(device.open("shell:echo a; echo b >&2"))
        #expect(String(buffer: plain.open().bytes) == "a\nb\n")
        var terminal = try #require(device.open("shell,v2,pty:echo a; echo b >&2"))
        #expect(try Self.packets(terminal.open().bytes) == ("a\r\nb\r\n", "", 0))
    }

    @Test("Input comes in any pieces", arguments: 0..<4)
    func pieces(seed: UInt64) throws {
        var random = SeededGenerator(state: seed)
        let content = (0..<5000).map { _ in UInt8.random(in: 0...255, using: &random) }
        var wire = ByteBuffer()
        for start in stride(from: 0, to: content.count, by: 700) {
            ShellPacket(.stdin, ByteBuffer(bytes: content[start..<min(content.count, start + 700)])).write(into: &wire)
        }
        ShellPacket(.closeStdin).write(into: &wire)
        let device = try emptyDevice()
        var session = try #require(device.open("shell,v2,raw:cat | tee /sdcard/copy | wc -c"))
        var answer = session.open().bytes
        while wire.readableBytes > 0 {
            let count = Int.random(in: 1...min(97, wire.readableBytes), using: &random)
            guard let piece = wire.readSlice(length: count) else { break }
            answer.writeImmutableBuffer(session.receive(piece).bytes)
        }
        #expect(try Self.packets(answer) == ("5000\n", "", 0))
        #expect(device.withState { try? $0.files.read("/sdcard/copy") } == content)
    }

    @Test("exec passes on as it comes, and sees the end")
    func exec() throws {
        let device = try emptyDevice()
        var session = try #require(device.open("exec:cat"))
        #expect(!session.open().isClosed)
        #expect(String(buffer: session.receive(ByteBuffer(string: "ab")).bytes) == "ab")
        #expect(session.endOfInput().isClosed)
        var file = try #require(device.open("exec:cat > /data/local/tmp/f"))
        _ = file.open()
        _ = file.receive(ByteBuffer(string: "content"))
        _ = file.endOfInput()
        #expect(device.outcome("cat /data/local/tmp/f").output == "content")
    }

    @Test("A person at the terminal sees what a phone shows")
    func interactive() throws {
        var session = try #require(try emptyDevice().open("shell:"))
        var seen = String(buffer: session.open().bytes)
        for typed in ["cd /sdcard\r", "falsf\u{7F}e\r", "cat\rhi\r\u{4}", "x\u{3}", "exit 5\r"] {
            for byte in typed.utf8 { seen += String(buffer: session.receive(ByteBuffer(bytes: [byte])).bytes) }
        }
        let wanted = [
            "panther:/ $ cd /sdcard", "panther:/sdcard $ falsf\u{8} \u{8}e", "1|panther:/sdcard $ cat", "hi", "hi",
            "panther:/sdcard $ x^C", "panther:/sdcard $ exit 5", "",
        ]
        #expect(seen == wanted.joined(separator: "\r\n"))
    }

    @Test(
        "What the device does not have is refused", arguments: ["framebuffer:", "jdwp:1", "tcp:1", "nonsense", "abb:x"])
    func refused(_ service: String) throws { #expect(try emptyDevice().open(service) == nil) }
}

@Suite("File sync")
struct SyncServiceTests {
    private static func wire(_ requests: [SyncRequest]) throws -> ByteBuffer {
        var wire = ByteBuffer()
        for request in requests { try request.write(into: &wire) }
        return wire
    }

    /// The answers to requests whose bytes come so many at a time.
    private static func answers(
        _ requests: [SyncRequest], on device: SimulatedDevice, by size: Int
    ) throws -> [SyncResponse] {
        var session = try #require(device.open("sync:"))
        var format = SyncResponseFormat()
        for request in requests { format.expect(request) }
        var decoder = SyncResponseDecoder(format)
        var wire = try wire(requests)
        _ = session.open()
        while wire.readableBytes > 0 {
            guard let piece = wire.readSlice(length: min(size, wire.readableBytes)) else { break }
            decoder.append(session.receive(piece).bytes)
        }
        var answers: [SyncResponse] = []
        while let answer = try decoder.next() { answers.append(answer) }
        return answers
    }

    @Test("A push, a look and a pull, in pieces of any size", arguments: [1, 3, 8, 1000, 100_000])
    func roundTrip(size: Int) throws {
        let device = try emptyDevice()
        let content = ByteBuffer(bytes: (0..<150_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        let path = "/sdcard/new/folder/file"
        let answers = try Self.answers(
            [
                .send2(path: path, mode: 0o100644, flags: []), .data(content), .done(modificationTime: 77),
                .stat(path), .stat2(path), .lstat2("/sdcard"), .stat2("/nope"), .stat("/nope"),
                .receive2(path: path, flags: []),
            ], on: device, by: size)
        #expect(answers.first == .okay)
        guard case .stat(let first) = answers[1], case .stat2(let second) = answers[2],
            case .lstat2(let link) = answers[3],
            case .stat2(let missing) = answers[4]
        else { return #expect(Bool(false), "\(answers.prefix(6))") }
        #expect(first.size == 150_000 && first.modificationTime == 77 && first.isRegularFile)
        #expect(second.size == 150_000 && second.error == 0)
        #expect(link.isSymbolicLink)
        #expect(missing.error == 2)
        #expect(answers[5] == .stat(.missing))
        var pulled = ByteBuffer()
        for case .data(let piece) in answers { pulled.writeImmutableBuffer(piece) }
        #expect(pulled == content)
        #expect(answers.last == .endOfFile)
    }

    @Test("Failures are told, and the stream goes on", arguments: [1, 4096])
    func failures(size: Int) throws {
        let answers = try Self.answers(
            [
                .send(path: "/system/x", mode: 0o100644), .data(ByteBuffer(string: "abc")), .done(modificationTime: 1),
                .receive("/nope"), .receive("/sdcard"), .list("/nope"),
                .send(path: "/sdcard/l", mode: 0o120777), .data(ByteBuffer(string: "/sdcard/a")),
                .done(modificationTime: 1),
                .lstat2("/sdcard/l"), .list2("/system/bin"),
            ], on: try emptyDevice(), by: size)
        #expect(
            Array(answers.prefix(5)) == [
                .fail("couldn't create file: Read-only file system"), .fail("open failed: No such file or directory"),
                .fail("read failed: Is a directory"), .endOfList, .okay,
            ])
        guard case .lstat2(let link) = answers[5] else { return #expect(Bool(false), "\(answers[5])") }
        #expect(link.isSymbolicLink)
        #expect(answers.last == .endOfList2)
        #expect(answers.contains { if case .entry2(let entry) = $0 { entry.name == "uiautomator" } else { false } })
    }

    @Test("Bytes that are no request end the stream with a reason")
    func garbage() throws {
        var session = try #require(try emptyDevice().open("sync:"))
        let output = session.receive(ByteBuffer(string: "GARBAGE!"))
        #expect(output.isClosed)
        #expect(String(buffer: output.bytes).hasPrefix("FAIL"))
    }
}
