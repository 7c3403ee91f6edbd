package import Hierarchies
import JSON

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
    package var languages: [String] { didSet { listApps() } }
    package internal(set) var display: PhoneDisplay
    package var clipboard: String = ""
    /// False after POWER; a dark phone ignores touches.
    package internal(set) var isAwake = true
    /// What a toast says now; toasts are not in a dump.
    package var toast: String? { toastNow.flatMap { $0.until > milliseconds ? $0.text : nil } }

    var apps: [String: AppInstance] = [:]
    /// Who is in front; the launcher when nothing else is.
    var front: String = SimulatedPhone.launcher
    /// Packages that run, the one used last first.
    var recents: [String] = []
    /// Windows of the system, on top of everything.
    var systemOverlays: [Overlay] = []
    var focus: Focus?
    var isKeyboardUp = false
    var toastNow: (text: String, until: Int64)?
    var tables: [SettingsTable: [String: String]] = SimulatedPhone.factorySettings
    var methods: [InputMethod] = []
    var nextID = 1
    /// Actions that this gesture may still run.
    var steps = SimulatedPhone.stepLimit

    static let stepLimit = 1000
    static let stackLimit = 32

    /// The package of the home screen.
    package static let launcher = "com.google.android.apps.nexuslauncher"
    package static let stockKeyboard = "com.android.inputmethod.latin/.LatinIME"
    package static let adbKeyboard = "com.android.adbkeyboard/.AdbIME"

    /// A phone just booted, with the launcher in front, or an app where one is named and installed.
    package init(
        profile: PhoneProfile = .phone, apps: [AppDeclaration], languages: [String] = ["en"],
        startingIn app: String? = nil
    ) {
        self.profile = profile
        self.languages = languages
        display = PhoneDisplay(physicalSize: profile.size, physicalDensity: profile.density)
        methods = [InputMethod(id: Self.stockKeyboard, label: "Android Keyboard (AOSP)", isEnabled: true)]
        if profile.hasADBKeyboard {
            methods.append(InputMethod(id: Self.adbKeyboard, label: "ADB Keyboard", isEnabled: true))
        }
        for declaration in apps { self.apps[declaration.package] = AppInstance(declaration) }
        if let launcher = SystemApp.launcher { self.apps[Self.launcher] = AppInstance(launcher) }
        for (package, instance) in self.apps {
            for (key, binding) in instance.declaration.settings {
                // What the phone has set already wins over what a declaration begins with.
                if let text = tables[binding.table]?[binding.name], let value = instance.state[key] {
                    self.apps[package]?.state[key] = SettingBinding.value(of: text, like: value)
                } else if let value = instance.state[key] {
                    tables[binding.table, default: [:]][binding.name] = SettingBinding.text(of: value)
                }
            }
        }
        listApps()
        goHome()
        if let app { _ = launch(app) }
    }

    /// Milliseconds of uptime.
    var milliseconds: Int64 {
        let parts = uptime.components
        return parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000
    }

    mutating func newID() -> Int {
        nextID += 1
        return nextID
    }

    // MARK: Time and power

    /// Lets time go by: loading ends, toasts go, pop-ups come.
    package mutating func advance(by duration: Duration) {
        let end = uptime + max(duration, .zero)
        let limit = milliseconds(of: end)
        // A pop-up may set a timer itself, without end if it is so declared.
        for _ in 0..<1000 {
            guard let due = nextDue(before: limit) else { break }
            uptime = max(uptime, .milliseconds(due.time))
            steps = Self.stepLimit
            runTimer(of: due.package, due.entry)
        }
        uptime = end
        for (package, app) in apps {
            for index in app.stack.indices where (app.stack[index].snackbar?.until ?? .max) <= limit {
                apps[package]?.stack[index].snackbar = nil
            }
        }
    }

    private func milliseconds(of duration: Duration) -> Int64 {
        duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
    }

    private func nextDue(before limit: Int64) -> (time: Int64, package: String, entry: Int)? {
        var next: (time: Int64, package: String, entry: Int)?
        // By name, so that what is due at one time always comes in one order.
        for package in recents.sorted() {
            for entry in apps[package]?.stack ?? [] {
                for timer in entry.timers where timer.due <= limit && timer.due < next?.time ?? .max {
                    next = (timer.due, package, entry.id)
                }
            }
        }
        return next
    }

    private mutating func runTimer(of package: String, _ id: Int) {
        guard let place = apps[package]?.stack.firstIndex(where: { $0.id == id }),
            let timers = apps[package]?.stack[place].timers,
            let index = timers.indices.min(by: { timers[$0].due < timers[$1].due })
        else { return }
        apps[package]?.stack[place].timers.remove(at: index)
        var context = ActionContext(package: package, entry: id, record: timers[index].record)
        run(timers[index].actions, &context)
    }

    /// Ends every app and shows the launcher; states and settings stay.
    package mutating func reboot() {
        for package in apps.keys { apps[package]?.stack = [] }
        systemOverlays = []
        recents = []
        toastNow = nil
        clipboard = ""
        isAwake = true
        display.rotation = 0
        goHome()
    }

    /// False while something on the screen moves without end: a spinner, a running stopwatch.
    package var isIdle: Bool { !activeWindow().isMoving }

    // MARK: Display

    /// `wm size`, where nil resets.
    ///
    /// Sizes outside 200…10,000 pixels are left alone.
    package mutating func overrideSize(_ size: Size?) {
        if let size, !(200...10_000).contains(size.width) || !(200...10_000).contains(size.height) { return }
        display.overrideSize = size
    }

    /// `wm density`, where nil resets.
    ///
    /// Densities outside 72…1,000 are left alone, as Android does below 72.
    package mutating func overrideDensity(_ density: Int?) {
        if let density, !(72...1000).contains(density) { return }
        display.overrideDensity = density
    }

    /// 0…3 quarter turns; the layout reflows.
    package mutating func setRotation(_ rotation: Int) { display.rotation = rotation & 3 }
}
