/// A file name pattern of the shell: `*`, `?`, `[a-z]`, `[!a]`, and `\` before what stands for itself.
struct GlobPattern: Sendable {
    private enum Item: Sendable {
        case character(Character)
        case any
        case anyNumber
        case oneOf([ClosedRange<Character>], isNegated: Bool)
    }

    private var items: [Item] = []
    /// The text with the backslashes taken away: what the word is when nothing matches.
    private(set) var literal = ""
    /// Whether there is anything but characters in it.
    private(set) var isPattern = false

    init(_ pattern: some StringProtocol) {
        let text = Array(pattern)
        var index = 0
        while index < text.count {
            let character = text[index]
            index += 1
            literal.append(character)
            switch character {
            case "\\" where index < text.count:
                literal.removeLast()
                literal.append(text[index])
                items.append(.character(text[index]))
                index += 1
            case "*": items.append(.anyNumber)
            case "?": items.append(.any)
            case "[":
                guard let (item, end) = Self.set(in: text, from: index) else {
                    items.append(.character(character))
                    continue
                }
                literal += String(text[index..<end])
                items.append(item)
                index = end
            default:
                items.append(.character(character))
                continue
            }
            if character != "\\" { isPattern = true }
        }
    }

    private static func set(in text: [Character], from start: Int) -> (Item, end: Int)? {
        var index = start
        let isNegated = index < text.count && (text[index] == "!" || text[index] == "^")
        if isNegated { index += 1 }
        var ranges: [ClosedRange<Character>] = []
        while index < text.count, text[index] != "]" || ranges.isEmpty {
            let low = text[index]
            if index + 2 < text.count, text[index + 1] == "-", text[index + 2] != "]" {
                if low <= text[index + 2] { ranges.append(low...text[index + 2]) }
                index += 3
            } else {
                ranges.append(low...low)
                index += 1
            }
        }
        guard index < text.count else { return nil }
        return (.oneOf(ranges, isNegated: isNegated), index + 1)
    }

    /// Whether the whole text fits; the time is the product of the lengths at most.
    func matches(_ text: some StringProtocol) -> Bool {
        let text = Array(text)
        var item = 0
        var index = 0
        // Where to go on when what follows the last `*` turns out not to fit.
        var retry: (item: Int, index: Int)?
        while index < text.count {
            if item < items.count, case .anyNumber = items[item] {
                retry = (item, index)
                item += 1
            } else if item < items.count, Self.fits(items[item], text[index]) {
                item += 1
                index += 1
            } else if let last = retry {
                retry = (last.item, last.index + 1)
                item = last.item + 1
                index = last.index + 1
            } else {
                return false
            }
        }
        return items[item...].allSatisfy { if case .anyNumber = $0 { true } else { false } }
    }

    private static func fits(_ item: Item, _ character: Character) -> Bool {
        switch item {
        case .character(let wanted): character == wanted
        case .any, .anyNumber: true
        case .oneOf(let ranges, let isNegated): ranges.contains { $0.contains(character) } != isNegated
        }
    }

    /// The paths of a file system that a pattern with slashes fits, in order; names that begin with a dot only where
    /// the pattern says the dot.
    static func paths(_ pattern: String, in files: DeviceFileSystem, from folder: String) -> [String] {
        var found = [pattern.hasPrefix("/") ? "/" : ""]
        let names = pattern.split(separator: "/")
        for (position, name) in names.enumerated() {
            let glob = GlobPattern(name)
            var next: [String] = []
            for path in found {
                if !glob.isPattern {
                    let full = path + glob.literal
                    if files.exists(DeviceFileSystem.absolute(full, from: folder)) { next.append(full) }
                    continue
                }
                let entries = (try? files.list(DeviceFileSystem.absolute(path, from: folder))) ?? []
                next += entries.map(\.name)
                    .filter { ($0.hasPrefix(".") ? name.hasPrefix(".") : true) && glob.matches($0) }
                    .map { path + $0 }
            }
            found = position == names.count - 1 ? next : next.map { $0 + "/" }
        }
        return names.isEmpty ? [] : found
    }
}
