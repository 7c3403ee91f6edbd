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
    /// How many other elements had the same id.
    package var idTwins = 0
    /// What else the screen showed, as stand-ins for labels and ids, in order: none of it is the element.
    package var others: [UInt16] = []

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
        let neighbourhood = Neighbourhood(screen)
        neighbours = neighbourhood.nearest(to: element).mapValues(\.label)
        let rest = zip(screen.elements, neighbourhood.labels).filter { $0.0.id != element.id }
        if !label.isEmpty { twins = rest.count { $0.1 == label } }
        if !id.isEmpty { idTwins = rest.count { $0.0.resourceIDTail == id } }
        let near = rest.filter { $0.0.window == element.window }.sorted {
            ($0.0.bounds.distance(to: element.bounds), $0.0.id) < ($1.0.bounds.distance(to: element.bounds), $1.0.id)
        }
        let names = near.prefix(Self.mostOthers).flatMap { other, label in
            [Self.name(label: label), Self.name(id: other.resourceIDTail)].compactMap(\.self)
        }
        let own = [Self.name(label: label), Self.name(id: id[...])].compactMap(\.self)
        others = Set(names).subtracting(own).sorted()
    }

    /// A short stand-in for a label; nil for none.
    static func name(label: String) -> UInt16? { label.isEmpty ? nil : short(label.lowercased().utf8) }

    /// A short stand-in for an id; nil for none.
    static func name(id: Substring) -> UInt16? { id.isEmpty ? nil : short("#\(id)".utf8) }

    private static func short(_ bytes: some Sequence<UInt8>) -> UInt16 {
        let hash = bytes.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return UInt16(truncatingIfNeeded: hash ^ hash >> 16)
    }

    private static let mostOthers = 40

    /// Whether it is known where it was; what a hand wrote does not say.
    var hasPlace: Bool { box.contains { $0 != 0 } }

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
                "idTwins": idTwins == 0 ? nil : .integer(Int64(idTwins)),
                "others": others.isEmpty ? nil : .string(others.map(\.fourDigits).joined()),
                "around": around.isEmpty ? nil : .object(JSONObject(around)),
            ]))
    }

    /// Reads what `json` gives; nil for anything else.
    package init?(_ json: JSONValue) {
        guard let role = json["role"]?.string, let box = json["box"]?.array?.compactMap({ $0.integer.map(Self.held) }),
            box.count == 4
        else { return nil }
        self.role = role
        self.box = box
        label = json["label"]?.string ?? ""
        id = json["id"]?.string ?? ""
        twins = max(0, Self.held(json["twins"]?.integer ?? 0))
        idTwins = max(0, Self.held(json["idTwins"]?.integer ?? 0))
        let digits = Array((json["others"]?.string ?? "").unicodeScalars)
        others = stride(from: 0, to: digits.count, by: 4).compactMap { start in
            UInt16(String(String.UnicodeScalarView(digits[start..<min(start + 4, digits.count)])), radix: 16)
        }
        neighbours = [:]
        for side in Side.allCases { neighbours[side] = json["around"]?[side.rawValue]?.string }
    }
}

extension ElementMemory {
    /// Within what can be computed with: a note is a text that anybody may have written.
    private static func held(_ number: Int64) -> Int { Int(min(max(number, -100_000), 100_000)) }
}

extension UInt16 {
    fileprivate var fourDigits: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}

extension Rect {
    /// The sum of the gaps in both directions.
    fileprivate func distance(to other: Rect) -> Int {
        max(0, other.left - right, left - other.right) + max(0, other.top - bottom, top - other.bottom)
    }
}
