import JSON

extension SimulatedPhone {
    /// Every installed app, the launcher included, sorted by package.
    package var packages: [InstalledPackage] {
        apps.keys.sorted().compactMap { package in
            guard let app = apps[package], let main = app.declaration.activities.first else { return nil }
            let isSystem = app.declaration.isSystem || package.hasPrefix("com.android.")
            return InstalledPackage(
                package: package, label: label(of: app), mainActivity: main, activities: app.declaration.activities,
                permissions: app.permissions, versionName: app.declaration.version, isSystem: isSystem)
        }
    }

    func label(of app: AppInstance) -> String {
        let language = app.declaration.language(preferring: languages)
        let label = app.declaration.label
        return app.declaration.translations[language]?[label]?.source ?? label
    }

    /// Tells the launcher what there is to launch.
    mutating func listApps() {
        let shown = apps.values.filter { !$0.declaration.isSystem }.map { (label(of: $0), $0.declaration.package) }
            .sorted { $0 < $1 }
        apps[Self.launcher]?.state["apps"] =
            JSONValue.array(
                shown.map { ["label": .string($0.0), "package": .string($0.1)] }
            ).numbered
    }

    /// Starts an app's main activity, or a named one (full, or shortened as `.Settings`).
    ///
    /// The task of a running app comes to the front as it was; a named activity other than the one in front of it opens on
    /// top.
    package mutating func launch(_ package: String, activity: String? = nil) -> LaunchOutcome {
        guard let app = apps[package] else { return .noSuchPackage }
        let declared = app.declaration
        var screen = declared.main
        if let activity {
            let full = activity.hasPrefix(".") ? package + activity : activity
            if declared.screens[declared.main]?.activity != full {
                guard let found = declared.screenNames.first(where: { declared.screens[$0]?.activity == full }) else {
                    return .noSuchActivity
                }
                screen = found
            }
        }
        return show(screen, of: package, isMain: screen == declared.main)
    }

    /// Starts whatever takes an intent action, such as `android.settings.WIFI_SETTINGS`, of any app or of one.
    package mutating func launch(action: String, package: String? = nil) -> LaunchOutcome {
        if let package, apps[package] == nil { return .noSuchPackage }
        for (name, app) in apps.sorted(by: { $0.key < $1.key }) where package == nil || name == package {
            if let screen = app.declaration.intents[action] {
                return show(screen, of: name, isMain: screen == app.declaration.main)
            }
        }
        if let package, action == "android.intent.action.MAIN" { return launch(package) }
        return .noHandler
    }

    private mutating func show(_ screen: String, of package: String, isMain: Bool) -> LaunchOutcome {
        let isRunning = isRunning(package)
        bringToFront(package)
        if !isRunning || !isMain && frontEntry?.name != screen {
            openScreen(screen, of: package, record: nil)
        }
        guard let foreground else { return .noSuchActivity }
        return isRunning && (isMain || frontEntry?.name == screen) ? .broughtToFront(foreground) : .started(foreground)
    }

    private mutating func bringToFront(_ package: String) {
        loseFocus()
        front = package
        isAwake = true
        recents.removeAll { $0 == package }
        recents.insert(package, at: 0)
    }

    /// Ends the app's process and forgets its screens; its state stays.
    ///
    /// False when no such app is installed.
    @discardableResult package mutating func forceStop(_ package: String) -> Bool {
        guard apps[package] != nil else { return false }
        guard package != Self.launcher else { return true }
        apps[package]?.stack = []
        recents.removeAll { $0 == package }
        if front == package { goHome() }
        return true
    }

    /// Also resets the app's state and permissions.
    ///
    /// A setting that it is bound to stays: it is the phone's.
    @discardableResult package mutating func clearData(_ package: String) -> Bool {
        guard forceStop(package) else { return false }
        guard package != Self.launcher else { return true }
        apps[package]?.clear()
        for (key, binding) in apps[package]?.declaration.settings ?? [:] {
            if let text = setting(binding.name, in: binding.table), let value = apps[package]?.state[key] {
                apps[package]?.state[key] = SettingBinding.value(of: text, like: value)
            }
        }
        return true
    }

    package func isRunning(_ package: String) -> Bool { apps[package]?.stack.isEmpty == false }

    /// `pm grant` and `pm revoke`.
    package mutating func setPermission(_ permission: String, of package: String, granted: Bool) throws(PhoneError) {
        guard let app = apps[package] else { throw PhoneError(.noSuchPackage, "Unknown package: \(package)") }
        guard app.permissions[permission] != nil else {
            throw PhoneError(.badValue, "Package \(package) has not requested permission \(permission)")
        }
        apps[package]?.permissions[permission] = granted
    }

    /// nil while the phone is dark.
    package var foreground: ForegroundActivity? {
        guard isAwake, let entry = frontEntry else { return nil }
        if let overlay = activeOverlay, case .permission = overlay.kind {
            return ForegroundActivity(
                package: "com.android.permissioncontroller",
                activity: "com.android.permissioncontroller.permission.ui.GrantPermissionsActivity")
        }
        return ForegroundActivity(
            package: front, activity: apps[front]?.declaration.screens[entry.name]?.activity ?? "")
    }

    /// The tasks that run, the foreground first: what `dumpsys activity activities` lists.
    package var runningActivities: [ForegroundActivity] {
        recents.compactMap { package in
            guard let app = apps[package], let entry = app.stack.last else { return nil }
            return ForegroundActivity(package: package, activity: app.declaration.screens[entry.name]?.activity ?? "")
        }
    }

    package mutating func goHome() {
        systemOverlays = []
        bringToFront(Self.launcher)
        apps[Self.launcher]?.stack = []
        openScreen("home", of: Self.launcher, record: nil)
    }

    /// The overview of what ran last.
    mutating func showRecents() {
        let shown = recents.filter { $0 != Self.launcher }.compactMap { package in
            apps[package].map { app -> JSONValue in
                ["label": .string(label(of: app)), "package": .string(package)]
            }
        }
        goHome()
        apps[Self.launcher]?.state["recents"] = JSONValue.array(shown).numbered
        openScreen("recents", of: Self.launcher, record: nil)
    }
}
