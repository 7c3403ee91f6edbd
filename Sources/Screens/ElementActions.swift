/// What an element affords, whatever its state: a disabled button still affords a tap, it only refuses it now.
package struct ElementActions: OptionSet, Sendable, Hashable {
    package var rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let tap = ElementActions(rawValue: 1 << 0)
    package static let longPress = ElementActions(rawValue: 1 << 1)
    package static let type = ElementActions(rawValue: 1 << 2)
    package static let scroll = ElementActions(rawValue: 1 << 3)

    private static let names: [(ElementActions, String)] = [
        (.tap, "tap"), (.longPress, "long_press"), (.type, "type"), (.scroll, "scroll"),
    ]

    /// The actions' names as the JSON output and the tools have them, always in the same order.
    package var words: [String] { Self.names.filter { contains($0.0) }.map(\.1) }
}
