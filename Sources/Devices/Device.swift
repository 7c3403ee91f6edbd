package import Hierarchies

/// A phone that can be looked at and touched.
///
/// One implementation reaches real and simulated phones alike (`ADBDevice`); tests have fakes. Every operation ends: in
/// its result, or in a `DeviceError` once its limit is over, and it is cancelled with its task. Nothing is reported done
/// that was not. Operations may be called from several tasks, but a screen is one thing: two that touch or dump at the same
/// time get in each other's way, as two people with one phone do.
package protocol Device: Sendable {
    /// What `adb devices` calls it.
    var serial: String { get }

    // MARK: Looking

    /// What the screen shows now, whatever moves on it.
    func dump() async throws(DeviceError) -> DeviceDump
    /// A PNG file.
    func screenshot() async throws(DeviceError) -> [UInt8]
    func display() async throws(DeviceError) -> DisplayInfo
    /// What is in front; nil when nothing is (a locked or dark screen).
    func foregroundApp() async throws(DeviceError) -> ForegroundApp?

    // MARK: Touching; points are in the display's current rotation

    func tap(at point: Point) async throws(DeviceError)
    func doubleTap(at point: Point) async throws(DeviceError)
    func longPress(at point: Point, for duration: Duration) async throws(DeviceError)
    func swipe(from start: Point, to end: Point, in duration: Duration) async throws(DeviceError)

    // MARK: Typing

    /// Types into the field that has the focus, whatever the script, and says which way it took.
    /// - Throws: `.textRejected` when no way can carry the text.
    func type(_ text: String) async throws(DeviceError) -> TextMethod
    /// Deletes up to so many characters before the end of the focused field's text.
    func erase(_ count: Int) async throws(DeviceError)
    func press(_ key: KeyCode) async throws(DeviceError)

    // MARK: Apps

    /// Brings the app's launcher activity to the front.
    /// - Throws: `.noSuchApp`.
    func launch(_ package: String) async throws(DeviceError)
    func stop(_ package: String) async throws(DeviceError)
    /// Deletes the app's data, as on its first start.
    func clear(_ package: String) async throws(DeviceError)
    /// The packages that can be launched.
    func apps() async throws(DeviceError) -> [InstalledApp]

    // MARK: The rest

    func shell(_ command: String) async throws(DeviceError) -> ShellResult
    func push(_ content: [UInt8], to path: String) async throws(DeviceError)
    func pull(_ path: String) async throws(DeviceError) -> [UInt8]
    func list(_ folder: String) async throws(DeviceError) -> [DeviceFile]
    /// nil for a setting that is not set.
    func setting(_ name: String, in space: SettingsNamespace) async throws(DeviceError) -> String?
    func set(_ name: String, to value: String, in space: SettingsNamespace) async throws(DeviceError)
    /// 0…3, in quarter turns counter-clockwise, and off the sensor.
    func rotate(to rotation: Int) async throws(DeviceError)
    func properties() async throws(DeviceError) -> [String: String]
}
