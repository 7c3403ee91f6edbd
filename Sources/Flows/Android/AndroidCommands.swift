internal import Devices
internal import FlowDocuments
internal import Hierarchies
internal import JSON

/// Lines for a phone's shell.
enum AndroidCommands {
    /// Starts an app's launcher activity with typed extras.
    static func launch(_ app: String, _ arguments: JSONObject) -> String {
        let package = ShellQuoting.quoted(app)
        let extras = arguments.members.map { name, value in
            let name = ShellQuoting.quoted(name)
            return switch value {
            case .bool(let isSet): "--ez \(name) \(isSet)"
            case .integer(let number):
                (Int64(Int32.min)...Int64(Int32.max)).contains(number)
                    ? "--ei \(name) \(number)" : "--el \(name) \(number)"
            case .number(let number): "--ef \(name) \(number)"
            case .string(let text): "--es \(name) \(ShellQuoting.quoted(text))"
            case .null, .array, .object: "--es \(name) \(ShellQuoting.quoted(value.print()))"
            }
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

/// The keys of the flow language by Android's names.
enum AndroidKeys {
    static func key(_ name: String) -> KeyCode? {
        if let known = names[name] { return KeyCode(known) }
        if name.hasPrefix("tv input hdmi ") { return KeyCode(named: "TV_INPUT_HDMI_\(name.suffix(1))") }
        return nil
    }

    /// Source: Maestro, `KeyCode.kt` and `AndroidDriver.kt`.
    private static let names = [
        "enter": "ENTER", "backspace": "DEL", "back": "BACK", "home": "HOME", "lock": "SLEEP", "power": "POWER",
        "volume up": "VOLUME_UP", "volume down": "VOLUME_DOWN", "escape": "ESCAPE", "tab": "TAB",
        "remote dpad up": "DPAD_UP", "remote dpad down": "DPAD_DOWN", "remote dpad left": "DPAD_LEFT",
        "remote dpad right": "DPAD_RIGHT", "remote dpad center": "DPAD_CENTER",
        "remote media play pause": "MEDIA_PLAY_PAUSE", "remote media stop": "MEDIA_STOP",
        "remote media next": "MEDIA_NEXT", "remote media previous": "MEDIA_PREVIOUS",
        "remote media rewind": "MEDIA_REWIND", "remote media fast forward": "MEDIA_FAST_FORWARD",
        "remote system navigation up": "SYSTEM_NAVIGATION_UP",
        "remote system navigation down": "SYSTEM_NAVIGATION_DOWN", "remote button a": "BUTTON_A",
        "remote button b": "BUTTON_B", "remote menu": "MENU", "tv input": "TV_INPUT",
    ]
}

/// Where swipes without an element begin and end.
struct SwipePath {
    let size: Size

    init(on size: Size) { self.size = size }

    /// Over the screen: up from its middle, down from its upper part, sideways along its middle.
    func across(_ direction: FlowOperation.SwipeDirection) -> (from: Point, to: Point) {
        switch direction {
        case .up: (point(50, 50), point(50, 10))
        case .down: (point(50, 20), point(50, 90))
        case .left: (point(90, 50), point(10, 50))
        case .right: (point(10, 50), point(90, 50))
        }
    }

    /// A tenth before the edge that a swipe goes to.
    func end(from start: Point, _ direction: FlowOperation.SwipeDirection) -> Point {
        switch direction {
        case .up: Point(x: start.x, y: size.height / 10)
        case .down: Point(x: start.x, y: size.height * 9 / 10)
        case .left: Point(x: size.width / 10, y: start.y)
        case .right: Point(x: size.width * 9 / 10, y: start.y)
        }
    }

    private func point(_ x: Int, _ y: Int) -> Point { Point(x: size.width * x / 100, y: size.height * y / 100) }
}

extension FlowOrientation {
    /// `Surface.ROTATION_*`.
    var quarterTurns: Int {
        switch self {
        case .portrait: 0
        case .landscapeLeft: 1
        case .upsideDown: 2
        case .landscapeRight: 3
        }
    }
}
