package import Devices

extension ADBDevice {
    package func foregroundApp() async throws(DeviceError) -> ForegroundApp? {
        // The whole report is hundreds of kilobytes; grep on the device keeps it there.
        let text = try await output(
            of: "dumpsys window | grep -E 'mCurrentFocus|mFocusedApp' || dumpsys activity activities"
                + " | grep -E 'mResumedActivity|topResumedActivity' || true")
        return DeviceReports.foreground(text)
    }

    package func launch(_ package: String) async throws(DeviceError) {
        let app = ShellQuoting.quoted(package)
        let resolve =
            "cmd package resolve-activity --brief -a android.intent.action.MAIN"
            + " -c android.intent.category.LAUNCHER \(app)"
        let answer = try await shell.run(resolve, within: limits.command, label: resolve)
        if let component = DeviceReports.components(answer.text).first(where: { $0.package == package }) {
            try await start("am start -W -n \(ShellQuoting.quoted(component.activity))", package)
        } else {
            // Before `cmd package` the monkey was the way to find an app's launcher activity.
            try await start("monkey -p \(app) -c android.intent.category.LAUNCHER 1", package)
        }
    }

    private func start(_ command: String, _ package: String) async throws(DeviceError) {
        let result = try await shell.run(command, within: limits.launch, label: command)
        let said = result.text + "\n" + result.errorText
        if said.contains("No activities found") || said.contains("does not exist") || said.contains("unable to resolve")
        {
            throw DeviceError(
                .noSuchApp, "there is no app \(package) that can be launched", serial: serial, service: command)
        }
        let complaint = DeviceReports.complaint(result.errorText) ?? DeviceReports.complaint(result.text)
        if let complaint { throw DeviceError(.commandFailed, complaint, serial: serial, service: command) }
        if let code = result.exitCode, code != 0 {
            throw DeviceError(.commandFailed, "exit code \(code)", serial: serial, service: command)
        }
    }

    package func stop(_ package: String) async throws(DeviceError) {
        try await perform("am force-stop \(ShellQuoting.quoted(package))")
    }

    package func clear(_ package: String) async throws(DeviceError) {
        let command = "pm clear \(ShellQuoting.quoted(package))"
        let result = try await shell.run(command, within: limits.command, label: command)
        guard result.text.contains("Success") else {
            let said = DeviceReports.firstLine(result.text, or: result.errorText)
            // It says "Failed" and no more of an app that is not there.
            let exists = try await apps().contains { $0.package == package }
            throw DeviceError(
                exists ? .commandFailed : .noSuchApp,
                exists ? "the data of \(package) could not be cleared: \(said)" : "there is no app \(package)",
                serial: serial, service: command)
        }
    }

    package func apps() async throws(DeviceError) -> [InstalledApp] {
        let command =
            "cmd package query-activities --brief -a android.intent.action.MAIN"
            + " -c android.intent.category.LAUNCHER"
        let modern = try await shell.run(command, within: limits.command, label: command)
        let packages = DeviceReports.components(modern.text).map(\.package)
        if !packages.isEmpty { return Set(packages).sorted().map { InstalledApp(package: $0) } }
        let listed = DeviceReports.lines(try await output(of: "pm list packages"))
        return listed.compactMap { $0.hasPrefix("package:") ? String($0.dropFirst(8)) : nil }.sorted()
            .map { InstalledApp(package: $0) }
    }
}
