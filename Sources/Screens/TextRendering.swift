internal import Hierarchies

/// The screen as a model reads it: one line an element, nothing said twice, no state that goes without saying.
///
///     com.android.settings
///     button1 Navigate up
///     2 Settings
///     field3:focused Search settings
///     row4* Network & internet | Wi-Fi, mobile
///     switch5:on Airplane mode
///
/// A line that begins with a number is text; any other begins with the role and the id of something that reacts. States
/// follow as `:word`, `*` says that a long press does something too. The label comes last and holds no line break, so
/// that no text on a screen can forge a role, a state or a line. System windows are folded into one line each.
package struct TextRendering: ScreenRendering {
    package init() {}

    package func render(_ screen: Screen) -> String {
        var text = ""
        text.reserveCapacity(screen.elements.count * 32)
        text += screen.packageName.isEmpty ? screen.format.rawValue : screen.packageName
        if screen.rotation != 0 { text += " rotated \(screen.rotation * 90)" }
        var index = 0
        while index < screen.elements.count, screen.elements[index].window == .app {
            text += "\n"
            append(screen.elements[index], to: &text)
            index += 1
        }
        while index < screen.elements.count {
            let kind = screen.elements[index].window
            let end = screen.elements[index...].firstIndex { $0.window != kind } ?? screen.elements.count
            text += "\n"
            appendFolded(screen.elements[index..<end], kind, to: &text)
            index = end
        }
        return text
    }

    private func append(_ element: Element, to text: inout String) {
        if element.role != .text { text += element.role.rawValue }
        text += String(element.id)
        appendStates(of: element, to: &text)
        if element.labelSource == .resourceID {
            text += " #"
            text += element.resourceIDTail
        } else if !element.label.isEmpty {
            text += " "
            text += element.label
        }
        if let value = element.value {
            text += " = "
            text += value
        }
    }

    private func appendStates(of element: Element, to text: inout String) {
        if element.actions.contains(.longPress) { text += "*" }
        for word in Self.stateWords(of: element) {
            text += ":"
            text += word
        }
    }

    /// The states that the role does not already say, and the differing ones of merged parts (`2.disabled`).
    private static func stateWords(of element: Element) -> [String] {
        var words: [String] = []
        let states = element.states
        if !states.isEmpty {
            words = states.subtracting([.scrollsUp, .scrollsDown, .scrollsLeft, .scrollsRight]).words
            if element.role != .list, element.role != .pager, element.actions.contains(.scroll) { words.append("scrolls") }
            if element.role == .list, states.contains(.scrollsLeft) { words.append("sideways") }
            if element.role == .pager, states.contains(.scrollsUp) { words.append("upright") }
        }
        if element.actions.contains(.tap), [.list, .pager, .text, .image, .web, .group].contains(element.role) {
            words.append("tap")
        }
        for state in element.partStates { words.append(state.part > 0 ? "\(state.part).\(state.word)" : "in.\(state.word)") }
        return words
    }

    /// `keyboard 12-45: q w e r t y`: ids run in reading order.
    private func appendFolded(_ elements: ArraySlice<Element>, _ kind: WindowKind, to text: inout String) {
        guard let first = elements.first, let last = elements.last else { return }
        text += kind.rawValue
        text += first.id == last.id ? " \(first.id):" : " \(first.id)-\(last.id):"
        let pressable = elements.count { $0.actions.contains(.longPress) }
        if pressable > 0 { text += " *\(pressable)" }
        var parts = LabelParts()
        for element in elements {
            _ = parts.add(element.label)
            if let value = element.value { _ = parts.add(value) }
            for word in Self.stateWords(of: element) { text += " \(element.id):\(word)" }
        }
        let isShort = !parts.parts.contains { $0.utf8.contains(UInt8(ascii: " ")) }
        text += " " + parts.parts.joined(separator: isShort ? " " : " | ")
    }
}
