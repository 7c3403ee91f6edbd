package import Hierarchies

/// `android.provider.Settings`' three tables.
package enum SettingsTable: String, Sendable, CaseIterable { case system, secure, global }

/// The display as it is, and as it is made.
package struct PhoneDisplay: Sendable, Hashable {
    /// Pixels in the natural rotation, as built.
    package var physicalSize: Size
    package var physicalDensity: Int
    /// Set by `wm size`; in the natural rotation.
    package var overrideSize: Size?
    /// Set by `wm density`.
    package var overrideDensity: Int?
    /// 0…3, in quarter turns.
    package var rotation = 0

    /// Pixels in the current rotation.
    package var size: Size {
        let natural = overrideSize ?? physicalSize
        return rotation % 2 == 0 ? natural : Size(width: natural.height, height: natural.width)
    }

    package var density: Int { overrideDensity ?? physicalDensity }
}

/// An app as the package manager knows it.
package struct InstalledPackage: Sendable, Hashable {
    package var package: String
    /// The app's name in the phone's language.
    package var label: String
    /// The launcher activity with its full class name: `com.android.settings.Settings`.
    package var mainActivity: String
    /// Every activity's full class name, the main one first.
    package var activities: [String]
    /// Runtime permissions that the app asks for, and whether each is granted.
    package var permissions: [String: Bool]
    package var versionName: String
    package var isSystem: Bool
}

/// What is in front.
package struct ForegroundActivity: Sendable, Hashable {
    package var package: String
    /// With its full class name.
    package var activity: String
    /// `package/activity`, shortened as `dumpsys` prints it: `com.android.settings/.Settings`.
    package var component: String {
        package + "/" + (activity.hasPrefix(package + ".") ? String(activity.dropFirst(package.count)) : activity)
    }
}

/// How `am start` ends.
package enum LaunchOutcome: Sendable, Hashable {
    /// A new task, or a new activity in it.
    case started(ForegroundActivity)
    /// The task ran already and came to the front as it was.
    case broughtToFront(ForegroundActivity)
    case noSuchPackage
    case noSuchActivity
    /// No activity takes that intent.
    case noHandler
}

/// A keyboard that is installed.
package struct InputMethod: Sendable, Hashable {
    /// `com.android.inputmethod.latin/.LatinIME`.
    package var id: String
    package var label: String
    package var isEnabled: Bool
}

/// The field that takes what is typed.
package struct FocusedField: Sendable, Hashable {
    package var package: String
    package var resourceID: String
    /// What it holds; of a password field too, so it must not be printed.
    package var text: String
    package var isPassword: Bool
    package var isMultiline: Bool
}

/// Something that takes the screen from the app.
package enum Interruption: Sendable, Hashable {
    case lowBattery
    /// "App isn't responding", of the app in front.
    case notResponding
    /// "App keeps stopping", of the app in front, which is gone then.
    case crashed
    /// "Allow App to …?", of the app in front.
    case permission(what: String)
    case incomingCall(name: String)
    /// A dialog of the system with that title, message and buttons, all of which close it.
    case notice(title: String, message: String, buttons: [String])
}
