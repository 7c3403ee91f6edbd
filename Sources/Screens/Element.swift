package import Hierarchies

/// One row of a `Screen`: something a person sees or can touch.
package struct Element: Sendable, Identifiable {
    /// 1…n in reading order; valid for this screen only.
    package var id = 0
    package var role = Role.text
    /// What a person would call it: one line, white space folded, empty when nothing names it.
    package var label = ""
    package var labelSource = LabelSource.none
    /// What it holds when that is not its name: a field's text, a slider's position; never a password.
    package var value: String?
    package var states: ElementStates = []
    package var actions: ElementActions = []
    /// Where merged parts differ in state from the element itself: 1-based part of the label, and the state's words.
    package var partStates: [PartState] = []
    /// The node's own bounds, as dumped (inverted ones put right), not clipped.
    package var bounds = Rect.zero
    /// Where a finger should go: inside the visible part and, if there is such a point, uncovered.
    package var tapPoint = Point(x: 0, y: 0)
    package var resourceID = ""
    package var className = ""
    /// Index of its node in document order (`Hierarchy.nodes`).
    package var node = 0
    /// Indices of the nodes whose text merged into this element, itself included.
    package var mergedNodes: [Int] = []
    package var window = WindowKind.app

    package init() {}

    package enum LabelSource: String, Sendable {
        case none, text, description, hint, children, neighbour
        /// Taken from the resource id's tail: a developer's word, not seen on the screen.
        case resourceID
    }

    package struct PartState: Sendable, Hashable {
        package var part: Int
        package var word: String

        package init(part: Int, word: String) {
            self.part = part
            self.word = word
        }
    }

    /// The tail of the resource id: `switch_widget` of `com.android.settings:id/switch_widget`.
    package var resourceIDTail: Substring {
        guard let slash = resourceID.utf8.lastIndex(of: UInt8(ascii: "/")) else { return Substring(resourceID) }
        return resourceID[resourceID.utf8.index(after: slash)...]
    }

    package var isEnabled: Bool { !states.contains(.disabled) }
}

/// Which window an element belongs to; all but `app` are folded in the text rendering.
package enum WindowKind: String, Sendable, CaseIterable {
    case app
    case statusBar = "status bar"
    case navigationBar = "navigation bar"
    case keyboard
    case system = "overlay"
}
