import Hierarchies
import Screens
import Tools

/// The sort of element that an instruction names: "button", "picture", "field".
enum Kind: Sendable {
    case button, icon, image, text, field, toggle, tab, link, row, slider, dropdown

    /// The nouns of each kind.
    static let nouns: [String: Kind] = [
        "button": .button, "btn": .button, "key": .button, "icon": .icon, "symbol": .icon, "sign": .icon, "logo": .icon,
        "arrow": .icon, "dot": .icon, "image": .image, "picture": .image, "pic": .image,
        "photo": .image, "thumbnail": .image, "img": .image, "video": .image, "text": .text, "word": .text,
        "heading": .text, "title": .text, "paragraph": .text, "field": .field, "input": .field, "textbox": .field,
        "box": .field, "bar": .field, "checkbox": .toggle, "switch": .toggle, "toggle": .toggle, "radio": .toggle,
        "tick": .toggle, "tab": .tab, "link": .link, "row": .row, "item": .row, "slider": .slider,
        "dropdown": .dropdown, "spinner": .dropdown, "按钮": .button, "图标": .icon, "图片": .image, "开关": .toggle,
        "输入框": .field,
    ]

    /// Words of identifiers of pictures that stand for a toggle.
    private static let toggleWords: Set = ["check", "switch", "toggle", "tick", "select", "checkbox", "radio"]

    /// How well an element is of this kind, 0…1.
    func fit(_ element: Element, on size: Size) -> Double {
        let name = element.className.split(separator: ".").last.map { $0.lowercased() } ?? ""
        let isPicture = element.role == .image || name.contains("image") || name.contains("icon")
        let hasText = [.text, .hint, .children].contains(element.labelSource) || element.value != nil
        let share = Double(element.bounds.area) / Double(max(size.width * size.height, 1))
        switch self {
        case .button:
            let isButton = element.role == .button || element.role == .tab || element.role == .link
            return name.contains("button") ? 1 : isButton ? 0.8 : element.actions.contains(.tap) ? 0.4 : 0
        case .icon:
            let drawn = isPicture ? 1 : hasText ? 0.1 : element.role == .button ? 0.6 : 0.3
            return drawn * (share < 0.02 ? 1 : share < 0.06 ? 0.8 : 0.5)
        case .image:
            let drawn = isPicture ? (name.contains("button") ? 0.65 : 1) : hasText ? 0.1 : 0.3
            return drawn * (share > 0.015 && share < 0.6 ? 1 : share > 0.005 ? 0.85 : 0.7)
        case .text:
            guard hasText else { return element.label.isEmpty ? 0 : 0.2 }
            return element.role == .text || element.role == .heading || name.contains("text") ? 1 : 0.7
        case .field: return element.role == .field ? 1 : element.actions.contains(.type) ? 1 : 0
        case .toggle:
            if [.checkbox, .switch, .radio].contains(element.role) { return 1 }
            let isDrawnToggle = Terms.of(element.resourceIDTail).contains(where: Self.toggleWords.contains)
            return isDrawnToggle && !hasText ? 0.7 : 0
        case .tab: return element.role == .tab ? 1 : name.contains("tab") ? 0.8 : 0
        case .link: return element.role == .link ? 1 : 0
        case .row: return element.role == .row ? 1 : 0.3
        case .slider: return element.role == .slider ? 1 : 0
        case .dropdown: return element.role == .dropdown ? 1 : 0
        }
    }
}
