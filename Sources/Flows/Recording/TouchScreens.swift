internal import Hierarchies

/// The touch screens that `getevent -lp` or `getevent -p` lists, and what their numbers mean.
package struct TouchScreens: Sendable, Hashable {
    package private(set) var screens: [TouchScreen] = []
    /// What a device says that lets nobody listen; nil when it let us.
    package private(set) var refusal: String?

    /// - Parameter report: what the command printed, its errors included.
    package init(_ report: String) {
        var path: String?
        var ranges: [Axis: ClosedRange<Int>] = [:]
        func finish() -> TouchScreen? {
            guard let path else { return nil }
            return [(Axis.fingerX, Axis.fingerY), (.x, .y)].lazy.compactMap { x, y in
                ranges[x].flatMap { x in ranges[y].map { TouchScreen(path: path, x: x, y: $0) } }
            }.first
        }
        var complaint: String?
        for line in report.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("add device") {
                if let screen = finish() { screens.append(screen) }
                path = line.split(separator: " ").last.map(String.init)
                ranges = [:]
            } else if line.contains("ermission denied") || line.contains("not found") || line.hasPrefix("could not ") {
                complaint = complaint ?? String(line)
            } else if let (axis, range) = Self.axis(line) {
                ranges[axis] = range
            }
        }
        if let screen = finish() { screens.append(screen) }
        if screens.isEmpty { refusal = complaint ?? "it lists no touch screen" }
    }

    private enum Axis: Hashable { case fingerX, fingerY, x, y }

    /// `ABS_MT_POSITION_X     : value 0, min 0, max 1079, fuzz 0, …`, behind `ABS (0003): ` on the first line.
    private static func axis(_ line: some StringProtocol) -> (Axis, ClosedRange<Int>)? {
        let words = line.split { $0 == " " || $0 == "," || $0 == "\t" }
        guard let colon = words.lastIndex(of: ":"), colon > 0, let axis = names[String(words[colon - 1])],
            let low = number(after: "min", words), let high = number(after: "max", words), low < high
        else { return nil }
        return (axis, low...high)
    }

    private static func number<Word: StringProtocol>(after name: Word, _ words: [Word]) -> Int? {
        words.firstIndex(of: name).flatMap { words.indices.contains($0 + 1) ? Int(words[$0 + 1]) : nil }
    }

    private static let names: [String: Axis] = [
        "ABS_MT_POSITION_X": .fingerX, "0035": .fingerX, "ABS_MT_POSITION_Y": .fingerY, "0036": .fingerY,
        "ABS_X": .x, "0000": .x, "ABS_Y": .y, "0001": .y,
    ]
}

/// One touch screen: where its events come from, and how far its axes go.
package struct TouchScreen: Sendable, Hashable {
    package var path: String
    package var x: ClosedRange<Int>
    package var y: ClosedRange<Int>

    package init(path: String, x: ClosedRange<Int>, y: ClosedRange<Int>) {
        self.path = path
        self.x = x
        self.y = y
    }
}
