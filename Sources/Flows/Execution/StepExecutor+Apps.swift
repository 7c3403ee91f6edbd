internal import Devices
internal import Screens

extension StepExecutor {
    /// Launches an app by its package, or by the name a person knows it by.
    func launch(_ name: String, on before: ObservedScreen) async throws(StepError) -> StepOutcome {
        let package = try await package(of: name)
        try await call("launch \(package)") { device throws(DeviceError) in try await device.launch(package) }
        var outcome = try await outcome(.launchApp(package), before: before)
        var front: String? = outcome.after.screen.packageName
        if front != package {
            // A pop-up of another package may lie over the app.
            front = try await call("foreground app") { device throws(DeviceError) in
                try await device.foregroundApp()?.package
            }
        }
        if front != package {
            outcome.verification = .otherAppInFront(front)
        } else if outcome.verification == .unchanged {
            outcome.verification = .appInFront
        }
        return outcome
    }

    private func package(of name: String) async throws(StepError) -> String {
        let apps = try await call("list apps") { device throws(DeviceError) in try await device.apps() }
        switch AppName(name).matches(among: apps) {
        case let found where found.count == 1: return found[0].package
        case let found where found.count > 1:
            let names = found.prefix(5).map { "\($0.label ?? "?") (\($0.package))" }.joined(separator: ", ")
            throw StepError(.ambiguousApp, "several apps are called \"\(name)\": \(names)")
        default:
            // Some apps are not on the launcher, and yet start by their package.
            if let id = AppID(name) { return id.text }
            throw StepError(.noSuchApp, "no app is called \"\(name)\" on the device")
        }
    }
}

/// The name of an app as a person says it.
struct AppName {
    private let name: String
    private let key: String

    init(_ name: String) {
        self.name = name
        key = Self.key(name)
    }

    /// The apps that are meant: by package, else by the whole label, else by the label's beginning or a word of it, else
    /// by the package's last part, which real devices tell alone: whole, its end, or as AOSP names it.
    func matches(among apps: [InstalledApp]) -> [InstalledApp] {
        let tests: [(InstalledApp) -> Bool] = [
            { $0.package == name }, { Self.key($0.label ?? "") == key },
            { app in
                let label = Self.key(app.label ?? "")
                return !key.isEmpty && (label.hasPrefix(key + " ") || label.hasSuffix(" " + key))
            },
            { Self.lastPart($0) == key }, { key.count > 3 && Self.lastPart($0).hasSuffix(key) },
            { Self.partsInAOSP[key] == Self.lastPart($0) },
        ]
        guard !key.isEmpty else { return [] }
        return tests.lazy.map { test in apps.filter(test) }.first { !$0.isEmpty } ?? []
    }

    private static func lastPart(_ app: InstalledApp) -> String {
        app.package.split(separator: ".").last?.lowercased() ?? ""
    }

    /// Packages of AOSP's apps that do not end with the app's name.
    private static let partsInAOSP = ["messages": "messaging", "files": "documentsui", "phone": "dialer"]

    /// Lower case, white space folded, without the word that says it is an app.
    private static func key(_ text: String) -> String {
        var words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        if words.count > 1, let last = words.last, ["app", "application"].contains(last) { words.removeLast() }
        return words.joined(separator: " ")
    }
}

extension StepExecutor {
    /// Watches the screen until it shows the text, or without a text until it changes; at most so long.
    func wait(
        _ seconds: Double, until text: String?, _ step: FlowStep, from before: ObservedScreen
    ) async throws(StepError) -> StepOutcome {
        let watch = Stopwatch(clock)
        let limit = Duration.seconds(seconds)
        var after = before
        var isShown = text.map { Self.shows($0, after.screen) } ?? false
        while !isShown, watch.elapsed < limit {
            let started = watch.elapsed
            do {
                after = try await observe()
                isShown =
                    text.map { Self.shows($0, after.screen) } ?? !after.hierarchy.saysTheSame(as: before.hierarchy)
                if !isShown { try await settler.pause(until: min(started + Self.pace, limit), watch) }
            } catch {
                throw StepError(error)
            }
        }
        return outcome(
            step.action, before: before, after: after, warnings: text != nil && !isShown ? [.textNotShown] : [])
    }

    /// Whether an element of the screen says the text, in either case.
    private static func shows(_ text: String, _ screen: Screen) -> Bool {
        let wanted = text.lowercased()
        return screen.elements.contains {
            $0.label.lowercased().contains(wanted) || $0.value?.lowercased().contains(wanted) == true
        }
    }

    /// The least time between two looks.
    private static let pace = Duration.milliseconds(200)
}
