internal import Hierarchies

extension WindowKind {
    /// The kind of a window, or of a subtree of another package, by whose it is and where it lies.
    ///
    /// SystemUI draws thin bars, which are folded, but also the notification shade and the lock screen, which are what
    /// the user is looking at.
    init(package: String, bounds: Rect, screen: Rect) {
        self = .app
        if Self.isKeyboard(package) {
            self = .keyboard
        } else if package == "com.android.systemui", !screen.isEmpty {
            let isThin = bounds.height * 8 < screen.height || bounds.width * 8 < screen.width
            if isThin {
                self = bounds.top * 2 < screen.bottom && bounds.height < bounds.width ? .statusBar : .navigationBar
            }
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
