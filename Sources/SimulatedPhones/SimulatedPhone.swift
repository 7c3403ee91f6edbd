/// A phone that exists as a value: apps declared in YAML, a state, and a clock of its own.
///
/// The screen is a function of declaration, state, scroll positions and time, so equal phones that are treated alike show
/// the same. Nothing here waits, reads files or asks the time: the owner says how much time went by. Gestures and keys
/// take effect at once and move no clock. Copies share what they have in common.
package struct SimulatedPhone: Sendable {
    package let profile: PhoneProfile
    /// Time since the phone was made; reboots do not turn it back.
    package internal(set) var uptime: Duration = .zero
    /// BCP 47 tags in the order of preference; an app shows the first that it has, and else its own language.
    package var languages: [String] = ["en"]
    package internal(set) var display: PhoneDisplay
    package var clipboard: String = ""
    /// False after POWER; a dark phone ignores touches.
    package internal(set) var isAwake = true
    /// Who is in front; the launcher when nothing else is.
    var foregroundPackage: String
    var tables: [SettingsTable: [String: String]] = [:]
    var methods: [InputMethod]

    /// A phone just booted, with the launcher in front, or an app where one is named and installed.
    package init(profile: PhoneProfile, apps: [AppDeclaration], languages: [String] = ["en"], startingIn app: String? = nil) {
        self.profile = profile
        self.languages = languages
        display = PhoneDisplay(physicalSize: profile.size, physicalDensity: profile.density)
        foregroundPackage = app ?? Self.launcher
        methods = []
    }

    /// The package of the home screen.
    package static let launcher = "com.google.android.apps.nexuslauncher"
}
