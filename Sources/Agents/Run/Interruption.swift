import Hierarchies
import Screens

/// Something that the run did not ask for: a permission dialog, a crash notice, another app that came to the front.
///
/// The planner gets the screen as it is; this only says so in the history.
struct Interruption {
    let sentence: String

    /// nil when the screen follows from the last action as far as one can tell.
    init?(from old: Screen, to new: Screen, launching: Bool = false) {
        let isNewPackage = old.packageName != new.packageName
        if isNewPackage, Self.askers.contains(where: { new.packageName.hasSuffix($0) }) {
            sentence = "a permission dialog came up"
        } else if isNewPackage, ["android", "com.android.systemui"].contains(new.packageName) {
            sentence = "a dialog of the system came up"
        } else if Self.hasOverlay(new), !Self.hasOverlay(old) {
            sentence = "a pop-up came up"
        } else if !launching, Self.isDialog(new, over: old) {
            sentence = "a dialog came up"
        } else {
            return nil
        }
    }

    /// nil unless a dialog of the system is what a run finds when it begins.
    init?(on first: Screen) {
        if Self.askers.contains(where: { first.packageName.hasSuffix($0) }) {
            sentence = "a permission dialog came up"
        } else if ["android", "com.android.systemui"].contains(first.packageName) {
            sentence = "a dialog of the system came up"
        } else {
            return nil
        }
    }

    private static let askers = [".permissioncontroller", ".packageinstaller"]

    private static func hasOverlay(_ screen: Screen) -> Bool {
        screen.elements.contains { $0.window == .system && !$0.actions.isEmpty }
    }

    /// The same app shows far less, in the middle of the screen: a dialog's window is all that a dump then holds.
    private static func isDialog(_ new: Screen, over old: Screen) -> Bool {
        guard new.packageName == old.packageName else { return false }
        let app = new.elements.filter { $0.window == .app }
        guard let first = app.first, app.contains(where: { $0.actions.contains(.tap) }) else { return false }
        let box = app.dropFirst().reduce(first.bounds) { $0.union($1.bounds) }
        return box.left > 0 && box.right < new.size.width && box.top * 5 > new.size.height
            && box.bottom < new.size.height && box.height * 4 < new.size.height * 3
    }
}
