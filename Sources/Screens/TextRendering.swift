internal import Hierarchies

/// The screen as a model reads it: one line an element, nothing said twice, no state that goes without saying.
///
///     com.android.settings
///     button1 Navigate up
///     2 Settings
///     field3:focused Search settings
///     row4* Network & internet | Wi-Fi, mobile
///     switch5:on Airplane mode
///     offscreen below 6-9: Battery | Storage | Sound | Display
///
/// A line that begins with a number is text; any other begins with the role and the id of something that reacts. States
/// follow as `:word`, `*` says that a long press does something too, `#name` is a developer's name for what has no
/// label, ` = ` comes before a field's text. The label is last and holds no line break, so that no text on a screen can
/// forge a role, a state or a line. What cannot be touched now, off-screen elements and system windows, is folded into
/// one line for each run of ids.
package struct TextRendering: ScreenRendering {
    package init() {}

    package func render(_ screen: Screen) -> String {
        var text = ""
        text.reserveCapacity(screen.elements.count * 32)
        text += screen.packageName.isEmpty ? screen.title ?? screen.format.rawValue : screen.packageName
        if screen.rotation != 0 { text += " rotated \(screen.rotation * 90)" }
        var rest = screen.elements[...]
        while let first = rest.first {
            text += "\n"
            let run: Int
            if let fold = Fold(of: first, in: screen.size) {
                run = rest.prefix { Fold(of: $0, in: screen.size) == fold }.count
                append(rest.prefix(run), folded: fold.words, to: &text)
            } else {
                run = rest.prefix { isTwin($0, of: first) }.count
                append(first, through: first.id + run - 1, to: &text)
            }
            rest = rest.dropFirst(run)
        }
        return text
    }

    /// Why an element shares its line with others.
    private enum Fold: Equatable {
        case window(WindowKind)
        case offscreen(String)
        case hidden

        init?(of element: Element, in size: Size) {
            if element.window != .app {
                self = .window(element.window)
            } else if element.states.contains(.offscreen) {
                let (box, center) = (element.bounds, element.bounds.center)
                if element.states.contains(.hidden) {
                    self = .hidden
                } else if box == .zero {
                    self = .offscreen("")
                } else if box.left >= size.width {
                    self = .offscreen(" right")
                } else if box.right <= 0 {
                    self = .offscreen(" left")
                } else if box.top >= size.height || center.y > size.height * 3 / 4 {
                    self = .offscreen(" below")
                } else if box.bottom <= 0 || center.y * 4 < size.height {
                    self = .offscreen(" above")
                } else {
                    self = .offscreen("")
                }
            } else {
                return nil
            }
        }

        var words: String {
            switch self {
            case .window(let kind): kind.rawValue
            case .offscreen(let side): "offscreen\(side)"
            case .hidden: "hidden"
            }
        }
    }

    /// Whether two neighbours would print the same line but for their ids, and show no text: the cells of a grid.
    private func isTwin(_ element: Element, of first: Element) -> Bool {
        if element.id == first.id { return true }
        let isNameless = first.labelSource == .none || first.labelSource == .resourceID
        return isNameless && first.value == nil && element.value == nil && element.labelSource == first.labelSource
            && element.role == first.role && element.resourceIDTail == first.resourceIDTail
            && element.actions == first.actions && element.states == first.states
            && element.partStates == first.partStates && element.window == first.window
    }

    private func append(_ element: Element, through last: Int, to text: inout String) {
        if element.role != .text { text += element.role.rawValue }
        text += String(element.id)
        if last > element.id { text += "-\(last)" }
        if element.actions.contains(.longPress) { text += "*" }
        for word in Self.stateWords(of: element) {
            text += ":"
            text += word
        }
        if element.labelSource == .resourceID {
            text += " #"
            // A name that a dump gives may hold anything; one that comes to nothing would have made no label.
            text += LabelText.folded(String(element.resourceIDTail))
        } else if !element.label.isEmpty {
            text += " "
            text += element.label
        }
        if let value = element.value {
            text += " = "
            text += value
        }
    }

    /// The states that the role does not already say, and the differing ones of merged parts (`2.disabled`).
    private static func stateWords(of element: Element) -> [String] {
        var words: [String] = []
        let states = element.states
        if !states.isEmpty {
            words =
                states.subtracting([.scrollsUp, .scrollsDown, .scrollsLeft, .scrollsRight, .offscreen, .hidden]).words
            let isScroller = element.role == .list || element.role == .pager
            if !isScroller, element.actions.contains(.scroll) { words.append("scrolls") }
            if element.role == .list, states.contains(.scrollsLeft) { words.append("sideways") }
            if element.role == .pager, states.contains(.scrollsUp) { words.append("upright") }
        }
        if element.actions.contains(.tap),
            [.list, .pager, .text, .heading, .image, .web, .group, .slider, .progress].contains(element.role)
        {
            words.append("tap")
        }
        for state in element.partStates {
            words.append(state.part > 0 ? "\(state.part).\(state.word)" : "in.\(state.word)")
        }
        return words
    }

    /// `keyboard 12-45: q w e r t y`: ids run in reading order; `*5` counts those that take a long press.
    private func append(_ elements: ArraySlice<Element>, folded name: String, to text: inout String) {
        guard let first = elements.first, let last = elements.last else { return }
        text += name
        text += first.id == last.id ? " \(first.id)" : " \(first.id)-\(last.id)"
        let pressable = elements.count { $0.actions.contains(.longPress) }
        if pressable > 0 { text += " *\(pressable)" }
        var parts = LabelParts()
        for element in elements {
            if element.labelSource != .resourceID { _ = parts.add(element.label) }
            if let value = element.value { _ = parts.add(value) }
            if element.role == .list || element.role == .pager { text += " \(element.id):list" }
            for word in Self.stateWords(of: element) { text += " \(element.id):\(word)" }
        }
        if parts.parts.isEmpty { return }
        let isShort = !parts.parts.contains { $0.utf8.contains(UInt8(ascii: " ")) }
        text += ": " + parts.parts.joined(separator: isShort ? " " : " | ")
    }
}
