/// One node of a UI dump, as the dump states it; what it means is `Screens`' business.
///
/// Nodes lie in document order in `Hierarchy.nodes`; a node's descendants are the range `index + 1 ..< end`.
package struct UINode: Sendable {
    /// Index of the parent in `Hierarchy.nodes`; -1 for a root.
    package var parent = -1
    /// One past the last descendant's index.
    package var end = 0
    package var className = ""
    package var packageName = ""
    package var resourceID = ""
    package var text = ""
    /// Android's content-desc, iOS' accessibility label.
    package var contentDescription = ""
    package var hint = ""
    /// The error a field shows, a pane's title, a tooltip, a state description: rarely present.
    package var extras: [Extra] = []
    package var bounds = Rect.zero
    package var flags: Flags = []
    /// Which of `flags` the dump states at all; an absent attribute is not a false one.
    package var stated: Flags = []
    /// Android's drawing order among siblings, when the dump has it.
    package var drawingOrder: Int?

    package init() {}

    /// The value of an extra, when the dump has it.
    package func extra(_ key: Extra.Key) -> String? { extras.first { $0.key == key }?.value }

    package struct Extra: Sendable, Hashable {
        package enum Key: String, Sendable {
            case error, paneTitle, tooltip, stateDescription, value, title, traits, windowType
        }

        package var key: Key
        package var value: String
    }

    package struct Flags: OptionSet, Sendable, Hashable {
        package var rawValue: UInt32
        package init(rawValue: UInt32) { self.rawValue = rawValue }

        package static let checkable = Flags(rawValue: 1 << 0)
        package static let checked = Flags(rawValue: 1 << 1)
        package static let clickable = Flags(rawValue: 1 << 2)
        package static let enabled = Flags(rawValue: 1 << 3)
        package static let focused = Flags(rawValue: 1 << 5)
        package static let scrollable = Flags(rawValue: 1 << 6)
        package static let longClickable = Flags(rawValue: 1 << 7)
        package static let password = Flags(rawValue: 1 << 8)
        package static let selected = Flags(rawValue: 1 << 9)
        /// Visible to the user (`visible-to-user`, `displayed`, `visible`).
        package static let visible = Flags(rawValue: 1 << 10)
        package static let editable = Flags(rawValue: 1 << 11)
        /// The field shows its hint in place of text.
        package static let showingHint = Flags(rawValue: 1 << 12)
        package static let expanded = Flags(rawValue: 1 << 13)
        package static let heading = Flags(rawValue: 1 << 14)
        package static let scrollsHorizontally = Flags(rawValue: 1 << 15)
        package static let scrollsVertically = Flags(rawValue: 1 << 16)
        /// Set in `stated` alone: the dump says where the node is, which it does not for Appium's toasts.
        package static let bounds = Flags(rawValue: 1 << 17)

        /// What a node is taken for until the dump says otherwise.
        package static let assumed = Flags(rawValue: 1 << 3 | 1 << 10)
        /// Any of these makes a node scroll.
        package static let anyScroll = Flags(rawValue: 1 << 6 | 1 << 15 | 1 << 16)
        /// Any of these is a state that a node is not in by default.
        package static let anyState = Flags(rawValue: 1 << 1 | 1 << 5 | 1 << 9)
        /// Any of these makes it a field.
        package static let anyField = Flags(rawValue: 1 << 8 | 1 << 11)
    }
}
