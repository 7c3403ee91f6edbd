/// What a shell remembers from one command to the next.
package struct ShellEnvironment: Sendable {
    package var variables: [String: String] = [
        "PATH": "/product/bin:/apex/com.android.runtime/bin:/system/bin:/vendor/bin", "HOME": "/",
        "SHELL": "/system/bin/sh",
        "USER": "shell", "LOGNAME": "shell", "HOSTNAME": "generic", "TMPDIR": "/data/local/tmp", "TERM": "dumb",
        "ANDROID_ROOT": "/system", "ANDROID_DATA": "/data", "EXTERNAL_STORAGE": "/sdcard",
    ]
    package var folder = "/"
    /// `$?`.
    package var status = 0
    /// `$$`, also in subshells.
    package var processID = 4321
    /// What commands with `&` ended with, in their order.
    var jobs: [Int] = []
    /// `$1` and on.
    package var arguments: [String] = []
    /// `$0`.
    package var name = "sh"

    package init() {}

    /// The status of a command with `&`, by its `$!`.
    func status(ofJob processID: Int) -> Int? {
        let place = processID - self.processID - 1
        return jobs.indices.contains(place) ? jobs[place] : nil
    }

    /// The value of a variable or special parameter; nil for one that is not set.
    func value(_ name: String) -> String? {
        switch name {
        case "?": return String(status)
        case "$": return String(processID)
        case "!": return jobs.isEmpty ? "" : String(processID + jobs.count)
        case "#": return String(arguments.count)
        case "0": return self.name
        case "@", "*": return arguments.isEmpty ? nil : arguments.joined(separator: " ")
        case "PWD": return folder
        default:
            if let number = Int(name) { return arguments.indices.contains(number - 1) ? arguments[number - 1] : nil }
            return variables[name]
        }
    }
}
