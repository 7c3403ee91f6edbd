import Devices
import FlowDocuments
import Flows
import Hierarchies
import Screens
import SimulatedPhones
import Synchronization

/// What another version of an app does to one element of a screen.
enum Mutation: String, CaseIterable, Sendable {
    /// Quite other words.
    case renamed
    /// Some of the words.
    case reworded
    case newIDs
    case movedAndRenamed
    case movedAndNewIDs
    case nestedAndRenamed
    case nestedAndNewIDs
    case removed
}

/// One mutated screen, and where touches on it go in the true one.
struct MutantScreen: Sendable {
    private(set) var hierarchy: Hierarchy
    private var swapped: (first: Rect, second: Rect)?

    /// - Parameter element: of the screen that was made from the hierarchy.
    init(_ hierarchy: Hierarchy, _ mutation: Mutation, of element: Element, on screen: Screen) {
        self.hierarchy = hierarchy
        switch mutation {
        case .renamed: rename(element, words: Self.others)
        case .reworded: reword(element)
        case .newIDs: changeIDs(of: element)
        case .movedAndRenamed:
            rename(element, words: Self.others)
            move(element, screen)
        case .movedAndNewIDs:
            changeIDs(of: element)
            move(element, screen)
        case .nestedAndRenamed:
            rename(element, words: Self.others)
            nest(element)
        case .nestedAndNewIDs:
            changeIDs(of: element)
            nest(element)
        case .removed: remove(element)
        }
    }

    /// The point of the true screen that a finger touches here.
    func original(_ point: Point) -> Point {
        guard let swapped else { return point }
        for (here, there) in [(swapped.first, swapped.second), (swapped.second, swapped.first)] where here.contains(point) {
            return Point(x: point.x - here.left + there.left, y: point.y - here.top + there.top)
        }
        return point
    }

    private func nodes(of element: Element) -> [Int] {
        Array(Set(element.mergedNodes + Array(element.node..<max(hierarchy.nodes[element.node].end, element.node + 1))))
    }

    private mutating func rename(_ element: Element, words: [String]) {
        for (place, node) in nodes(of: element).sorted().enumerated() {
            let word = words[place % words.count]
            if !hierarchy.nodes[node].text.isEmpty { hierarchy.nodes[node].text = word }
            if !hierarchy.nodes[node].contentDescription.isEmpty { hierarchy.nodes[node].contentDescription = word }
        }
    }

    private mutating func reword(_ element: Element) {
        func changed(_ text: String) -> String {
            text.isEmpty ? "" : text.contains(" ") ? text + " now" : text + "s"
        }
        for node in nodes(of: element) {
            hierarchy.nodes[node].text = changed(hierarchy.nodes[node].text)
            hierarchy.nodes[node].contentDescription = changed(hierarchy.nodes[node].contentDescription)
        }
    }

    private mutating func changeIDs(of element: Element) {
        for node in nodes(of: element) where !hierarchy.nodes[node].resourceID.isEmpty {
            let id = hierarchy.nodes[node].resourceID
            let tail = id.split(separator: "/").last.map(String.init) ?? id
            // What a build that shortens names makes of them.
            let scrambled = tail.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
            hierarchy.nodes[node].resourceID = id.dropLast(tail.count) + "a" + String(scrambled, radix: 36)
        }
    }

    /// Changes places with the nearest element of the same size, if there is one.
    private mutating func move(_ element: Element, _ screen: Screen) {
        let own = element.bounds
        let likes = screen.elements.filter {
            $0.id != element.id && $0.window == .app && $0.bounds.width == own.width && $0.bounds.height == own.height
                && $0.bounds.intersection(own).isEmpty && $0.states.isDisjoint(with: [.covered, .offscreen])
        }
        guard let other = likes.min(by: { abs($0.bounds.top - own.top) < abs($1.bounds.top - own.top) }) else { return }
        let (dx, dy) = (other.bounds.left - own.left, other.bounds.top - own.top)
        shift(element, dx, dy)
        shift(other, -dx, -dy)
        swapped = (own, other.bounds)
    }

    private mutating func shift(_ element: Element, _ dx: Int, _ dy: Int) {
        for node in nodes(of: element) {
            let box = hierarchy.nodes[node].bounds
            hierarchy.nodes[node].bounds = Rect(
                left: box.left + dx, top: box.top + dy, right: box.right + dx, bottom: box.bottom + dy)
        }
    }

    /// Puts the element into a frame of its own.
    private mutating func nest(_ element: Element) {
        let place = element.node
        var frame = UINode()
        frame.className = "android.widget.FrameLayout"
        frame.packageName = hierarchy.nodes[place].packageName
        frame.bounds = hierarchy.nodes[place].bounds
        frame.flags = [.enabled, .visible]
        frame.stated = [.bounds, .enabled, .clickable]
        frame.parent = hierarchy.nodes[place].parent
        frame.end = hierarchy.nodes[place].end + 1
        for node in hierarchy.nodes.indices {
            if hierarchy.nodes[node].end > place { hierarchy.nodes[node].end += 1 }
            if hierarchy.nodes[node].parent >= place { hierarchy.nodes[node].parent += 1 }
        }
        hierarchy.nodes[place].parent = place
        hierarchy.nodes.insert(frame, at: place)
    }

    /// Takes the element's nodes away; what comes after it stays in its place.
    private mutating func remove(_ element: Element) {
        let place = element.node
        let count = hierarchy.nodes[place].end - place
        hierarchy.nodes.removeSubrange(place..<(place + count))
        for node in hierarchy.nodes.indices {
            if hierarchy.nodes[node].end > place { hierarchy.nodes[node].end -= count }
            if hierarchy.nodes[node].parent >= place + count { hierarchy.nodes[node].parent -= count }
        }
    }

    private static let others = ["Quokka", "Zephyr plus", "Umbra", "Jolt", "Vantage"]
}

/// A phone whose first screen is a mutant; once it was touched it shows what it truly does.
final class MutantPhone: FlowDevice {
    private let phone: AndroidFlowDevice
    private let mutant: MutantScreen
    private let touched = Mutex<[Point]>([])
    let clock: any Clock<Duration>

    init(_ phone: PhoneDevice, _ mutant: MutantScreen) {
        self.phone = AndroidFlowDevice(phone, clock: phone.clock)
        self.mutant = mutant
        clock = phone.clock
    }

    var serial: String { phone.serial }
    var platform: FlowPlatform { phone.platform }
    /// Where it was touched, on the true screen.
    var touches: [Point] { touched.withLock { $0 } }

    func refusal(of action: FlowAction) -> String? { phone.refusal(of: action) }

    func hierarchy() async throws(DeviceError) -> Hierarchy {
        let true_ = try await phone.hierarchy()
        return touches.isEmpty ? mutant.hierarchy : true_
    }

    func perform(_ action: FlowAction) async throws(DeviceError) {
        guard case .tap(let point) = action else { return try await phone.perform(action) }
        let original = mutant.original(point)
        touched.withLock { $0.append(original) }
        try await phone.perform(.tap(original))
    }

    func size() async throws(DeviceError) -> Size { try await phone.size() }
    func screenshot() async throws(DeviceError) -> [UInt8] { try await phone.screenshot() }
    func isDark() async throws(DeviceError) -> Bool { false }
    func isInAirplaneMode() async throws(DeviceError) -> Bool { false }
    func isKeyboardShown() async throws(DeviceError) -> Bool { false }
    func stopRecording() async throws(DeviceError) -> [UInt8] { [] }
}
