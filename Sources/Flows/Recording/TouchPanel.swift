internal import Hierarchies

/// The fingers on one touch screen, event by event.
struct TouchPanel: Sendable {
    private let screen: TouchScreen
    private let size: Size
    /// By slot, or by place in the report on a screen that has no slots; never more than a hand or two has.
    private var fingers = [Finger](repeating: Finger(), count: TouchPanel.most)
    private var slot = 0
    /// Fingers of the report at hand, each ended by a mark: protocol A.
    private var listed: Int?
    private var isPlaced = false
    private var hasTracking = false
    private var hasFingers = false
    private var button: Bool?
    /// The first finger's, from down to up.
    private var touch: (finger: Int, touch: Touch)?

    private static let most = 16

    private struct Finger: Sendable {
        // A kernel does not tell again what did not change, so the last place stays.
        var x: Int?
        var y: Int?
        var isDown = false
    }

    init(_ screen: TouchScreen, size: Size) {
        self.screen = screen
        self.size = size
    }

    mutating func take(_ event: InputEvent) -> TouchEvent? {
        let value = event.value
        switch event.kind {
        case .slot: slot = min(max(value, 0), Self.most - 1)
        case .trackingID:
            hasTracking = true
            fingers[slot].isDown = value >= 0
        case .fingerX, .fingerY:
            hasFingers = true
            isPlaced = true
            if event.kind == .fingerX { fingers[slot].x = value } else { fingers[slot].y = value }
        // Screens for several fingers tell of the first one twice.
        case .x: if !hasFingers { fingers[0].x = value }
        case .y: if !hasFingers { fingers[0].y = value }
        case .touch: button = value != 0
        case .fingerReport:
            listed = min((listed ?? 0) + (isPlaced ? 1 : 0), Self.most - 1)
            slot = listed ?? 0
            isPlaced = false
        case .dropped:
            // What was lost cannot be told: the touch is given up.
            for index in fingers.indices { fingers[index].isDown = false }
            touch = nil
        case .report: return report(at: event.time)
        case .key: break
        }
        return nil
    }

    /// The end of a report: which fingers are down now.
    private mutating func report(at time: Duration) -> TouchEvent? {
        if let listed {
            for index in fingers.indices { fingers[index].isDown = index < listed }
            self.listed = 0
            slot = 0
        } else if !hasTracking {
            fingers[0].isDown = button ?? false
        }
        if button == false { for index in fingers.indices { fingers[index].isDown = false } }
        isPlaced = false
        return compare(at: time)
    }

    private mutating func compare(at time: Duration) -> TouchEvent? {
        let down = fingers.indices.filter { fingers[$0].isDown && point(of: $0) != nil }
        guard var (finger, current) = touch else {
            guard let first = down.first, let point = point(of: first) else { return nil }
            touch = (first, Touch(from: Touch.Sample(point, at: time), fingers: down.count))
            return .down
        }
        current.fingers = max(current.fingers, down.count)
        guard !down.isEmpty else {
            touch = nil
            current.lift(at: time)
            return .touch(current)
        }
        // The path stays the first finger's; the touch ends with the last one.
        if down.contains(finger), let point = point(of: finger), point != current.end {
            current.move(to: point, at: time)
        } else if !down.contains(finger) {
            finger = Self.most
        }
        touch = (finger, current)
        return nil
    }

    private func point(of finger: Int) -> Point? {
        guard fingers.indices.contains(finger), let x = fingers[finger].x, let y = fingers[finger].y else { return nil }
        return Point(x: Self.pixel(x, screen.x, size.width), y: Self.pixel(y, screen.y, size.height))
    }

    /// The pixel that a number of an axis lies on.
    private static func pixel(_ value: Int, _ range: ClosedRange<Int>, _ length: Int) -> Int {
        let steps = range.upperBound - range.lowerBound + 1
        let offset = min(max(value, range.lowerBound), range.upperBound) - range.lowerBound
        return max(0, min(length - 1, offset * length / steps))
    }
}
