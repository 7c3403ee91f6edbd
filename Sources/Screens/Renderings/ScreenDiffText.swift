extension ScreenDiff: CustomStringConvertible {
    /// One line a change: "+ 5 button Save", "- 2 text Loading", "~ 4 switch Wi-Fi: off → on"; "no change" for none.
    ///
    /// Ids are the new screen's, of removed elements the old one's. Elements that only moved, and all alike, share a
    /// line, so that a scrolled list stays short.
    package var description: String {
        var lines: [String] = []
        if let packages { lines.append("app \(packages.from) → \(packages.to)") }
        if let titles { lines.append("title \(titles.from.quoted) → \(titles.to.quoted)") }
        lines += addedWindows.map { "+ \($0.rawValue)" }
        lines += removedWindows.map { "- \($0.rawValue)" }
        lines += removed.map { "- \($0.heading)" }
        lines += added.map { "+ \($0.heading)" }
        var scrolled: [Aspect: [Element]] = [:]
        for change in changed {
            if case .moved = change.aspects[0] { scrolled[change.aspects[0], default: []].append(change.to) }
        }
        for change in changed {
            if let elements = scrolled[change.aspects[0]], elements.count > 2 {
                guard elements[0].id == change.to.id else { continue }
                lines.append("~ \(elements.count) elements: \(change.aspects[0])")
            } else {
                let aspects = change.aspects.map(\.description).joined(separator: ", ")
                lines.append("~ \(change.to.id) \(change.from.heading(withID: false)): \(aspects)")
            }
        }
        return lines.isEmpty ? "no change" : lines.joined(separator: "\n")
    }
}

extension ScreenDiff.Aspect: CustomStringConvertible {
    package var description: String {
        switch self {
        case .label(let pair): "label \(pair.from.quoted) → \(pair.to.quoted)"
        case .value(let pair): "value \(pair.from.quoted) → \(pair.to.quoted)"
        case .states(let lost, let gained) where lost.isEmpty: "now \(gained.joined(separator: " "))"
        case .states(let lost, let gained) where gained.isEmpty: "no longer \(lost.joined(separator: " "))"
        case .states(let lost, let gained): "\(lost.joined(separator: " ")) → \(gained.joined(separator: " "))"
        case .actions(let pair): "actions \(pair.from.list) → \(pair.to.list)"
        case .moved(let x, let y): "moved \(x),\(y)"
        }
    }
}

extension Element {
    /// "5 button Save": id, role and name, or the resource id's tail where there is no name.
    package var heading: String { heading(withID: true) }

    fileprivate func heading(withID: Bool) -> String {
        let name = label.isEmpty ? String(resourceIDTail) : label
        return [withID ? String(id) : "", role.rawValue, name].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension ElementActions {
    fileprivate var list: String { isEmpty ? "none" : words.joined(separator: "+") }
}

extension String {
    fileprivate var quoted: String { "\"\(self)\"" }
}

extension String? {
    fileprivate var quoted: String { map(\.quoted) ?? "none" }
}
