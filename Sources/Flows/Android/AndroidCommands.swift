internal import Devices
internal import JSON

/// Lines for a phone's shell.
enum AndroidCommands {
    /// Starts an app's launcher activity with typed extras.
    static func launch(_ app: String, _ arguments: JSONObject) -> String {
        let package = ShellQuoting.quoted(app)
        let extras = arguments.members.map { name, value in
            let text = value.string ?? value.print()
            return "\(AndroidNames.extraFlag(value)) \(ShellQuoting.quoted(name)) \(ShellQuoting.quoted(text))"
        }
        return "c=$(cmd package resolve-activity --brief -a android.intent.action.MAIN"
            + " -c android.intent.category.LAUNCHER \(package) | tail -n 1); am start -W -n \"$c\" "
            + extras.joined(separator: " ")
    }

    static func open(_ link: String) -> String {
        "am start -W -a android.intent.action.VIEW -d \(ShellQuoting.quoted(link))"
    }

    /// By a test provider of the location service, which Android has from 12 on.
    static func location(_ latitude: Double, _ longitude: Double) -> String {
        "cmd location providers add-test-provider gps 2>/dev/null;"
            + " cmd location providers set-test-provider-enabled gps true &&"
            + " cmd location providers set-test-provider-location gps --location \(latitude),\(longitude)"
    }

    static func scan(_ path: String) -> String {
        let file = ShellQuoting.quoted("file://\(path)")
        return "am broadcast -a android.intent.action.MEDIA_SCANNER_SCAN_FILE -d \(file)"
    }

    static let film = "/sdcard/thimble-recording.mp4"

    static let startRecording =
        "rm -f \(film); command -v screenrecord >/dev/null || { echo 'no screenrecord here' >&2; exit 1; };"
        + " nohup screenrecord \(film) >/dev/null 2>&1 &"

    /// The film is whole only once its writer has ended.
    static let stopRecording =
        "pkill -2 screenrecord || { echo 'nothing is recorded' >&2; exit 1; };"
        + " i=0; while pgrep screenrecord >/dev/null && [ $i -lt 50 ]; do sleep 0.1; i=$((i+1)); done"
}
