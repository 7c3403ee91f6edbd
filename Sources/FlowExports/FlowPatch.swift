package import FlowDocuments

/// Changes of a flow's file, command by command, that leave every other line as it is.
package struct FlowPatch: Sendable {
    private struct Edit: Sendable {
        /// Of the old lines, from 0.
        var lines: Range<Int>
        var new: [String]
    }

    private let file: String
    private let lines: [String]
    private var edits: [Int: Edit] = [:]

    /// - Parameters:
    ///   - text: the file's text.
    ///   - file: its name, for errors and the diff.
    package init(_ text: String, file: String) {
        self.file = file
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    package var isEmpty: Bool { edits.isEmpty }

    /// Puts a command in the place of the one that stands where it was read.
    ///
    /// - Parameter command: what to write, with the old one's place; its note takes the place of an older one.
    /// - Throws: for a command that does not begin a line of its own, which only a person can rewrite.
    package mutating func replace(_ command: FlowCommand) throws(FlowExportError) {
        let line = command.place.line - 1
        guard lines.indices.contains(line), let dash = Self.dash(lines[line], before: command.place.column - 1) else {
            throw FlowExportError(
                .unsupportedCommand, "the command stands within a line, and is left as it is", target: .maestro,
                step: command.title, place: command.place)
        }
        var end = line + 1
        while end < lines.count, lines[end].allSatisfy(\.isWhitespace) || Self.indent(lines[end]) > dash { end += 1 }
        // Blank lines behind it are the next one's.
        while end > line + 1, lines[end - 1].allSatisfy(\.isWhitespace) { end -= 1 }
        let start =
            line > 0 && lines[line - 1].drop(while: \.isWhitespace).hasPrefix(FlowCommand.noteMark) ? line - 1 : line
        let indent = String(repeating: " ", count: dash)
        let comments = lines[line..<end].dropFirst().filter { $0.drop(while: \.isWhitespace).hasPrefix("#") }
            .map { indent + $0.drop(while: \.isWhitespace) }
        let new = comments + command.lines().map { indent + $0 }
        edits[line] = Edit(lines: start..<end, new: new)
    }

    /// The text with all changes.
    package var text: String {
        var result: [String] = []
        var place = 0
        for edit in sorted {
            result += lines[place..<edit.lines.lowerBound] + edit.new
            place = edit.lines.upperBound
        }
        return (result + lines[place...]).joined(separator: "\n")
    }

    /// The changes as `diff -u` writes them, three lines around each.
    package var diff: String {
        // The text's last line end begins no line.
        let count = lines.last == "" ? lines.count - 1 : lines.count
        var text = "--- \(file)\n+++ \(file)\n"
        var shift = 0
        var rest = sorted.map(trimmed)[...]
        while let first = rest.first {
            let start = max(first.lines.lowerBound - Self.context, 0)
            var body = lines[start..<first.lines.lowerBound].map { " \($0)\n" }
            var place = first.lines.lowerBound
            var growth = 0
            while let edit = rest.first, edit.lines.lowerBound <= place + 2 * Self.context {
                body += lines[place..<edit.lines.lowerBound].map { " \($0)\n" }
                body += lines[edit.lines].map { "-\($0)\n" } + edit.new.map { "+\($0)\n" }
                place = edit.lines.upperBound
                growth += edit.new.count - edit.lines.count
                rest = rest.dropFirst()
            }
            let end = max(min(place + Self.context, count), place)
            body += lines[place..<end].map { " \($0)\n" }
            text += "@@ -\(start + 1),\(end - start) +\(start + 1 + shift),\(end - start + growth) @@\n" + body.joined()
            shift += growth
        }
        return text
    }

    /// The change without the lines at its ends that stay as they are.
    private func trimmed(_ edit: Edit) -> Edit {
        let old = Array(lines[edit.lines])
        var head = 0
        while head < min(old.count, edit.new.count), old[head] == edit.new[head] { head += 1 }
        var tail = 0
        while tail < min(old.count, edit.new.count) - head,
            old[old.count - 1 - tail] == edit.new[edit.new.count - 1 - tail]
        {
            tail += 1
        }
        return Edit(
            lines: (edit.lines.lowerBound + head)..<(edit.lines.upperBound - tail),
            new: Array(edit.new[head..<(edit.new.count - tail)]))
    }

    private var sorted: [Edit] { edits.values.sorted { $0.lines.lowerBound < $1.lines.lowerBound } }

    /// The column of the dash that the command's item begins with, if nothing else stands before the command.
    private static func dash(_ line: String, before column: Int) -> Int? {
        let head = line.prefix(column)
        guard let dash = head.lastIndex(of: "-"), head[..<dash].allSatisfy({ $0 == " " }),
            head[head.index(after: dash)...].allSatisfy({ $0 == " " })
        else { return nil }
        return head.distance(from: head.startIndex, to: dash)
    }

    private static func indent(_ line: String) -> Int { line.prefix { $0 == " " }.count }

    private static let context = 3
}
