/// Whose a screen is, by its package.
package enum ScreenOwner: Sendable, Hashable {
    case launcher
    /// A permission dialog, which comes up by itself and cannot be launched.
    case permissions
    /// Another dialog of the system's, or nobody's.
    case system
    case app

    package init(_ package: String) {
        self =
            if package.contains("launcher") || package.contains("trebuchet") || package == "com.miui.home" {
                .launcher
            } else if package.hasSuffix(".permissioncontroller") || package.hasSuffix(".packageinstaller") {
                .permissions
            } else if ["", "android", "com.android.systemui"].contains(package) {
                .system
            } else {
                .app
            }
    }
}
