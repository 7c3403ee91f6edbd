package import Hierarchies
package import Screens

extension Action.Target {
    /// An element as a flow step records it.
    ///
    /// - Parameters:
    ///   - element: of the screen.
    ///   - screen: the screen.
    ///   - hierarchy: the hierarchy that it was made from.
    ///   - place: where a finger went down on it; nil for where one had best go.
    package init(_ element: Element, on screen: Screen, _ hierarchy: Hierarchy, touchedAt place: Point? = nil) {
        let builder = SelectorChainBuilder(screen, hierarchy)
        let exact = place.flatMap { element.dependsOnPlace && element.bounds.contains($0) ? $0 : nil }
        self.init(
            point: exact ?? element.tapPoint,
            chain: exact.map { builder.chain(for: element, touchedAt: $0) } ?? builder.chain(for: element),
            label: element.label, fingerprint: element.fingerprint, memory: ElementMemory(element, on: screen))
    }

    /// A place where nothing lies that has a name.
    ///
    /// - Parameters:
    ///   - point: the place.
    ///   - size: of the screen.
    ///   - condition: whether another place will do as well.
    package init(_ point: Point, on size: Size, where condition: (Point) -> Bool) {
        self.init(
            point: point,
            chain: SelectorChain(selectors: [], position: ScreenPosition(near: point, on: size, where: condition)))
    }
}

extension Action.Erasure {
    /// What a field holds, one deletion a scalar; nil when it is empty.
    ///
    /// Of a secret not even the length is told.
    package init?(of field: Element, in hierarchy: Hierarchy) {
        if field.states.contains(.password) {
            guard field.states.contains(.filled) else { return nil }
            self = .unknown
            return
        }
        guard let value = field.value, !value.isEmpty else { return nil }
        let raw = hierarchy.nodes.indices.contains(field.node) ? hierarchy.nodes[field.node].text : value
        self.init(count: max(raw.unicodeScalars.count, value.unicodeScalars.count))
    }
}

extension Element {
    /// Whether a touch does something else in another place of it.
    var dependsOnPlace: Bool { [.slider, .progress, .web, .group, .list, .pager].contains(role) }
}
