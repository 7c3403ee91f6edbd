internal import Hierarchies

/// Makes one element out of its node and the nodes that merged into it.
struct ElementMaker {
    let plan: ElementPlan
    let touch: TouchMap

    private let nodes: [UINode]
    private let facts: [NodeFacts]
    private let words: [NodeWords]

    init(_ plan: ElementPlan) {
        self.plan = plan
        touch = TouchMap(plan)
        nodes = plan.survey.hierarchy.nodes
        facts = plan.facts
        words = plan.words
    }

    /// The element of a node; `merged` are the nodes whose host it is, in document order.
    func element(of index: Int, merged: [Int]) -> Element {
        let fact = facts[index]
        var element = Element()
        element.node = index
        element.className = nodes[index].className
        element.resourceID = nodes[index].resourceID
        element.bounds = nodes[index].bounds
        element.window = fact.window
        element.actions = fact.actions
        element.mergedNodes = [index] + merged
        let toggle = fact.reacts && !isToggle(index) ? merged.filter(isToggle) : []
        element.role = role(of: index, toggle: toggle.count == 1 ? toggle[0] : nil)
        if isToggle(index) { element.actions.insert(.tap) }
        element.states = states(of: index, role: element.role)
        name(&element, index: index, merged: merged, toggle: toggle.count == 1 ? toggle[0] : nil)
        place(&element, index: index)
        return element
    }

    // MARK: Role

    private func isToggle(_ index: Int) -> Bool {
        nodes[index].flags.contains(.checkable)
            || [.switch, .checkbox, .radio].contains(facts[index].traits.role)
    }

    private func role(of index: Int, toggle: Int?) -> Role {
        let fact = facts[index]
        let classRole = fact.traits.role
        if fact.isField { return .field }
        if isToggle(index) {
            return classRole.flatMap { [.switch, .checkbox, .radio].contains($0) ? $0 : nil } ?? .checkbox
        }
        switch classRole {
        case .slider?, .progress?, .dropdown?, .tab?, .key?, .web?, .link?: return classRole ?? .group
        default: break
        }
        if fact.actions.contains(.scroll) { return scrollsSideways(index) && classRole == .pager ? .pager : .list }
        if fact.window == .keyboard, fact.reacts { return .key }
        if fact.actions.contains(.tap) {
            if let toggle { return role(of: toggle, toggle: nil) }
            return tappableRole(index, fact)
        }
        switch classRole {
        case .image?: return .image
        case .list?, .pager?: return .group
        default: break
        }
        if !fact.isLabelled, fact.host < 0 { return .group }
        return nodes[index].flags.contains(.heading) ? .heading : .text
    }

    private func tappableRole(_ index: Int, _ fact: NodeFacts) -> Role {
        var ancestor = nodes[index].parent
        for _ in 0..<3 where ancestor >= 0 {
            if facts[ancestor].traits.isTabBar { return .tab }
            ancestor = nodes[ancestor].parent
        }
        switch fact.traits.role {
        case .button?, .image?: return .button
        case .text?: return nodes[index].end == index + 1 ? .button : .row
        case .row?: return .row
        default: return fact.visible.width * 2 >= plan.survey.screen.width ? .row : .button
        }
    }

    // MARK: States

    private func states(of index: Int, role: Role) -> ElementStates {
        let flags = nodes[index].flags
        var states: ElementStates = []
        if !flags.contains(.enabled) { states.insert(.disabled) }
        if flags.contains(.selected) { states.insert(.selected) }
        if flags.contains(.focused) { states.insert(.focused) }
        if flags.contains(.password) {
            states.insert(.password)
            if plan.survey.secrets.value(of: index) != nil { states.insert(.filled) }
        }
        if flags.contains(.checked) {
            states.insert(role == .switch && isToggle(index) ? .on : .checked)
        } else if role == .switch, isToggle(index) {
            states.insert(.off)
        }
        if nodes[index].stated.contains(.expanded) { states.insert(flags.contains(.expanded) ? .expanded : .collapsed) }
        if !nodes[index].extras.isEmpty, nodes[index].extra(.error) != nil { states.insert(.error) }
        if facts[index].actions.contains(.scroll) { states.formUnion(scrollDirections(index)) }
        return states
    }

    private func scrollDirections(_ index: Int) -> ElementStates {
        let flags = nodes[index].flags
        if !flags.isDisjoint(with: [.scrollsHorizontally, .scrollsVertically]) {
            var states: ElementStates = []
            if flags.contains(.scrollsHorizontally) { states.formUnion([.scrollsLeft, .scrollsRight]) }
            if flags.contains(.scrollsVertically) { states.formUnion([.scrollsUp, .scrollsDown]) }
            return states
        }
        return scrollsSideways(index) ? [.scrollsLeft, .scrollsRight] : [.scrollsUp, .scrollsDown]
    }

