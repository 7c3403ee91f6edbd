import Hierarchies

extension SimulatedPhone {
    /// What `uiautomator dump` writes about the active window: one line, attributes in AOSP's order.
    ///
    /// A compressed one leaves out the views that mean nothing to accessibility, as `--compressed` does.
    package func hierarchyXML(compressed: Bool = false) -> String { xml(of: activeWindow(), isCompressed: compressed) }

    /// The same, laid out once only; nil while the window moves.
    func idleHierarchyXML() -> String? {
        let window = activeWindow()
        return window.isMoving ? nil : xml(of: window, isCompressed: false)
    }

    private func xml(of window: Window, isCompressed: Bool) -> String {
        var writer = HierarchyWriter(
            window: window, showsHintAsText: profile.showsHintAsText, isCompressed: isCompressed)
        return writer.write(rotation: display.rotation)
    }
}

/// Writes a window as AccessibilityNodeInfoDumper does.
private struct HierarchyWriter {
    let window: Window
    let showsHintAsText: Bool
    let isCompressed: Bool
    var xml: [UInt8] = []

    init(window: Window, showsHintAsText: Bool, isCompressed: Bool) {
        self.window = window
        self.showsHintAsText = showsHintAsText
        self.isCompressed = isCompressed
        xml.reserveCapacity(window.views.count * 420 + 200)
    }

    mutating func write(rotation: Int) -> String {
        put("<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation=\"\(rotation)\">")
        var position = 0
        writeChildren(0..<window.views.count, &position)
        put("</hierarchy>")
        return String(decoding: xml, as: UTF8.self)
    }

    private mutating func put(_ text: String) { xml.append(contentsOf: text.utf8) }

    private mutating func writeChildren(_ range: Range<Int>, _ position: inout Int) {
        var index = range.lowerBound
        while index < range.upperBound {
            let view = window.views[index]
            let end = max(view.end, index + 1)
            if isCompressed, index > 0, isUnimportant(view) {
                // Its children take its place.
                writeChildren(index + 1..<end, &position)
            } else {
                write(view, index, end, position)
                position += 1
            }
            index = end
        }
    }

    private func isUnimportant(_ view: View) -> Bool {
        view.text.isEmpty && view.description.isEmpty && view.hint.isEmpty && view.flags.contains(.decorative)
            || view.text.isEmpty && view.description.isEmpty
                && view.flags.isDisjoint(with: [.clickable, .longClickable, .focusable, .scrollable, .checkable])
                && view.paint != .icon && view.paint != .picture && view.paint != .bar
    }

    private mutating func write(_ view: View, _ index: Int, _ end: Int, _ position: Int) {
        let flags = view.flags
        func flag(_ name: StaticString, _ value: Bool) { put(value ? " \(name)=\"true\"" : " \(name)=\"false\"") }
        put("<node")
        if isNAF(view, index, end) { put(" NAF=\"true\"") }
        put(" index=\"\(position)\" text=\"")
        putEscaped(view.text.isEmpty && showsHintAsText ? view.hint : view.text)
        put("\" resource-id=\"")
        putEscaped(view.id)
        put("\" class=\"")
        putEscaped(view.className)
        put("\" package=\"")
        putEscaped(window.package)
        put("\" content-desc=\"")
        putEscaped(view.description)
        put("\"")
        flag("checkable", flags.contains(.checkable))
        flag("checked", flags.contains(.checked))
        flag("clickable", flags.contains(.clickable))
        flag("enabled", !flags.contains(.disabled))
        flag("focusable", flags.contains(.focusable))
        flag("focused", flags.contains(.focused))
        flag("scrollable", flags.contains(.scrollable))
        flag("long-clickable", flags.contains(.longClickable))
        flag("password", flags.contains(.password))
        flag("selected", flags.contains(.selected))
        if !showsHintAsText, !view.hint.isEmpty {
            put(" hint=\"")
            putEscaped(view.hint)
            put("\"")
        }
        let bounds = view.bounds
        put(" bounds=\"[\(bounds.left),\(bounds.top)][\(bounds.right),\(bounds.bottom)]\"")
        guard end > index + 1 else { return put(" />") }
        put(">")
        var inner = 0
        writeChildren(index + 1..<end, &inner)
        put("</node>")
    }

    /// Not accessibility friendly: clickable and enabled, without a word in itself or below.
    private func isNAF(_ view: View, _ index: Int, _ end: Int) -> Bool {
        guard view.flags.contains(.clickable), !view.flags.contains(.disabled),
            !view.className.hasSuffix("GridView"), !view.className.hasSuffix("ListView")
        else { return false }
        return window.views[index..<end].allSatisfy {
            $0.text.isEmpty && $0.description.isEmpty && ($0.hint.isEmpty || !showsHintAsText)
        }
    }

    /// Escapes as KXmlSerializer does; what the dumper takes for invalid becomes a dot.
    private mutating func putEscaped(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: put("&amp;")
            case 0x3C: put("&lt;")
            case 0x3E: put("&gt;")
            case 0x22: put("&quot;")
            case 0x09, 0x0A, 0x0D: put("&#\(scalar.value);")
            case 0x00...0x1F, 0x7F...0x84, 0x86...0x9F, 0xFDD0...0xFDDF, 0xFFFE, 0xFFFF: xml.append(0x2E)
            case 0x20...0x7E: xml.append(UInt8(truncatingIfNeeded: scalar.value))
            case 0x10000...: put("&#\(scalar.value);")
            default: put(String(Character(scalar)))
            }
        }
    }
}
