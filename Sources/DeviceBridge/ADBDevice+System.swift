package import Devices
import Hierarchies

extension ADBDevice {
    package func display() async throws(DeviceError) -> DisplayInfo {
        let command =
            "wm size; wm density; dumpsys window displays | grep -m 3 -E 'mCurrentRotation|mRotation=';"
            + " dumpsys input | grep -m 1 SurfaceOrientation; true"
        let text = try await output(of: command)
        guard let size = DeviceReports.size(text), let density = DeviceReports.density(text) else {
            throw DeviceError(
                .commandFailed, "the display's size is not told: \(DeviceReports.firstLine(text, or: ""))",
                serial: serial, service: "wm size")
        }
        let rotation = DeviceReports.rotation(text) ?? 0
        // `wm size` is of the display as it was built.
        let isTurned = rotation % 2 == 1
        return DisplayInfo(
            size: isTurned ? Size(width: size.height, height: size.width) : size, density: density,
            rotation: rotation)
    }

    package func rotate(to rotation: Int) async throws(DeviceError) {
        guard (0...3).contains(rotation) else {
            throw DeviceError(.unsupported, "a rotation is 0 to 3 quarter turns, not \(rotation)", serial: serial)
        }
        try await set("accelerometer_rotation", to: "0", in: .system)
        try await set("user_rotation", to: "\(rotation)", in: .system)
    }

    package func setting(_ name: String, in space: SettingsNamespace) async throws(DeviceError) -> String? {
        var value = try await output(of: "settings get \(space.rawValue) \(ShellQuoting.quoted(name))")
        while value.last?.isNewline == true { value.removeLast() }
        return value == "null" ? nil : value
    }

    package func set(_ name: String, to value: String, in space: SettingsNamespace) async throws(DeviceError) {
        try await perform(
            "settings put \(space.rawValue) \(ShellQuoting.quoted(name)) \(ShellQuoting.quoted(value))",
            label: "settings put \(space.rawValue) \(name)")
    }
}
