internal import Hierarchies
package import JSON
package import Screens

/// What was known of an element when a step was recorded, to tell it by when its selector finds it no more.
package struct ElementMemory: Sendable, Hashable {
    package var role: String
    package var label: String
    /// The resource id after its last `/`.
    package var id: String
    /// In thousandths of the screen's width and height: left, top, width, height.
    package var box: [Int]
    /// The nearest labels.
    package var neighbours: [Side: String]
    /// How many other elements had the same label.
    package var twins = 0

    /// Where a label lies.
    package enum Side: String, Sendable, CaseIterable { case above, below, left, right }

    init(role: String, label: String, id: String, box: [Int], neighbours: [Side: String]) {
        self.role = role
        self.label = label
        self.id = id
        self.box = box
        self.neighbours = neighbours
    }

    package init(_ element: Element, on screen: Screen) {
        role = element.role.rawValue
        // A field's own text is what somebody typed.
        label = element.fingerprint.label
        id = String(element.resourceIDTail)
        box = Self.box(element.bounds, on: screen.size)
        neighbours = Neighbours(of: element, on: screen).labels
        let label = label
        if !label.isEmpty {
            twins = screen.elements.count { $0.id != element.id && $0.fingerprint.label == label }
        }
    }

    static func box(_ bounds: Rect, on size: Size) -> [Int] {
        guard size.width > 0, size.height > 0 else { return [0, 0, 0, 0] }
        return [
            bounds.left * 1000 / size.width, bounds.top * 1000 / size.height, bounds.width * 1000 / size.width,
            bounds.height * 1000 / size.height,
        ]
    }

    // MARK: JSON

    package var json: JSONValue {
        let around = Side.allCases.compactMap { side in
            neighbours[side].map { (key: side.rawValue, value: JSONValue.string($0)) }
        }
        return .object(
            JSONObject(omittingNil: [
                "role": .string(role), "label": label.isEmpty ? nil : .string(label),
                "id": id.isEmpty ? nil : .string(id), "box": .array(box.map { .integer(Int64($0)) }),
                "twins": twins == 0 ? nil : .integer(Int64(twins)),
                "around": around.isEmpty ? nil : .object(JSONObject(around)),
            ]))
    }

    /// Reads what `json` gives; nil for anything else.
    package init?(_ json: JSONValue) {
        guard let role = json["role"]?.string, let box = json["box"]?.array?.compactMap({ $0.integer.map(Int.init) }),
            box.count == 4
        else { return nil }
        self.role = role
        self.box = box
        label = json["label"]?.string ?? ""
        id = json["id"]?.string ?? ""
        twins = Int(json["twins"]?.integer ?? 0)
        neighbours = [:]
        for side in Side.allCases { neighbours[side] = json["around"]?[side.rawValue]?.string }
    }
}

/// The labels that lie nearest to an element, on each side of it.
struct Neighbours {
    private(set) var labels: [ElementMemory.Side: String] = [:]

    init(of element: Element, on screen: Screen) {
        var nearest: [ElementMemory.Side: Int] = [:]
        for other in screen.elements where other.id != element.id && other.window == element.window {
            let label = other.fingerprint.label
            guard !label.isEmpty, let (side, distance) = Self.place(other.bounds, beside: element.bounds),
                distance < nearest[side] ?? .max
            else { continue }
            nearest[side] = distance
            labels[side] = label
        }
    }

    /// On which side a box lies, and how far off; nil for one that overlaps, or lies on no side.
    private static func place(_ box: Rect, beside own: Rect) -> (ElementMemory.Side, Int)? {
        let sharesColumn = box.left < own.right && own.left < box.right
        let sharesRow = box.top < own.bottom && own.top < box.bottom
        if sharesColumn, box.bottom <= own.top { return (.above, own.top - box.bottom) }
        if sharesColumn, box.top >= own.bottom { return (.below, box.top - own.bottom) }
        if sharesRow, box.right <= own.left { return (.left, own.left - box.right) }
        if sharesRow, box.left >= own.right { return (.right, box.left - own.right) }
        return nil
    }
}
