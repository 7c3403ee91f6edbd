internal import Hierarchies
internal import JSON
internal import Pictures

/// The screen of a case: elements that change when they are tapped, or looked at.
struct FakeLayout {
    private var elements: [Element] = []
    /// By name; some texts are made from them.
    private var counters: [String: Int64] = [:]

    private struct Element {
        var node: UINode
        /// Inclusive at every edge, as Maestro's own fake has it.
        var bounds: Rect?
        var name: String?
        var effects: [JSONValue]
        var mutation: JSONValue?
        /// How often its text was looked at.
        var looks: Int64 = 0
        /// What its pixels show besides: no hierarchy tells.
        var color: String?
        var css: String?
    }

    init(_ layout: JSONValue?, counters: JSONValue?) {
        for (name, value) in counters?.object?.members ?? [] { self.counters[name] = value.integer ?? 0 }
        if let layout { add(layout, below: -1) }
    }

    private mutating func add(_ value: JSONValue, below parent: Int) {
        var node = UINode()
        node.parent = parent
        node.text = value["text"]?.string ?? ""
        node.resourceID = value["id"]?.string ?? ""
        node.stated = [.enabled, .clickable, .checked, .selected, .focused]
        let flags: [(String, UINode.Flags, Bool)] = [
            ("enabled", .enabled, true), ("clickable", .clickable, false), ("checked", .checked, false),
            ("selected", .selected, false), ("focused", .focused, false),
        ]
        for (name, flag, isSet) in flags where value[name]?.bool ?? isSet { node.flags.insert(flag) }
        let edges = value["bounds"]?.array?.compactMap { $0.integer.map(Int.init) } ?? []
        var bounds: Rect?
        if edges.count == 4 { bounds = Rect(left: edges[0], top: edges[1], right: edges[2], bottom: edges[3]) }
        let index = elements.count
        elements.append(
            Element(
                node: node, bounds: bounds, name: value["ref"]?.string, effects: value["onClick"]?.array ?? [],
                mutation: value["mutatingText"], css: value["matchesCssFilter"]?.string))
        for child in value["children"]?.array ?? [] { add(child, below: index) }
        elements[index].node.end = elements.count
    }

    /// What a look shows; looking moves the texts that change by it.
    mutating func hierarchy() -> Hierarchy {
        for index in elements.indices {
            if let mutation = elements[index].mutation {
                elements[index].node.text = Self.text(of: mutation, look: elements[index].looks)
                elements[index].looks += 1
            }
            if let bounds = elements[index].bounds {
                elements[index].node.bounds = bounds
                elements[index].node.stated.insert(.bounds)
            }
        }
        return Hierarchy(format: .maestro, nodes: elements.map(\.node))
    }

    private static func text(of mutation: JSONValue, look: Int64) -> String {
        if let values = mutation["values"]?.array, !values.isEmpty {
            return values[min(Int(look), values.count - 1)].string ?? ""
        }
        let number = (mutation["start"]?.integer ?? 0) + look
        return (mutation["format"]?.string ?? "{n}").replacing("{n}", with: String(number))
    }

    /// A picture whose colour is another one whenever the screen shows something else.
    var picture: Picture {
        var hash: UInt32 = 2_166_136_261
        let shown = elements.map { "\($0.node.text) \($0.color ?? "") \($0.node.flags.rawValue) \($0.node.bounds)" }
        for byte in shown.joined(separator: "\n").utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Picture(
            width: 54, height: 96, red: UInt8(hash & 255), green: UInt8(hash >> 8 & 255), blue: UInt8(hash >> 16 & 255))
    }

    /// Moves everything, as a swipe does.
    mutating func move(x: Int, y: Int) {
        for index in elements.indices {
            guard let bounds = elements[index].bounds else { continue }
            elements[index].bounds = Rect(
                left: bounds.left + x, top: bounds.top + y, right: bounds.right + x, bottom: bounds.bottom + y)
        }
    }

    // MARK: Taps

    /// A tap reaches the first element there that has none within it that it reaches.
    /// - Throws: what the element throws.
    mutating func tap(_ point: Point) throws(FakeEffectError) {
        guard !elements.isEmpty, let index = reached(0, point) else { return }
        for effect in elements[index].effects { try apply(effect, to: index) }
    }

    private func reached(_ index: Int, _ point: Point) -> Int? {
        var child = index + 1
        while child < elements[index].node.end {
            if let found = reached(child, point) { return found }
            child = elements[child].node.end
        }
        guard let box = elements[index].bounds else { return nil }
        let isIn = box.left <= point.x && point.x <= box.right && box.top <= point.y && point.y <= box.bottom
        return isIn ? index : nil
    }

    private mutating func apply(_ effect: JSONValue, to tapped: Int) throws(FakeEffectError) {
        let name = effect["target"]?.string
        let target = name == "self" ? tapped : elements.firstIndex { $0.name == name } ?? tapped
        let counter = effect["counter"]?.string ?? ""
        switch effect["do"]?.string {
        case "set": set(effect["prop"]?.string, effect["value"], of: target)
        case "append": elements[target].node.text += effect["value"]?.string ?? ""
        case "toggle":
            if let flag = Self.flag(effect["prop"]?.string) {
                elements[target].node.flags.formSymmetricDifference(flag)
            }
        case "increment": counters[counter, default: 0] += 1
        case "setFormat":
            var text = effect["format"]?.string ?? ""
            for (name, value) in counters { text = text.replacing("$\(name)", with: String(value)) }
            set(effect["prop"]?.string, .string(text), of: target)
        case "throwIf":
            if counters[counter] == effect["equals"]?.integer {
                throw FakeEffectError(message: effect["message"]?.string ?? "thrown by the screen")
            }
        case let other: throw FakeEffectError(message: "the suite knows no effect \(other ?? "")")
        }
    }

    private mutating func set(_ property: String?, _ value: JSONValue?, of index: Int) {
        switch property {
        case "text": elements[index].node.text = value?.string ?? ""
        case "id": elements[index].node.resourceID = value?.string ?? ""
        case "color": elements[index].color = value?.string
        case let name:
            guard let flag = Self.flag(name), let isSet = value?.bool else { return }
            if isSet { elements[index].node.flags.insert(flag) } else { elements[index].node.flags.remove(flag) }
        }
    }

    private static func flag(_ property: String?) -> UINode.Flags? {
        switch property {
        case "enabled": .enabled
        case "checked": .checked
        case "selected": .selected
        case "focused": .focused
        case "clickable": .clickable
        default: nil
        }
    }
}

/// What an element of a case throws when it is tapped.
struct FakeEffectError: Error { var message: String }
