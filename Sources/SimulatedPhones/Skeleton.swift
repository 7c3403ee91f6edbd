package import Hierarchies
package import JSON

// MARK: Time and power
extension SimulatedPhone {
    /// Lets time go by: loading ends, toasts go, pop-ups come.
    package mutating func advance(by duration: Duration) { uptime += duration }
    /// Ends every app and shows the launcher; states and settings stay.
    package mutating func reboot() {}
    /// False while something on the screen moves without end: a spinner, a running stopwatch.
    package var isIdle: Bool { true }
}

// MARK: Touch; points are in the display's current rotation
extension SimulatedPhone {
    package mutating func tap(_ point: Point) {}
    package mutating func longPress(_ point: Point) {}
    /// Moves a finger; one that hardly moves taps, or long-presses when it stays for half a second.
    package mutating func swipe(from start: Point, to end: Point, duration: Duration) {}
}

// MARK: Keys and text
extension SimulatedPhone {
    /// Presses a key by AOSP's name, with or without `KEYCODE_`, or by number.
    package mutating func press(_ keyCode: String, isLong: Bool = false) throws(PhoneError) {}
    /// What `input text` injects: the characters that a key map can carry; throws before anything is typed otherwise.
    package mutating func inputText(_ text: String) throws(PhoneError) {}
    /// What an input method commits into the focused field: any Unicode. Nothing happens without a focused field.
    package mutating func commitText(_ text: String) {}
    package var focusedField: FocusedField? { nil }
    package var isKeyboardShown: Bool { false }
    package var inputMethods: [InputMethod] { methods }
    package var defaultInputMethod: String { "" }
    package mutating func setDefaultInputMethod(_ id: String) throws(PhoneError) {}
    package mutating func setInputMethod(_ id: String, enabled: Bool) throws(PhoneError) {}
    /// Delivers a broadcast; true when somebody received it (the ADB keyboard, when it is the default input method).
    package mutating func broadcast(_ action: String, extras: [String: String]) -> Bool { false }
}

// MARK: Display
extension SimulatedPhone {
    /// `wm size`; nil resets.
    package mutating func overrideSize(_ size: Size?) { display.overrideSize = size }
    /// `wm density`; nil resets.
    package mutating func overrideDensity(_ density: Int?) { display.overrideDensity = density }
    /// 0…3 quarter turns; the layout reflows.
    package mutating func setRotation(_ rotation: Int) { display.rotation = rotation & 3 }
    /// What `uiautomator dump` writes about the active window.
    package func hierarchyXML(compressed: Bool = false) -> String { "" }
    /// A PNG file in the current rotation.
    package func screenshot() -> [UInt8] { [] }
}

// MARK: Packages
extension SimulatedPhone {
    /// Every installed app, the launcher included, sorted by package.
    package var packages: [InstalledPackage] { [] }
    /// Starts an app's main activity, or a named one (full, or shortened as `.Settings`).
    package mutating func launch(_ package: String, activity: String? = nil) -> LaunchOutcome { .noSuchPackage }
    /// Starts whatever takes an intent action, such as `android.settings.WIFI_SETTINGS`, of any app or of one.
    package mutating func launch(action: String, package: String? = nil) -> LaunchOutcome { .noHandler }
    /// Ends the app's process and forgets its screens; its state stays. False when no such app is installed.
    @discardableResult package mutating func forceStop(_ package: String) -> Bool { false }
    /// Also resets the app's state and permissions.
    @discardableResult package mutating func clearData(_ package: String) -> Bool { false }
    package func isRunning(_ package: String) -> Bool { false }
    package mutating func setPermission(_ permission: String, of package: String, granted: Bool) throws(PhoneError) {}
    /// nil while the phone is dark.
    package var foreground: ForegroundActivity? { nil }
    /// The tasks that run, the foreground first: what `dumpsys activity activities` lists.
    package var runningActivities: [ForegroundActivity] { [] }
    package mutating func goHome() {}
}

// MARK: Settings
extension SimulatedPhone {
    package func setting(_ name: String, in table: SettingsTable) -> String? { tables[table]?[name] }
    /// Sets; a state that an app binds to the setting follows.
    package mutating func putSetting(_ name: String, _ value: String, in table: SettingsTable) {}
    /// False when it was not set.
    @discardableResult package mutating func deleteSetting(_ name: String, in table: SettingsTable) -> Bool { false }
    /// Sorted by name.
    package func settings(in table: SettingsTable) -> [(name: String, value: String)] { [] }
}

// MARK: For whoever checks a task
extension SimulatedPhone {
    /// `{"uptime_ms","foreground":{"package","activity","screen"},"apps":{package:{"state","running","permissions"}},
    /// "settings":{"system","secure","global"},"clipboard","keyboard_shown","windows":[…]}`.
    package var state: JSONValue { [:] }
    /// Takes back the apps' states, permissions and the settings of a `state`; unknown apps and keys are left out.
    package mutating func restore(_ state: JSONValue) {}
    package mutating func setState(_ package: String, _ key: String, _ value: JSONValue) throws(PhoneError) {}
    /// Puts something of the system on top; BACK or one of its buttons takes it away.
    package mutating func interrupt(with interruption: Interruption) {}
}
