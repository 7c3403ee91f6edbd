import Foundation
import Hierarchies
import TestSupport
import Testing

@testable import Flows

/// What touch screens tell, as devices print it.
struct TouchEventTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fixtures/getevent")
    static let size = Size(width: 1024, height: 2048)

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name + ".txt")))
    }

    static func reader() throws -> TouchEventReader {
        let report = String(decoding: try bytes("devices"), as: UTF8.self)
        return TouchEventReader(TouchScreens(report).screens, size: size)
    }

    /// `tap 500,1000` and so on; keys by their names.
    static func words(_ events: [TouchEvent]) -> [String] {
        var classifier = GestureClassifier(density: 320)
        return events.compactMap { event in
            switch event {
            case .down: return nil
            case .key(let name): return name
            case .touch(let touch):
                let gesture = classifier.take(touch)
                let end = gesture.kind == .swipe ? " \(gesture.end.x),\(gesture.end.y)" : ""
                return "\(gesture.kind) \(gesture.start.x),\(gesture.start.y)\(end)"
            }
        }
    }

    @Test("The touch screen and its axes are found among the input devices")
    func screens() throws {
        let listed = TouchScreens(String(decoding: try Self.bytes("devices"), as: UTF8.self))
        #expect(listed.screens == [TouchScreen(path: "/dev/input/event2", x: 0...4095, y: 0...8191)])
        #expect(listed.refusal == nil)
    }

    @Test(
        "A device that lets nobody listen says so",
        arguments: [
            ("could not open /dev/input/event4, Permission denied", "Permission denied"), ("", "no touch screen"),
        ])
    func refusal(report: String, reason: String) {
        #expect(TouchScreens(report).refusal?.contains(reason) == true)
    }

    @Test(
        "Touches are read whatever way the kernel tells of them",
        arguments: [
            (
                "slots",
                ["tap 500,1000", "longPress 250,500", "swipe 512,1600 512,800", "tap 200,200", "secondTap 201,197"]
            ),
            ("pinch", ["pinch 375,750"]), ("listed", ["tap 500,1000", "swipe 900,500 300,500"]),
            ("numbers", ["tap 500,1000", "KEY_BACK"]),
        ] as [(String, [String])])
    func transcripts(name: String, gestures: [String]) throws {
        var reader = try Self.reader()
        #expect(Self.words(reader.read(try Self.bytes(name))) == gestures)
    }

    @Test(
        "What comes byte by byte, with a terminal's line ends, says the same",
        arguments: ["slots", "pinch", "listed", "numbers"])
    func pieces(name: String) throws {
        let bytes = try Self.bytes(name)
        var whole = try Self.reader()
        var parts = try Self.reader()
        let pieces = bytes.flatMap { byte in
            byte == UInt8(ascii: "\n") ? parts.read([13]) + parts.read([10]) : parts.read([byte])
        }
        #expect(pieces == whole.read(bytes))
    }

    @Test("Damaged lines make no touch that was not there", arguments: 0..<40)
    func damage(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        var bytes = try Self.bytes("slots")
        for _ in 0..<20 {
            bytes[Int.random(in: bytes.indices, using: &generator)] = .random(in: 0...255, using: &generator)
        }
        var reader = try Self.reader()
        let touches = reader.read(bytes).compactMap { event in if case .touch(let touch) = event { touch } else { nil }
        }
        #expect(touches.count <= 6)
        for touch in touches {
            #expect(touch.up >= touch.down)
            #expect((0..<1024).contains(touch.start.x) && (0..<2048).contains(touch.end.y))
        }
    }

    @Test(
        "A point of the upright display lies elsewhere when it is turned",
        arguments: [
            (0, Point(x: 10, y: 20)), (1, Point(x: 20, y: 1013)), (2, Point(x: 1013, y: 2027)),
            (3, Point(x: 2027, y: 10)),
        ])
    func turns(turns: Int, place: Point) { #expect(Point(x: 10, y: 20).turned(turns, on: Self.size) == place) }

    @Test(
        "Where the keyboard lies is read from the window manager's report",
        arguments: [
            (
                "mInputShown=true\n touchable region=SkRegion((0,1517,1080,2400))",
                Rect(left: 0, top: 1517, right: 1080, bottom: 2400)
            ),
            (
                "mInputShown=true\n  Frames: frame=[0,1500][1080,2400]",
                Rect(left: 0, top: 1500, right: 1080, bottom: 2400)
            ),
            ("mInputShown=false\n touchable region=SkRegion((0,1517,1080,2400))", nil), ("mInputShown=true", nil),
        ] as [(String, Rect?)])
    func keyboard(report: String, frame: Rect?) { #expect(KeyboardFrame(report).rect == frame) }
}