    /// By class, or because the children lie side by side.
    private func scrollsSideways(_ index: Int) -> Bool {
        let traits = facts[index].traits
        if traits.scrollsHorizontally || traits.isTabBar { return true }
        let boxes = plan.survey.hierarchy.children(of: index).prefix(4).map { nodes[$0].bounds }.filter { !$0.isEmpty }
        guard boxes.count > 1 else { return false }
        return zip(boxes, boxes.dropFirst()).allSatisfy { $0.top == $1.top && $0.right <= $1.left }
            && nodes[index].bounds.height * 2 < plan.survey.screen.height
    }

    // MARK: Name and value

    private func name(_ element: inout Element, index: Int, merged: [Int], toggle: Int?) {
        var parts = LabelParts()
        if element.role == .field || element.role == .slider {
            _ = parts.add(words[index].description)
            if !nodes[index].flags.contains(.showingHint), nodes[index].text != nodes[index].hint,
                !words[index].text.isEmpty
            {
                element.value = words[index].text
            } else if parts.parts.isEmpty || !words[index].hint.isEmpty {
                _ = parts.add(words[index].hint.isEmpty ? words[index].text : words[index].hint)
            }
            if element.value != nil { _ = parts.add(words[index].hint) }
            element.labelSource = parts.parts.isEmpty ? .none : words[index].description.isEmpty ? .hint : .description
        } else {
            _ = parts.add(words[index].text)
            _ = parts.add(words[index].description)
            if parts.parts.isEmpty { _ = parts.add(words[index].hint) }
            if parts.parts.isEmpty, !nodes[index].extras.isEmpty {
                _ = parts.add(LabelText.folded(nodes[index].extra(.tooltip) ?? nodes[index].extra(.title) ?? ""))
            }
            element.labelSource =
                !words[index].text.isEmpty ? .text : !words[index].description.isEmpty ? .description : .none
        }
        if !nodes[index].extras.isEmpty, !nodes[index].flags.contains(.password) {
            for key in [UINode.Extra.Key.stateDescription, .value, .error] {
                _ = parts.add(LabelText.folded(nodes[index].extra(key) ?? ""))
            }
        }
        // A toggle inside speaks for the element; its own check is then another thing.
        if toggle != nil, element.states.remove(.checked) != nil {
            element.partStates.append(Element.PartState(part: 0, word: "checked"))
        }
        for part in merged {
            guard isSeen(part, with: index) else { continue }
            let number = addPart(part, to: &parts)
            if part == toggle {
                element.states.formUnion(states(of: part, role: element.role).intersection([.on, .off, .checked]))
            }
            notePartStates(part, number, &element, isToggle: part == toggle)
        }
        if element.labelSource == .none, !parts.parts.isEmpty {
            element.labelSource = merged.contains { nodes[$0].parent == nodes[index].parent } ? .neighbour : .children
        }
        element.label = parts.label
        if element.label.isEmpty, element.value == nil || element.role == .field, !element.actions.isEmpty,
            element.role != .list, element.role != .pager, LabelText.isName(element.resourceIDTail)
        {
            element.label = LabelText.folded(LabelText.words(ofIdentifier: element.resourceIDTail))
            if !element.label.isEmpty { element.labelSource = .resourceID }
        }
    }

    /// Parts that are out of sight count only where the whole element is.
    private func isSeen(_ part: Int, with index: Int) -> Bool {
        (!facts[part].isHidden || facts[index].isHidden)
            && (!facts[part].visible.isEmpty || facts[index].visible.isEmpty)
    }

    private func addPart(_ part: Int, to parts: inout LabelParts) -> Int {
        let first = parts.add(words[part].text)
        let second = parts.add(words[part].description)
        if first == 0, second == 0 { return parts.add(words[part].hint) }
        return max(first, second)
    }

    /// A merged node in another state than its element says so.
    private func notePartStates(_ part: Int, _ number: Int, _ element: inout Element, isToggle: Bool) {
        let flags = nodes[part].flags
        func note(_ word: String) { element.partStates.append(Element.PartState(part: number, word: word)) }
        if flags.contains(.enabled) == element.states.contains(.disabled) {
            note(flags.contains(.enabled) ? "enabled" : "disabled")
        }
        if flags.contains(.selected) != element.states.contains(.selected) {
            note(flags.contains(.selected) ? "selected" : "unselected")
        }
        if flags.contains(.focused) { note("focused") }
        if flags.contains(.checked), !isToggle { note("checked") }
    }

    // MARK: Place

    private func place(_ element: inout Element, index: Int) {
        let fact = facts[index]
        let aim = touch.aim(at: index)
        element.tapPoint = aim.point
        if fact.visible.isEmpty || fact.isHidden {
            element.states.insert(fact.isHidden && !fact.visible.isEmpty ? [.offscreen, .hidden] : .offscreen)
        } else if aim.isCovered, !element.actions.isEmpty {
            element.states.insert(.covered)
        }
    }
}
