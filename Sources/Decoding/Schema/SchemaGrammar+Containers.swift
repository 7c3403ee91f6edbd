import JSON
import Patterns

/// Lists and objects, from the closing bracket to the opening one.
extension SchemaGrammar {
    /// Members and items that are written out one by one when they are counted.
    private static let mostCounted = 4096

    // MARK: Lists

    mutating func array(_ shape: ArrayShape, _ place: Conjunction) throws(DecodingError) -> Grammar.NodeID {
        let bracket = nodes.literal("]", nodes.end), close = gap(bracket)
        if shape.most == 0 { return opening("[", bracket) }
        // The first place from which all items are alike: from there a list without an upper bound is a loop.
        let tail = max(shape.prefix.count, shape.least, 1)
        let last = shape.most ?? tail
        try checkCount(last, shape.most == nil ? "minItems" : "maxItems", place)
        var after: Grammar.NodeID
        if shape.most == nil {
            after = nodes.placeholder()
            nodes.fill(after, with: nodes.branch([close, comma(try value(shape.rest, after))]))
        } else {
            after = close
        }
        for index in stride(from: last - 1, to: 0, by: -1) {
            let more = comma(try value(shape.item(index), after))
            after = index >= shape.least ? nodes.branch([close, more]) : more
        }
        let first = try value(shape.item(0), after)
        return opening("[", shape.least == 0 ? nodes.branch([bracket, first]) : first)
    }

    // MARK: Objects

    /// Where an object stands: behind its opening brace, or behind a member.
    private struct Place {
        var first: Grammar.NodeID
        var after: Grammar.NodeID
    }

    mutating func object(_ shape: ObjectShape, _ place: Conjunction) throws(DecodingError) -> Grammar.NodeID {
        try checkCount(shape.members.count, "properties", place)
        var others: [Others] = []
        for other in shape.others {
            let names = try isMachineSized ? readable(other.names, other.value) : other.names
            if !names.isEmpty {
                others.append(Others(names: nodes.terminal(Terminal(.string(names))), value: other.value))
            }
        }
        let isCounted =
            shape.least > shape.required
            || shape.most.map { !shape.others.isEmpty || $0 < shape.members.count } ?? false
        return opening("{", try isCounted ? countedObject(shape, others, place) : plainObject(shape, others))
    }

    /// Names that our own reader takes back: json-c holds none with U+0000.
    private func readable(
        _ names: ScalarAutomaton, _ value: Conjunction
    ) throws(DecodingError) -> ScalarAutomaton {
        let withoutNul = ScalarAutomaton(classStarts: [0, 1], table: [-1, 0], isAccepting: [true], start: 0)
        do throws(PatternError) {
            return try names.intersection(withoutNul)
        } catch {
            throw self.error(.tooLarge, error.message, value)
        }
    }

    /// Members that are not declared, their names made ready.
    private struct Others {
        /// A terminal.
        var names: Int
        var value: Conjunction
    }

    private mutating func plainObject(
        _ shape: ObjectShape, _ others: [Others]
    ) throws(DecodingError) -> Grammar.NodeID {
        let brace = nodes.literal("}", nodes.end), close = gap(brace)
        var place = Place(first: brace, after: close)
        if !others.isEmpty {
            let loop = nodes.placeholder()
            let other = try self.other(others, loop)
            nodes.fill(loop, with: nodes.branch([close, comma(other)]))
            place = Place(first: nodes.branch([brace, other]), after: loop)
        }
        for member in shape.members.reversed() {
            let written = try self.member(member, place.after)
            let comma = comma(written)
            place =
                member.isRequired
                ? Place(first: written, after: comma)
                : Place(first: nodes.branch([written, place.first]), after: nodes.branch([comma, place.after]))
        }
        return place.first
    }

    /// An object of which the members are counted: each count of members so far has its own places.
    private mutating func countedObject(
        _ shape: ObjectShape, _ others: [Others], _ place: Conjunction
    ) throws(DecodingError) -> Grammar.NodeID {
        if others.isEmpty, shape.least > shape.members.count { return nodes.branch([]) }
        // Beyond the least number nothing changes any more, unless there is a most.
        let cap = others.isEmpty ? min(shape.most ?? shape.least, shape.members.count) : shape.most ?? shape.least
        let written = cap.multipliedReportingOverflow(by: shape.members.count + 1)
        try checkCount(
            written.overflow ? .max : written.partialValue, shape.most == nil ? "minProperties" : "maxProperties", place
        )
        let brace = nodes.literal("}", nodes.end), close = gap(brace)
        func next(_ count: Int) -> Int? { count < cap ? count + 1 : shape.most == nil ? cap : nil }
        // places[count]: behind the last declared member, with so many members written.
        var places: [Grammar.NodeID] = (0...cap).map { _ in nodes.placeholder() }
        for count in (0...cap).reversed() {
            var options: [Grammar.NodeID] = count >= shape.least ? [count == 0 ? brace : close] : []
            if !others.isEmpty, let after = next(count) {
                let other = try self.other(others, places[after])
                options.append(count == 0 ? other : comma(other))
            }
            nodes.fill(places[count], with: nodes.branch(options))
        }
        for member in shape.members.reversed() {
            let written = try (0...cap).map { count throws(DecodingError) in
                try next(count).map { after throws(DecodingError) in try self.member(member, places[after]) }
            }
            places = (0...cap).map { count in
                let option = written[count].map { count == 0 ? $0 : comma($0) }
                return nodes.branch([option, member.isRequired ? nil : places[count]].compactMap(\.self))
            }
        }
        return places[0]
    }

    private mutating func member(
        _ member: ObjectShape.Member, _ next: Grammar.NodeID
    ) throws(DecodingError) -> Grammar.NodeID {
        nodes.literal(text(.string(member.name)), colon(try value(member.value, next)))
    }

    /// One of the members that are not declared.
    private mutating func other(_ others: [Others], _ next: Grammar.NodeID) throws(DecodingError) -> Grammar.NodeID {
        var options: [Grammar.NodeID] = []
        for other in others {
            let value = colon(try self.value(other.value, next))
            let name = nodes.terminal(other.names, value)
            options.append(nodes.literal("\"", name))
        }
        return nodes.branch(options)
    }

    private func checkCount(_ count: Int, _ keyword: String, _ place: Conjunction) throws(DecodingError) {
        guard count > Self.mostCounted else { return }
        throw error(
            .tooLarge, "\"\(keyword)\" takes more than the \(Self.mostCounted) places that are written out",
            keyword: keyword, place)
    }
}
