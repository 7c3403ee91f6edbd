internal import Devices
package import Hierarchies
internal import JSON
internal import Screens
internal import Tools

/// A POSIX shell script that does actions over adb, by coordinates.
package struct ADBScript: Sendable {
    /// The screen that the coordinates are for.
    package var size: Size
    package var actions: [Action]

    package init(size: Size, actions: [Action]) {
        self.size = size
        self.actions = actions
    }

    /// The script, with a line end.
    /// - Throws: for the first action that adb's shell commands cannot do.
    package func print() throws(ExportError) -> String {
        var script = """
            #!/bin/sh
            # Coordinates are for a screen of \(size.width)x\(size.height).
            # adb chooses the device by ANDROID_SERIAL.
            set -eu

            # Runs one command line in the device's shell, and leaves this script's input alone.
            device() { adb shell "$1" </dev/null; }


            """
        for action in actions {
            if let comment = Self.comment(action) { script += "# \(comment)\n" }
            for line in try Self.lines(action) { script += line + "\n" }
        }
        return script
    }

    private static func comment(_ action: Action) -> String? {
        let label = action.target.map { " " + JSONValue.string($0.label).asciiLine } ?? ""
        return switch action {
        case .tap: "tap" + label
        case .longPress: "long press" + label
        case .doubleTap: "double tap" + label
        case .inputText: "type into" + label
        case .eraseText: "clear" + label
        case .scroll(let gesture): "scroll \(gesture.direction.opposite.rawValue)" + label
        case .swipe(let gesture): "swipe \(gesture.direction.rawValue)" + label
        case .wait(_, let text?): "wait for \(JSONValue.string(text).asciiLine): a script cannot see it, so it waits"
        case .finish(.answer(let text)): "answer: \(JSONValue.string(text).asciiLine)"
        case .finish(.infeasible(let reason)): "infeasible: \(JSONValue.string(reason).asciiLine)"
        case .pressKey, .back, .home, .launchApp, .wait, .finish(.done): nil
        }
    }

    private static func lines(_ action: Action) throws(ExportError) -> [String] {
        switch action {
        case .tap(let target): return [device("input tap \(target.point.words)")]
        case .longPress(let target):
            return [device("input swipe \(target.point.words) \(target.point.words) 1000")]
        case .doubleTap(let target):
            return [device(InputCommand.doubleTap(at: target.point))]
        case .inputText(let input):
            var lines = [device("input tap \(input.target.point.words)")]
            if let erasure = input.erasure { lines += deletions(erasure) }
            for argument in try arguments(input.text) {
                lines.append(device("input text " + ShellQuoting.quoted(argument)))
            }
            if input.submits { lines.append(key(.enter)) }
            return lines
        case .eraseText(let target, let erasure):
            return [device("input tap \(target.point.words)")] + deletions(erasure)
        case .pressKey(let pressed): return [key(pressed)]
        case .back: return [key(.back)]
        case .home: return [key(.home)]
        case .scroll(let gesture), .swipe(let gesture):
            return [device("input swipe \(gesture.from.words) \(gesture.to.words) \(gesture.milliseconds)")]
        case .launchApp(let name):
            let id = try AppID(name, for: "adb").text
            return [device("monkey -p \(ShellQuoting.quoted(id)) -c android.intent.category.LAUNCHER 1")]
        case .wait(let seconds, _): return seconds > 0 ? ["sleep \(Int(seconds.rounded(.up)))"] : []
        case .finish: return []
        }
    }

    private static func arguments(_ text: String) throws(ExportError) -> [String] {
        guard let arguments = InputTextArguments(text)?.arguments else {
            throw ExportError(
                .untypableText,
                "`input text` types printable ASCII only, and the text holds other characters; type it with a flow "
                    + "(Maestro types any text), or use an input method that takes text over adb",
                format: "adb")
        }
        return arguments
    }

    private static func device(_ command: String) -> String { "device " + ShellQuoting.quoted(command) }

    private static func key(_ key: Key) -> String { device("input keyevent \(key.androidName)") }

    /// Deletes backwards from the end of the field's line.
    private static func deletions(_ erasure: Action.Erasure) -> [String] {
        var lines = [key(.moveEnd)]
        var left = erasure.count
        while left > 0 {
            let count = min(left, 50)
            let keys = Array(repeating: Key.backspace.androidName, count: count).joined(separator: " ")
            lines.append(device("input keyevent \(keys)"))
            left -= count
        }
        return lines
    }
}

extension Point {
    /// As `input` takes it.
    fileprivate var words: String { "\(x) \(y)" }
}
