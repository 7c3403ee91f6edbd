package import FlowDocuments
package import Screens

extension Selector {
    /// What a flow's selector means, once nothing in it is left to compute.
    /// - Throws: for an index that is no number, and for what only a browser can find.
    init(_ written: FlowSelector) throws(FlowFailure) {
        self.init()
        if let css = written.css {
            throw FlowFailure(.unsupported, "only a browser can find the css selector \(css)", at: written.place)
        }
        text = written.text.map { SelectorPattern($0) }
        id = written.id.map { SelectorPattern($0) }
        enabled = written.enabled
        checked = written.checked
        focused = written.focused
        selected = written.selected
        if written.width != nil || written.height != nil {
            size = SizeCondition(width: written.width, height: written.height, tolerance: written.tolerance)
        }
        for name in written.traits {
            guard let trait = Trait(rawValue: name) else {
                throw FlowFailure(.invalidCommand, "no trait is called \(name)", at: written.place)
            }
            traits.insert(trait)
        }
        if let text = written.index {
            guard let number = Double(text), let index = Int(exactly: number.rounded(.towardZero)) else {
                throw FlowFailure(.invalidCommand, "the index \"\(text)\" is no number", at: written.place)
            }
            self.index = index
        }
        for relation in written.relations {
            relations.append(Relation(Relation.Kind(relation.kind), try Selector(relation.anchor)))
        }
    }
}

extension Selector.Relation.Kind {
    fileprivate init(_ written: FlowSelector.Relation.Kind) {
        self =
            switch written {
            case .below: .below
            case .above: .above
            case .leftOf: .leftOf
            case .rightOf: .rightOf
            case .containsChild: .containsChild
            case .containsDescendants: .containsDescendant
            case .childOf: .childOf
            }
    }
}

extension FlowSelector {
    /// The selector as flows write it.
    package init(_ selector: Selector, place: SourcePlace = .recorded) {
        func written(_ pattern: SelectorPattern?) -> String? { pattern.map { FlowText.escaped($0.source) } }
        self.init(text: written(selector.text), id: written(selector.id), place: place)
        enabled = selector.enabled
        checked = selector.checked
        focused = selector.focused
        selected = selector.selected
        width = selector.size?.width
        height = selector.size?.height
        tolerance = selector.size?.tolerance
        traits = Selector.Trait.allCases.filter(selector.traits.contains).map(\.rawValue)
        index = selector.index.map(String.init)
        relations = selector.relations.map { relation in
            Relation(Relation.Kind(relation.kind), FlowSelector(relation.anchor, place: place))
        }
    }
}

extension FlowSelector.Relation.Kind {
    fileprivate init(_ kind: Selector.Relation.Kind) {
        self =
            switch kind {
            case .below: .below
            case .above: .above
            case .leftOf: .leftOf
            case .rightOf: .rightOf
            case .containsChild: .containsChild
            case .containsDescendant: .containsDescendants
            case .childOf: .childOf
            }
    }
}
