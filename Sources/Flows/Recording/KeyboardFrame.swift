package import Hierarchies

/// Where the keyboard lies, from `dumpsys`: a dump of the app's window alone does not show it.
package struct KeyboardFrame: Sendable, Hashable {
    /// nil when no keyboard is shown.
    package private(set) var rect: Rect?

    /// Whether it is shown, and the window's report.
    static let command = "dumpsys input_method | grep mInputShown; dumpsys window InputMethod"

    /// - Parameter report: what the command printed.
    package init(_ report: String) {
        guard report.contains("mInputShown=true") else { return }
        // The window may cover the screen; what it takes touches in is the keyboard.
        rect = Self.rect(after: "touchable region=SkRegion((", report) ?? Self.rect(after: " frame=[", report)
    }

    /// Four numbers, however they are parted.
    private static func rect(after mark: String, _ report: String) -> Rect? {
        guard let start = report.firstRange(of: mark)?.upperBound else { return nil }
        let numbers = report[start...].prefix { $0.isNumber || ",[]-".contains($0) }
            .split { ",[]".contains($0) }.prefix(4).compactMap { Int($0) }
        guard numbers.count == 4 else { return nil }
        let rect = Rect(left: numbers[0], top: numbers[1], right: numbers[2], bottom: numbers[3])
        return rect.isEmpty ? nil : rect
    }
}
