package import Hierarchies

/// What changed between two screens, as a person would say it.
///
/// Elements are matched by resource id, role and label; then by a resource id that only one element of each screen
/// bears; then by role and place. Like elements are matched in reading order, so the diff of a screen with itself is
/// empty and the reversed diff swaps `added` and `removed`. Takes time linear in the number of elements.
///
/// Bars and keyboards are compared as wholes: a clock's tick is no change, a keyboard that comes up is one.
package struct ScreenDiff: Sendable {
    /// In the new screen only, in its reading order and with its ids.
    package private(set) var added: [Element] = []
    /// In the old screen only, in its reading order and with its ids.
    package private(set) var removed: [Element] = []
    /// In both, in the new screen's reading order.
    package private(set) var changed: [Change] = []
    package private(set) var addedWindows: [WindowKind] = []
    package private(set) var removedWindows: [WindowKind] = []
    /// The apps' package names, when they differ.
    package let packages: Pair<String>?
    /// The titles, when they differ.
    package let titles: Pair<String?>?

    package init(from old: Screen, to new: Screen) {
        packages = Pair(ifDifferent: old.packageName, new.packageName)
        titles = Pair(ifDifferent: old.title, new.title)
        let slop = max(Self.touchSlop(of: old.size), Self.touchSlop(of: new.size), 1)
        let oldWindows = Set(old.elements.map(\.window).filter(\.isComparedAsWhole))
        let newWindows = Set(new.elements.map(\.window).filter(\.isComparedAsWhole))
        addedWindows = newWindows.subtracting(oldWindows).sorted { $0.rawValue < $1.rawValue }
        removedWindows = oldWindows.subtracting(newWindows).sorted { $0.rawValue < $1.rawValue }

        var matching = ElementMatching(
            old: old.elements.filter { !$0.window.isComparedAsWhole },
            new: new.elements.filter { !$0.window.isComparedAsWhole })
        matching.match(slop: slop)
        for (index, element) in matching.new.enumerated() {
            if let partner = matching.partners[index] {
                let change = Change(from: matching.old[partner], to: element, slop: slop)
                if !change.aspects.isEmpty { changed.append(change) }
            } else {
                added.append(element)
            }
        }
        removed = matching.unmatchedOld
    }

    package var isEmpty: Bool {
        added.isEmpty && removed.isEmpty && changed.isEmpty && addedWindows.isEmpty && removedWindows.isEmpty
            && packages == nil && titles == nil
    }

    /// How far a finger may slip and still tap: Android's 8 dp, taking the shorter side of the screen for 360 dp.
    package static func touchSlop(of size: Size) -> Int { min(size.width, size.height) / 45 }

    package struct Pair<Value: Sendable & Hashable>: Sendable, Hashable {
        package var from: Value
        package var to: Value

        init?(ifDifferent from: Value, _ to: Value) {
            guard from != to else { return nil }
            self.from = from
            self.to = to
        }
    }
}

extension ScreenDiff {
    /// An element of both screens that is not as it was.
    package struct Change: Sendable {
        package var from: Element
        package var to: Element
        package var aspects: [Aspect] = []

        init(from: Element, to: Element, slop: Int) {
            self.from = from
            self.to = to
            if let pair = Pair(ifDifferent: from.label, to.label) { aspects.append(.label(pair)) }
            if let pair = Pair(ifDifferent: from.value, to.value) { aspects.append(.value(pair)) }
            let lost = from.stateWords.filter { !to.stateWords.contains($0) }
            let gained = to.stateWords.filter { !from.stateWords.contains($0) }
            if !lost.isEmpty || !gained.isEmpty { aspects.append(.states(lost: lost, gained: gained)) }
            if let pair = Pair(ifDifferent: from.actions, to.actions) { aspects.append(.actions(pair)) }
            let x = Self.shift(from.bounds.left, from.bounds.right, to.bounds.left, to.bounds.right)
            let y = Self.shift(from.bounds.top, from.bounds.bottom, to.bounds.top, to.bounds.bottom)
            if abs(x) > slop || abs(y) > slop { aspects.append(.moved(x: x, y: y)) }
        }

        /// How far a span went; 0 for one that only grew or shrank, because one of its ends stayed.
        private static func shift(_ oldLow: Int, _ oldHigh: Int, _ newLow: Int, _ newHigh: Int) -> Int {
            let (low, lowOverflows) = newLow.subtractingReportingOverflow(oldLow)
            let (high, highOverflows) = newHigh.subtractingReportingOverflow(oldHigh)
            if lowOverflows || highOverflows || low.signum() != high.signum() { return 0 }
            return low.magnitude < high.magnitude ? low : high
        }
    }

    package enum Aspect: Sendable, Hashable {
        case label(Pair<String>)
        case value(Pair<String?>)
        case states(lost: [String], gained: [String])
        case actions(Pair<ElementActions>)
        /// By more than the touch slop, in the dump's units.
        case moved(x: Int, y: Int)
    }
}

extension Element {
    /// The words of its own states and of its parts' ("part 2 checked").
    fileprivate var stateWords: [String] { states.words + partStates.map { "part \($0.part) \($0.word)" } }
}

extension WindowKind {
    /// Bars and keyboards: what they show is the system's business, that they show is the app's.
    fileprivate var isComparedAsWhole: Bool {
        switch self {
        case .statusBar, .navigationBar, .keyboard: true
        case .app, .system: false
        }
    }
}
