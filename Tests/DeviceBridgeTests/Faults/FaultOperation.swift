import DeviceBridge
import DeviceSimulator
import Devices
import Hierarchies
import JSON
import SimulatedPhones
import Testing

/// One thing asked of a device, what shows on the phone that it was done, and whether an answer is the truth.
enum FaultOperation: String, CaseIterable, Sendable {
    case dump, tap, type, screenshot, push, pull, launch, foreground, setting, settingPut, shell

    /// What a fault has to name to strike it.
    var service: String {
        switch self {
        case .dump: "shell:uiautomator"
        case .tap: "shell:input tap"
        case .type: "shell:input text"
        case .screenshot: "exec:screencap"
        case .push, .pull: "sync:"
        case .launch: "shell:am start"
        case .foreground: "shell:dumpsys window"
        case .setting: "shell:settings get"
        case .settingPut: "shell:settings put"
        case .shell: "shell:echo"
        }
    }

    /// What an error has to call it.
    var label: String {
        switch self {
        case .dump: "uiautomator dump"
        case .tap: "input tap"
        case .type: "input text"
        case .screenshot: "screencap -p"
        case .push: "push \(Self.pushed)"
        case .pull: "pull \(Self.pulled)"
        case .launch: "am start"
        case .foreground: "dumpsys window"
        case .setting: "settings get"
        case .settingPut: "settings put"
        case .shell: "echo"
        }
    }

    var isShell: Bool { ![.push, .pull, .screenshot].contains(self) }

    static let pushed = "/sdcard/pushed"
    static let pulled = "/sdcard/pulled"
    static let content = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 9) }

    /// Does it.
    /// - Returns: whether what came back is true of the phone.
    func perform(on device: ADBDevice, of phone: SimulatedDevice) async throws -> Bool {
        switch self {
        case .dump:
            let dump = try await device.dump()
            return phone.withState { state in
                dump.bytes == Array(state.phone.hierarchyXML(compressed: dump.strategy != .uiautomator).utf8).trimmed
            }
        case .tap:
            try await device.tap(at: phone.center(of: "count"))
        case .type: return try await device.type("pear") == .inputText
        case .screenshot:
            let picture = try await device.screenshot()
            return phone.withState { $0.phone.screenshot() == picture }
        case .push: try await device.push(Self.content, to: Self.pushed)
        case .pull: return try await device.pull(Self.pulled) == Self.content
        case .launch: try await device.launch(Probe.other)
        case .foreground:
            let front = try await device.foregroundApp()
            return phone.withState { front?.package == $0.phone.foreground?.package }
        case .setting: return try await device.setting("probe", in: .global) == "kept"
        case .settingPut: try await device.set("written", to: "yes", in: .global)
        case .shell:
            let result = try await device.shell("echo one; echo two >&2")
            return result.text == "one\n" && result.errorText == "two\n" && result.exitCode == 0
        }
        return true
    }

    /// How often it has been done, as the phone itself knows; always 0 for what leaves no trace.
    func traces(on phone: SimulatedDevice) -> Int {
        switch self {
        case .tap: phone.tapCount
        case .type:
            phone.withState { ($0.phone.focusedField?.text ?? "").components(of: "pear") }
        case .push: phone.withState { (try? $0.files.read(Self.pushed)) == Self.content ? 1 : 0 }
        case .launch: phone.withState { $0.phone.foreground?.package == Probe.other ? 1 : 0 }
        case .settingPut: phone.withState { $0.phone.setting("written", in: .global) == "yes" ? 1 : 0 }
        case .dump, .screenshot, .pull, .foreground, .setting, .shell: 0
        }
    }

    /// Puts the phone where it can be done, and takes back what doing it left.
    func prepare(_ phone: SimulatedDevice) throws {
        try phone.prepare()
        phone.withState { state in
            if (try? state.phone.setState(Probe.package, "count", 0)) == nil { return }
            state.phone.putSetting("probe", "kept", in: .global)
            state.phone.deleteSetting("written", in: .global)
            try? state.files.remove(Self.pushed)
            try? state.files.write(Self.content, to: Self.pulled, at: 0)
            try? state.phone.press("MOVE_END")
            for _ in state.phone.focusedField?.text ?? "" { try? state.phone.press("DEL") }
        }
    }
}

extension [UInt8] {
    /// Without the white space behind the last tag, which a dump's reader leaves out.
    fileprivate var trimmed: [UInt8] { Array(self[...(lastIndex(of: UInt8(ascii: ">")) ?? endIndex - 1)]) }
}

extension String {
    fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
