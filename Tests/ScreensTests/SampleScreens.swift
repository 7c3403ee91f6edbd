import Hierarchies
import Testing

@testable import Screens

extension Element {
    /// An element as the builder would make it, named by its own text unless told otherwise.
    init(
        _ role: Role, _ label: String = "", value: String? = nil, states: ElementStates = [],
        id resourceID: String = "",
        at bounds: Rect = Rect(left: 0, top: 0, right: 100, bottom: 100), source: LabelSource = .text,
        window: WindowKind = .app
    ) {
        self.init()
        self.role = role
        self.label = label
        labelSource = label.isEmpty ? .none : source
        self.value = value
        self.states = states
        self.resourceID = resourceID
        self.bounds = bounds
        self.window = window
        tapPoint = bounds.center
        actions =
            switch role {
            case .text, .heading, .image, .progress, .group: []
            case .field: [.tap, .type]
            case .list, .pager, .web: .scroll
            default: .tap
            }
    }
}

extension Rect {
    init(_ left: Int, _ top: Int, _ width: Int, _ height: Int) {
        self.init(left: left, top: top, right: left + width, bottom: top + height)
    }
}

extension Screen {
    /// A screen of those elements, numbered in their order.
    init(
        _ elements: [Element], title: String? = nil, package: String = "com.example.app",
        size: Size = Size(width: 1080, height: 2280), warnings: [RepairWarning] = []
    ) {
        self.init(
            format: .uiautomator, packageName: package, title: title, size: size, rotation: 0,
            elements: elements.enumerated().map { index, element in
                var element = element
                element.id = index + 1
                element.node = index
                return element
            }, warnings: warnings)
    }

    /// A settings page with everything a drawing has to cope with.
    static func settings(
        clock: String = "12:30", battery: String = "85%", unread: String = "Inbox, 3 unread", query: String? = nil,
        wifi: ElementStates = .off
    ) -> Screen {
        var elements = [
            Element(.button, "Navigate up", at: Rect(0, 84, 154, 154), source: .description),
            Element(.heading, "Network & internet", at: Rect(190, 100, 640, 120)),
            Element(.button, "More options", at: Rect(948, 84, 132, 154), source: .description),
            Element(
                .field, "Search settings", value: query, states: query == nil ? [] : .focused,
                id: "com.example.app:id/search", at: Rect(48, 260, 984, 130), source: .hint),
            Element(
                .list, states: [.scrollsDown, .scrollsUp], id: "com.example.app:id/list", at: Rect(0, 420, 1080, 1480)),
            Element(.row, "Internet Not connected", at: Rect(0, 420, 1080, 200)),
            Element(
                .switch, "Wi-Fi", states: wifi, id: "com.example.app:id/switch_widget", at: Rect(0, 620, 1080, 190)),
            Element(
                .switch, "Bluetooth", states: [.on, .disabled], id: "com.example.app:id/switch_widget",
                at: Rect(0, 810, 1080, 190)),
            Element(
                .checkbox, "Use mobile data when Wi-Fi is unavailable", states: .checked, at: Rect(0, 1000, 1080, 170)),
            Element(.radio, "Ask every time", states: .checked, at: Rect(0, 1170, 540, 130)),
            Element(.radio, "Never", at: Rect(540, 1170, 540, 130)),
            Element(
                .text, "Data used in the last 30 days counts towards your plan. Your carrier’s own count may differ.",
                at: Rect(60, 1310, 960, 130)),
            Element(.slider, "Volume", value: "40%", at: Rect(60, 1460, 960, 110)),
            Element(.image, "Signal map <1 & \"2\">", at: Rect(60, 1590, 420, 290), source: .description),
            Element(.button, "Try again", states: .covered, at: Rect(520, 1590, 240, 130)),
            Element(.link, "Подробнее о сети", at: Rect(520, 1750, 480, 110)),
            Element(.button, "Save", id: "com.example.app:id/save", at: Rect(800, 1590, 220, 130)),
            Element(.tab, "Home", states: .selected, at: Rect(0, 1930, 360, 200)),
            Element(.tab, unread, at: Rect(360, 1930, 360, 200)),
            Element(.tab, "設定とプライバシー", at: Rect(720, 1930, 360, 200)),
            Element(.text, "7", id: "com.example.app:id/badge", at: Rect(640, 1950, 40, 40)),
            Element(.row, "Airplane mode", states: .offscreen, at: Rect(0, 2300, 1080, 190)),
            Element(
                .row, "VPN and private networks that somebody has given a long name", states: .offscreen,
                at: Rect(0, 2490, 1080, 190)),
            Element(.text, clock, id: "com.android.systemui:id/clock", at: Rect(40, 10, 130, 60), window: .statusBar),
            Element(.image, "Battery \(battery)", at: Rect(960, 10, 80, 60), source: .description, window: .statusBar),
            Element(.button, "Back", at: Rect(180, 2140, 160, 140), source: .description, window: .navigationBar),
        ]
        elements[5].className = "android.widget.LinearLayout"
        return Screen(
            elements, title: "Network & internet",
            warnings: [RepairWarning(.trailingNoise, "left out 42 bytes after the document")])
    }
}

/// Stands in for the text rendering where a test is about something else.
struct HeadingsRendering: ScreenRendering {
    func render(_ screen: Screen) -> String { screen.elements.map(\.heading).joined(separator: "\n") }
}

extension Screen: CustomTestStringConvertible {
    /// Short, for the whole screen would fill the log.
    public var testDescription: String { "\(title ?? packageName), \(elements.count) elements" }
}
