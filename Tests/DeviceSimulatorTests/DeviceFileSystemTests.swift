import DeviceSimulator
import TestSupport
import Testing

@Suite("The phone's files behave as Linux' do")
struct DeviceFileSystemTests {
    static func files(_ change: (inout DeviceFileSystem.Limits) -> Void = { _ in }) -> DeviceFileSystem {
        var limits = DeviceFileSystem.Limits()
        change(&limits)
        return .android(commands: ["ls"], limits: limits, at: 1000)
    }

    @Test(
        "What may not be done says why",
        arguments: [
            ("/system/x", DeviceErrno.readOnly), ("/x", .readOnly), ("/data/x", .accessDenied), ("/sdcard", .isFolder),
            ("/sdcard/none/x", .noEntry), ("/dev/null/x", .notFolder), ("", .noEntry), ("/sdcard/x/", .isFolder),
            ("/sdcard/" + String(repeating: "a", count: 256), .nameTooLong),
            (String(repeating: "/a", count: 600), .nameTooLong), ("/sdcard/a\0b", .invalid),
        ])
    func refusals(path: String, wanted: DeviceErrno) {
        var files = Self.files()
        #expect(throws: wanted) { try files.write([1], to: path, at: 1) }
    }

    @Test("Links are followed, and a circle of them is found out")
    func links() throws {
        var files = Self.files()
        try files.write([1, 2], to: "/sdcard/a", at: 5)
        try files.makeLink("/data/local/tmp/l", to: "/sdcard/a", at: 5)
        #expect(try files.read("/data/local/tmp/l") == [1, 2])
        #expect(try files.status("/data/local/tmp/l", followingLinks: false).isLink)
        #expect(try files.status("/storage/emulated/0/a").modified == 5)
        try files.makeLink("/data/local/tmp/x", to: "y", at: 5)
        try files.makeLink("/data/local/tmp/y", to: "x", at: 5)
        #expect(throws: DeviceErrno.tooManyLinks) { try files.read("/data/local/tmp/x") }
    }

    @Test("A file that grows holds what was added, in any pieces", arguments: [1, 4095, 700_001, 1 << 20, 3 << 20])
    func growth(piece: Int) throws {
        var files = Self.files()
        let before = files.usedBytes
        let whole = (0..<(2 << 20) + 5).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        let length = piece == 1 ? 5000 : whole.count
        let handle = try files.open("/sdcard/grown", at: 1)
        for start in stride(from: 0, to: length, by: piece) {
            try files.append(whole[start..<min(start + piece, length)], to: handle, at: 1)
        }
        #expect(try files.read("/sdcard/grown") == Array(whole[..<length]))
        #expect(try files.status("/sdcard/grown").size == UInt64(length))
        #expect(files.usedBytes - before == length)
    }

    @Test("Space is limited, and given back")
    func space() throws {
        var files = Self.files {
            $0.totalBytes = 1000
            $0.fileBytes = 900
        }
        let used = files.usedBytes
        #expect(throws: DeviceErrno.tooLarge) {
            try files.write([UInt8](repeating: 0, count: 901), to: "/sdcard/a", at: 1)
        }
        try files.write([UInt8](repeating: 0, count: 1000 - used), to: "/sdcard/b", at: 1)
        #expect(throws: DeviceErrno.noSpace) { try files.write([1], to: "/sdcard/c", at: 1) }
        try files.remove("/sdcard/b")
        #expect(files.usedBytes == used)
    }

    @Test("A folder does not move into itself")
    func moves() throws {
        var files = Self.files()
        try files.makeFolder("/sdcard/a/b", parents: true, at: 1)
        #expect(throws: DeviceErrno.invalid) { try files.rename("/sdcard/a", to: "/sdcard/a/b/c") }
        try files.rename("/sdcard/a/b", to: "/sdcard/c")
        #expect(try files.list("/sdcard/a").isEmpty)
    }

    @Test("Whatever is done, the books are right", arguments: 0..<4)
    func books(seed: UInt64) throws {
        var random = SeededGenerator(state: seed)
        var files = Self.files()
        let names = ["a", "b", "c", "a/x", "b/y", "c/z", "a/x/q"].map { "/data/local/tmp/" + $0 }
        for step in 0..<2000 {
            let path = names.randomElement(using: &random) ?? ""
            let other = names.randomElement(using: &random) ?? ""
            let bytes = [UInt8](repeating: 7, count: Int.random(in: 0...50, using: &random))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: try? files.write(bytes, to: path, at: Int64(step))
            case 1: try? files.makeFolder(path, at: Int64(step))
            case 2: try? files.remove(path)
            case 3: try? files.removeFolder(path)
            case 4: try? files.rename(path, to: other)
            default: try? files.makeLink(path, to: other, at: Int64(step))
            }
        }
        let base = Self.files().usedBytes
        #expect(files.usedBytes - base == Self.bytes(below: "/data/local/tmp", files))
    }

    private static func bytes(below path: String, _ files: DeviceFileSystem) -> Int {
        (try? files.list(path))?.reduce(0) { sum, entry in
            sum
                + (entry.status.isFolder
                    ? bytes(below: path + "/" + entry.name, files) : entry.status.isFile ? Int(entry.status.size) : 0)
        } ?? 0
    }
}
