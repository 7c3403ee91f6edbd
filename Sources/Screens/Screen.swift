package import Hierarchies

/// What is shown and what can be done: the one view of a device that planners, selectors and renderings share.
///
/// Knows nothing of models, sockets or files; it is computed from a `Hierarchy` alone, and the same hierarchy always
/// gives the same screen.
package struct Screen: Sendable {
    package var format: DumpFormat
    /// The foreground app's package or bundle id; empty when the dump has none.
    package var packageName: String
    package var title: String?
    package var size: Size
    package var rotation: Int
    /// Ids 1…n in reading order: the app's windows first, folded system windows last.
    package var elements: [Element]
    package var warnings: [RepairWarning]

    /// The element of that id, or nil: ids of another screen fail closed.
    package subscript(id id: Int) -> Element? {
        id >= 1 && id <= elements.count ? elements[id - 1] : nil
    }
}
