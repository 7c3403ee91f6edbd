import Hierarchies

/// Pairs the elements of two screens, pass by pass, each pass over what the ones before it left.
struct ElementMatching {
    let old: [Element]
    let new: [Element]
    /// For each new element, the index of its old one.
    private(set) var partners: [Int?]
    private var isTaken: [Bool]

    init(old: [Element], new: [Element]) {
        self.old = old
        self.new = new
        partners = Array(repeating: nil, count: new.count)
        isTaken = Array(repeating: false, count: old.count)
    }

    var unmatchedOld: [Element] { old.indices.filter { !isTaken[$0] }.map { old[$0] } }

    mutating func match(slop: Int) {
        pair { Key(role: $0.role, resourceID: $0.resourceID, label: $0.label) }
        let unique = Self.uniqueIDs(old).intersection(Self.uniqueIDs(new))
        pair { element in
            unique.contains(element.resourceID) ? Key(role: element.role, resourceID: element.resourceID) : nil
        }
        // A wrapped text keeps its corner when its words change, a centred one its centre.
        pair { element in
            let place = Point(x: element.bounds.left / slop, y: element.bounds.top / slop)
            return Key(role: element.role, resourceID: element.resourceID, place: place)
        }
        pair { element in
            let place = Point(x: element.bounds.center.x / slop, y: element.bounds.center.y / slop)
            return Key(role: element.role, resourceID: element.resourceID, place: place)
        }
    }

    private struct Key: Hashable {
        var role: Role
        var resourceID: String
        var label: String?
        var place: Point?
    }

    /// Pairs the n-th old element of a key with the n-th new one, which is the same seen from either side.
    private mutating func pair(by key: (Element) -> Key?) {
        var waiting: [Key: [Int]] = [:]
        for index in old.indices.reversed() where !isTaken[index] {
            if let key = key(old[index]) { waiting[key, default: []].append(index) }
        }
        guard !waiting.isEmpty else { return }
        for index in new.indices where partners[index] == nil {
            guard let key = key(new[index]), let partner = waiting[key]?.popLast() else { continue }
            partners[index] = partner
            isTaken[partner] = true
        }
    }

    private static func uniqueIDs(_ elements: [Element]) -> Set<String> {
        var seen: Set<String> = []
        var repeated: Set<String> = []
        for element in elements where !element.resourceID.isEmpty {
            if !seen.insert(element.resourceID).inserted { repeated.insert(element.resourceID) }
        }
        return seen.subtracting(repeated)
    }
}
