/// The states of an element that differ from the default: enabled, unchecked, unselected, visible, uncovered.
package struct ElementStates: OptionSet, Sendable, Hashable {
    package var rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let on = ElementStates(rawValue: 1 << 0)
    /// Said of switches only, where "off" is as telling as "on".
    package static let off = ElementStates(rawValue: 1 << 1)
    package static let checked = ElementStates(rawValue: 1 << 2)
    package static let selected = ElementStates(rawValue: 1 << 3)
    package static let focused = ElementStates(rawValue: 1 << 4)
    package static let disabled = ElementStates(rawValue: 1 << 5)
    package static let password = ElementStates(rawValue: 1 << 6)
    package static let expanded = ElementStates(rawValue: 1 << 7)
    package static let collapsed = ElementStates(rawValue: 1 << 8)
    /// Another window or a later-drawn reacting element takes every touch meant for it.
    package static let covered = ElementStates(rawValue: 1 << 9)
    /// Outside the screen, so out of a finger's reach until something scrolls.
    package static let offscreen = ElementStates(rawValue: 1 << 10)
    package static let scrollsUp = ElementStates(rawValue: 1 << 11)
    package static let scrollsDown = ElementStates(rawValue: 1 << 12)
    package static let scrollsLeft = ElementStates(rawValue: 1 << 13)
    package static let scrollsRight = ElementStates(rawValue: 1 << 14)
    /// The field shows an error.
    package static let error = ElementStates(rawValue: 1 << 15)
    /// A password field that holds something; what it holds is never said.
    package static let filled = ElementStates(rawValue: 1 << 16)
    /// The dump says that nobody sees it, though it lies on the screen.
    package static let hidden = ElementStates(rawValue: 1 << 17)

    private static let names: [(ElementStates, String)] = [
        (.on, "on"), (.off, "off"), (.checked, "checked"), (.selected, "selected"), (.focused, "focused"),
        (.disabled, "disabled"), (.password, "password"), (.filled, "filled"), (.expanded, "expanded"),
        (.collapsed, "collapsed"), (.error, "error"), (.covered, "covered"), (.offscreen, "offscreen"),
        (.hidden, "hidden"),
        (.scrollsUp, "scrolls-up"), (.scrollsDown, "scrolls-down"), (.scrollsLeft, "scrolls-left"),
        (.scrollsRight, "scrolls-right"),
    ]

    /// The words of all states, in the order in which they are said.
    package static let allWords = names.map(\.1)

    /// The states' words, always in the same order.
    package var words: [String] { Self.names.filter { contains($0.0) }.map(\.1) }
}
