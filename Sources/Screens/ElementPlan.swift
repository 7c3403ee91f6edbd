internal import Hierarchies

/// Decides which nodes become elements and into which of them the other labels merge.
///
/// What reacts, scrolls or holds a value is an element. A label merges into the nearest thing around it that reacts, so
/// that a row reads as a person reads it; large areas that merely react do not swallow the page they hold. What is left
/// over and says something is a text; what says nothing vanishes.
struct ElementPlan {
    let survey: NodeSurvey
    private(set) var facts: [NodeFacts]
    private(set) var words: [NodeWords]
    private let nodes: [UINode]

    init(_ survey: NodeSurvey) {
        self.survey = survey
        facts = survey.facts
        words = survey.words
        nodes = survey.hierarchy.nodes
        silenceEchoes()
        for index in facts.indices { plan(index) }
        adoptNeighbours()
    }

    /// Empties the label of a container that only repeats what something in it says, as React Native and XCUITest do at
    /// every level of nesting.
    private mutating func silenceEchoes() {
        for index in facts.indices.reversed() {
            guard facts[index].isLabelled, facts[index].labelledBelow > 0, !facts[index].reacts,
                nodes[index].end - index < 200
            else { continue }
            let own = words[index].first
            guard words[index].description.isEmpty || words[index].description == own else { continue }
            let isEcho = (index + 1..<nodes[index].end).contains { below in
                facts[below].isLabelled && !facts[below].isHidden && words[below].first == own
            }
            guard isEcho else { continue }
            (words[index].text, words[index].description) = ("", "")
            facts[index].isLabelled = false
        }
    }

    private mutating func plan(_ index: Int) {
        let host = inheritedHost(of: index)
        // What reacts stays in reach of those who scroll to it; what only says something out of sight is not said.
        let isShown = facts[index].reacts || (!facts[index].isHidden && !facts[index].visible.isEmpty)
        guard isShown else {
            facts[index].host = host
            return
        }
        let fact = facts[index]
        if isElement(fact, nodes[index].flags, host: host) {
            facts[index].isElement = true
            facts[index].absorbs = absorbs(fact)
        } else {
            facts[index].host = host
            // Text that merges into nothing stands for itself.
            if host < 0, fact.isLabelled || saysState(nodes[index].flags) { facts[index].isElement = true }
        }
    }

    /// Where labels of a node's children go: into the parent if it absorbs; nowhere below an element that does not.
    private func inheritedHost(of index: Int) -> Int {
        let parent = nodes[index].parent
        guard parent >= 0 else { return -1 }
        if facts[parent].absorbs { return parent }
        return facts[parent].isElement && facts[parent].actions.contains(.scroll) ? -1 : facts[parent].host
    }

    private func isElement(_ fact: NodeFacts, _ flags: UINode.Flags, host: Int) -> Bool {
        if fact.reacts || fact.actions.contains(.scroll) { return true }
        switch fact.traits.role {
        case .slider, .progress: return true
        case .switch, .checkbox, .radio: return host < 0
        default: return flags.contains(.checkable) && host < 0
        }
    }

    private func absorbs(_ fact: NodeFacts) -> Bool {
        guard fact.reacts, !fact.actions.contains(.scroll), !fact.hasScroller else { return false }
        let isArea = fact.visible.area * 2 > survey.screen.area
        return !isArea || (fact.reactingBelow == 0 && fact.labelledBelow < 4)
    }

    /// A silent node in a state that is not the default speaks up.
    private func saysState(_ flags: UINode.Flags) -> Bool {
        !flags.contains(.enabled) || !flags.isDisjoint(with: .anyState)
    }

    // MARK: Names beside what they name

    /// Gives an unlabelled icon the caption below it, and a nameless field the label before it.
    private mutating func adoptNeighbours() {
        for index in facts.indices {
            let fact = facts[index]
            guard fact.isElement, fact.reacts, !fact.visible.isEmpty, words[index].hint.isEmpty,
                words[index].description.isEmpty, fact.isField || !fact.isLabelled
            else { continue }
            if fact.isField {
                if let label = caption(of: index, where: { isLabel($0, before: fact.visible) }) {
                    adopt(label, by: index)
                }
            } else if [.switch, .checkbox, .radio].contains(fact.traits.role) {
                let label = caption(of: index) { isNext($0, to: fact.visible) }
                if let label { adopt(label, by: index) }
            } else if fact.labelledBelow == 0, nodes[index].end == index + 1 {
                if let label = caption(of: index, where: { isCaption($0, below: fact.visible) }) {
                    adopt(label, by: index)
                } else {
                    adoptUnderlay(of: index)
                }
            }
        }
    }

    /// A pane of glass laid over texts to catch their taps takes them for its label.
    private mutating func adoptUnderlay(of index: Int) {
        let parent = nodes[index].parent
        guard parent >= 0, index - parent <= 12 else { return }
        let texts = (parent + 1..<index).filter { below in
            facts[below].isElement && facts[below].actions.isEmpty && !words[below].text.isEmpty
                && facts[index].visible.contains(facts[below].visible)
        }
        if texts.count <= 6 { for text in texts { adopt(text, by: index) } }
    }

    /// The only sibling text for which the condition holds, provided that it is free to be merged.
    private func caption(of index: Int, where condition: (Rect) -> Bool) -> Int? {
        let parent = nodes[index].parent
        guard parent >= 0, facts[parent].childCount <= 12 else { return nil }
        let siblings = survey.hierarchy.children(of: parent)
        let found = siblings.filter { sibling in
            let fact = facts[sibling]
            return fact.isElement && fact.actions.isEmpty && !words[sibling].text.isEmpty
                && nodes[sibling].end == sibling + 1
                && words[sibling].text.utf8.count <= 60 && condition(fact.visible)
        }
        return found.count == 1 ? found[0] : nil
    }

    private mutating func adopt(_ label: Int, by index: Int) {
        facts[label].isElement = false
        facts[label].host = index
    }

    private func isCaption(_ text: Rect, below icon: Rect) -> Bool {
        let center = icon.center.x
        return text.left <= center && center < text.right && text.top >= icon.center.y
            && text.top - icon.bottom < icon.height && text.width < icon.width * 4
    }

    /// Beside a toggle, on either side, and level with it.
    private func isNext(_ text: Rect, to toggle: Rect) -> Bool {
        let gap = max(text.left - toggle.right, toggle.left - text.right)
        return gap >= -toggle.width / 4 && gap < toggle.height && text.top < toggle.center.y
            && toggle.center.y < text.bottom
    }

    private func isLabel(_ text: Rect, before field: Rect) -> Bool {
        let isAbove =
            text.bottom <= field.top + text.height / 2 && field.top - text.bottom < text.height * 2
            && text.left < field.right && field.left < text.right
        let isBeside =
            text.right <= field.left + text.height && text.top < field.bottom && field.top < text.bottom
        return isAbove || isBeside
    }
}
