package import Hierarchies
package import Tools

/// A line of those who record without touching: `tap "Network"`, `type red fox`, `back`.
package enum SpokenCommand: Sendable, Hashable {
    case touch(Touch, Place)
    /// Into the field that has the focus, in place of what it holds.
    case type(String)
    case clear
    case swipe(Direction)
    case key(Key)
    case launch(String)

    package enum Touch: String, Sendable, CaseIterable {
        case tap, longPress = "long-press", doubleTap = "double-tap"
    }

    package enum Place: Sendable, Hashable {
        case named(String)
        case point(Point)
    }

    /// What a person can say, for help texts.
    package static let summary = """
        tap, long-press or double-tap "TEXT" or X,Y; type TEXT; clear; swipe up, down, left or right; back; home; \
        key NAME; launch APP
        """

    /// Reads a line; nil for an empty one and for a comment that begins with `#`.
    /// - Throws: why the line is no command.
    package init?(_ line: String) throws(StepError) {
        let line = line.trimmed
        if line.isEmpty || line.hasPrefix("#") { return nil }
        let verb = String(line.prefix { $0 != " " })
        let rest = String(line.dropFirst(verb.count)).trimmed
        func fault(_ what: String) -> StepError { StepError(.targetGone, "\"\(line)\": \(what)") }
        if let touch = Touch(rawValue: verb) {
            guard !rest.isEmpty else { throw fault("say what to \(verb), a text or X,Y") }
            self = .touch(touch, Self.place(rest))
            return
        }
        switch verb {
        case "type":
            guard !rest.isEmpty else { throw fault("say what to type") }
            self = .type(rest.unquoted)
        case "clear" where rest.isEmpty: self = .clear
        case "swipe":
            guard let direction = Direction(rawValue: rest) else { throw fault("up, down, left or right") }
            self = .swipe(direction)
        case "back" where rest.isEmpty: self = .key(.back)
        case "home" where rest.isEmpty: self = .key(.home)
        case "key":
            guard let key = Key(rawValue: rest) else {
                throw fault("no such key; there are \(Key.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            self = .key(key)
        case "launch":
            guard !rest.isEmpty else { throw fault("say which app") }
            self = .launch(rest.unquoted)
        default: throw fault("no command; there are \(Self.summary)")
        }
    }

    private static func place(_ text: String) -> Place {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0.trimmed) }
        if numbers.count == 2, let x = numbers[0], let y = numbers[1], x >= 0, y >= 0 {
            return .point(Point(x: x, y: y))
        }
        return .named(text.unquoted)
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(
            start.prefix(
                start.lastIndex { !$0.isWhitespace }.map { start.distance(from: start.startIndex, to: $0) + 1 } ?? 0))
    }
}

extension String {
    /// Without the quotation marks around it.
    fileprivate var unquoted: String {
        count >= 2 && hasPrefix("\"") && hasSuffix("\"") ? String(dropFirst().dropLast()) : self
    }
}
