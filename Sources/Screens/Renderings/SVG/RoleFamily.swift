/// The roles that the drawing shows in one colour.
enum RoleFamily: String, CaseIterable {
    case action = "tap"
    case input = "fill in"
    case toggle = "toggle"
    case content = "read"
    case container = "scroll or hold"

    init(_ role: Role) {
        switch role {
        case .button, .link, .row, .tab, .key: self = .action
        case .field, .dropdown, .slider: self = .input
        case .checkbox, .radio, .switch: self = .toggle
        case .text, .heading, .image, .progress: self = .content
        case .list, .pager, .web, .group: self = .container
        }
    }

    /// Name of the style class.
    var style: String {
        switch self {
        case .action: "a"
        case .input: "i"
        case .toggle: "t"
        case .content: "c"
        case .container: "k"
        }
    }

    /// Dark enough for white figures on it (contrast of 4.5 to 1 and more, WCAG 2.1 AA).
    var ink: String {
        switch self {
        case .action: "#1d5fd6"
        case .input: "#8b2fc9"
        case .toggle: "#0b7a55"
        case .content: "#5b677a"
        case .container: "#b4530a"
        }
    }

    var tint: String {
        switch self {
        case .action: "#e8f0fe"
        case .input: "#f6ecfd"
        case .toggle: "#e3f5ee"
        case .content: "#f5f6f8"
        case .container: "#fffaf3"
        }
    }
}
