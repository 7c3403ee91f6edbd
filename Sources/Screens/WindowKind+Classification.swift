internal import Hierarchies

extension WindowKind {
    /// The kind of a window, or of a subtree of another package, by its stated type, whose it is and where it lies.
    ///
    /// SystemUI draws thin bars, which are folded, but also the notification shade and the lock screen, which are what
    /// the user is looking at. Types are those of `AccessibilityWindowInfo`, as number or as name.
    init(of node: borrowing UINode, screen: Rect) {
        self = .app
        if !node.extras.isEmpty, let type = node.extra(.windowType)?.lowercased() {
            switch type {
            case "2", "input_method": self = .keyboard
            case "4", "accessibility_overlay", "5", "split_screen_divider", "6", "magnification_overlay": self = .system
            default: break
            }
        }
        if self != .app { return }
        if Self.isKeyboard(node.packageName) {
            self = .keyboard
        } else if node.packageName == "com.android.systemui", !screen.isEmpty {
            let bounds = node.bounds
            let isThin = bounds.height * 8 < screen.height || bounds.width * 8 < screen.width
            let isAtTop = bounds.top * 2 < screen.bottom && bounds.height < bounds.width
            if isThin { self = isAtTop ? .statusBar : .navigationBar }
        }
    }

    /// Input method packages: Google's, AOSP's, and vendors' by the words they use.
    private static func isKeyboard(_ package: String) -> Bool {
        guard !package.isEmpty else { return false }
        if let known = knownKeyboards.first(where: { package.hasPrefix($0) }) { return !known.isEmpty }
        return package.hasSuffix(".ime") || package.contains("inputmethod") || package.contains(".keyboard")
    }

    private static let knownKeyboards = [
        "com.google.android.inputmethod", "com.android.inputmethod", "com.samsung.android.honeyboard",
        "com.touchtype.swiftkey", "com.sec.android.inputmethod", "com.sohu.inputmethod", "com.iflytek.inputmethod",
        "com.baidu.input", "com.tencent.qqpinyin",
    ]
}
