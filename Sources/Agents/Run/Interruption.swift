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
        if isNewPackage, let asker = Self.asker(new) {
            sentence = asker
        } else if Self.hasOverlay(new), !Self.hasOverlay(old) {
            sentence = "a pop-up came up"
        } else if !launching, Self.isDialog(new), isNewPackage || !Self.isDialog(old) {
            // Of another app: a call, an alarm.
            sentence = "a dialog came up"
        } else {
            return nil
        }
    }

    /// nil unless what a run finds when it begins is a dialog, which may hide what it is about.
    init?(on first: Screen) {
        if let asker = Self.asker(first) {
            sentence = asker
        } else if Self.isDialog(first) {
            sentence = "a dialog came up"
        } else {
            return nil
        }
    }

    private static func asker(_ screen: Screen) -> String? {
        if askers.contains(where: { screen.packageName.hasSuffix($0) }) { return "a permission dialog came up" }
        if ["android", "com.android.systemui"].contains(screen.packageName) { return "a dialog of the system came up" }
        return nil
    }

    private static let askers = [".permissioncontroller", ".packageinstaller"]

    private static func hasOverlay(_ screen: Screen) -> Bool {
        screen.elements.contains { $0.window == .system && !$0.actions.isEmpty }
    }

    /// Whether little is shown, in the middle of the screen: a dialog's window is all that a dump then holds.
    private static func isDialog(_ new: Screen) -> Bool {
        let app = new.elements.filter { $0.window == .app }
        guard let first = app.first, app.contains(where: { $0.actions.contains(.tap) }) else { return false }
        let box = app.dropFirst().reduce(first.bounds) { $0.union($1.bounds) }
        return box.left > 0 && box.right < new.size.width && box.top * 5 > new.size.height
            && box.bottom < new.size.height && box.height * 4 < new.size.height * 3
    }
}
