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
    /// Of the whole screen, as a build that shortens names has them.
    case allNewIDs
    case nestedAndRenamed
    case nestedAndNewIDs
    /// Below a banner that was not there.
    case loweredAndReworded
    case loweredAndNewIDs
    /// Little is left to tell it by: what is not sure is right to give up.
    case swappedAndRenamed
    case swappedAndNewIDs
    case removed
    /// What lay below it lies in its place.
    case removedAndClosedUp

    /// Whether enough is left for a heal to be asked for.
    var isFair: Bool {
        switch self {
        case .swappedAndRenamed, .swappedAndNewIDs, .removed, .removedAndClosedUp: false
        default: true
        }
    }
}

/// One mutated screen, and where touches on it go in the true one.
struct MutantScreen: Sendable {
    private(set) var hierarchy: Hierarchy
    private var swapped: (first: Rect, second: Rect)?
    private var lowered = 0

    /// Mutates an element of the screen that was made from the hierarchy.
    init(_ hierarchy: Hierarchy, _ mutation: Mutation, of element: Element, on screen: Screen) {
        self.hierarchy = hierarchy
        switch mutation {
        case .renamed: rename(element, words: Self.others)
        case .reworded: reword(element)
        case .newIDs: changeIDs(of: element)
        case .allNewIDs: for node in hierarchy.nodes.indices { changeID(of: node) }
        case .loweredAndReworded:
            reword(element)
            lower(screen)
        case .loweredAndNewIDs:
            changeIDs(of: element)
            lower(screen)
        case .removedAndClosedUp:
            closeUp(element, screen)
            remove(element)
        case .swappedAndRenamed:
            rename(element, words: Self.others)
            move(element, screen)
        case .swappedAndNewIDs:
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
        guard let swapped else { return Point(x: point.x, y: point.y - lowered) }
        for (here, there) in [(swapped.first, swapped.second), (swapped.second, swapped.first)]
        where here.contains(point) {
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
        for node in nodes(of: element) { changeID(of: node) }
    }

    private mutating func changeID(of node: Int) {
        let id = hierarchy.nodes[node].resourceID
        guard !id.isEmpty else { return }
        let tail = id.split(separator: "/").last.map(String.init) ?? id
        let scrambled = tail.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
        hierarchy.nodes[node].resourceID = id.dropLast(tail.count) + "a" + String(scrambled, radix: 36)
    }

    /// Moves all but the frames of the screen down by a banner's height.
    private mutating func lower(_ screen: Screen) {
        lowered = screen.size.height / 16
        for node in hierarchy.nodes.indices where hierarchy.nodes[node].bounds.height < screen.size.height / 2 {
            hierarchy.nodes[node].bounds.top += lowered
            hierarchy.nodes[node].bounds.bottom += lowered
        }
    }

    /// Moves what lies below the element up by its height.
    private mutating func closeUp(_ element: Element, _ screen: Screen) {
        for node in hierarchy.nodes.indices where hierarchy.nodes[node].bounds.top >= element.bounds.bottom {
            hierarchy.nodes[node].bounds.top -= element.bounds.height
            hierarchy.nodes[node].bounds.bottom -= element.bounds.height
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
    let clock = SkippingClock()

    init(_ phone: PhoneDevice, _ mutant: MutantScreen) {
        self.phone = AndroidFlowDevice(phone)
        self.mutant = mutant
    }

    var serial: String { phone.serial }
    var platform: FlowPlatform { phone.platform }
    /// Where it was touched, on the true screen.
    var touches: [Point] { touched.withLock { $0 } }

    func refusal(of action: FlowAction) -> String? { phone.refusal(of: action) }

    func hierarchy() async throws(DeviceError) -> Hierarchy {
        clock.advance(by: .milliseconds(400))
        return touches.isEmpty ? mutant.hierarchy : try await phone.hierarchy()
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
