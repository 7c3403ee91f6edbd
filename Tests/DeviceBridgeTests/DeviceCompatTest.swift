import DeviceSimulator
import Devices
import Hierarchies
import JSON
import Testing

/// What every device has to do, whichever way it is reached: the contract of `Device`, checked on the probe app.
///
/// `device` is the one under test, with the probe app in front; `phone` tells what truly happened.
struct DeviceCompatTest {
    let device: any Device
    let phone: SimulatedDevice

    func run() async throws {
        try await looks()
        try await touches()
        try await types()
        try await startsAndStops()
        try await keepsFiles()
        try await keepsSettings()
        try await runsCommands()
    }

    private func looks() async throws {
        #expect(try await device.foregroundApp()?.package == ProbePhone.package)
        let display = try await device.display()
        #expect(display == DisplayInfo(size: Size(width: 1080, height: 2400), density: 420, rotation: 0))
        let dump = try await device.dump()
        #expect(dump.strategy == .uiautomator && dump.attempts == 1)
        let hierarchy = try Hierarchy(reading: dump.bytes, file: "dump")
        #expect(hierarchy.place("Count") != nil)
        #expect(try await device.screenshot().count > 1000)
        #expect(try await device.properties()["ro.product.model"] == "Pixel 7")
    }

    private func touches() async throws {
        let count = try await place("Count")
        try await device.tap(at: count)
        #expect(phone.probe("taps") == 1)
        try await device.doubleTap(at: count)
        #expect(phone.probe("taps") == 3)
        try await device.longPress(at: place("Hold me"), for: .seconds(1))
        #expect(phone.probe("holds") == 1)
        try await device.tap(at: place("More"))
        let before = try await screen()
        #expect(before.place("Line 1") != nil)
        try await device.swipe(from: Point(x: 540, y: 1900), to: Point(x: 540, y: 500), in: .milliseconds(400))
        let after = try await screen()
        #expect(after.place("Line 1") == nil)
        try await device.press(KeyCode("BACK"))
        #expect(try await screen().place("Count") != nil)
        try await device.rotate(to: 1)
        #expect(try await device.display().size == Size(width: 2400, height: 1080))
        #expect(try await screen().rotation == 1)
        try await device.rotate(to: 0)
    }

    private func types() async throws {
        try await device.tap(at: place("words"))
        let awkward = #"it's 100%s "sure" $HOME `id` \ & | ; < > ( ) * ? ~ # !"#
        #expect(try await device.type(awkward) == .inputText)
        #expect(phone.probe("text") == .string(awkward))
        try await device.erase(awkward.count)
        #expect(phone.probe("text") == "")
        try await device.press(KeyCode("BACK"))
    }

    private func startsAndStops() async throws {
        #expect(try await device.apps().map(\.package).contains(ProbePhone.package))
        try await device.press(KeyCode("HOME"))
        #expect(try await device.foregroundApp()?.package != ProbePhone.package)
        try await device.launch(ProbePhone.package)
        #expect(try await device.foregroundApp()?.package == ProbePhone.package)
        try await device.stop(ProbePhone.package)
        #expect(try await device.foregroundApp()?.package != ProbePhone.package)
        try await device.clear(ProbePhone.package)
        #expect(phone.probe("taps") == 0)
        try await device.launch(ProbePhone.package)
        for operation in [device.launch, device.clear] as [(String) async throws(DeviceError) -> Void] {
            let error = await #expect(throws: DeviceError.self) { try await operation("com.example.missing") }
            #expect(error?.code == .noSuchApp)
            #expect(error?.serial == device.serial)
        }
    }

    private func keepsFiles() async throws {
        let content = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try await device.push(content, to: "/sdcard/Download/probe ü.bin")
        #expect(try await device.pull("/sdcard/Download/probe ü.bin") == content)
        let listed = try await device.list("/sdcard/Download")
        #expect(listed.map(\.name) == ["probe ü.bin"])
        #expect(listed.first?.size == 300_000 && listed.first?.isFolder == false)
        try await device.push([], to: "/sdcard/Download/empty")
        #expect(try await device.pull("/sdcard/Download/empty") == [])
        let missing = await #expect(throws: DeviceError.self) { try await device.pull("/sdcard/nothing") }
        #expect(missing?.code == .noSuchFile)
        let refused = await #expect(throws: DeviceError.self) { try await device.push([1], to: "/system/x") }
        #expect(refused?.code == .commandFailed)
    }

    private func keepsSettings() async throws {
        #expect(try await device.setting("nonsense", in: .secure) == nil)
        try await device.set("probe", to: "a 'quoted' value", in: .global)
        #expect(try await device.setting("probe", in: .global) == "a 'quoted' value")
    }

    private func runsCommands() async throws {
        let result = try await device.shell("echo out; echo err >&2; exit 3")
        #expect(result.exitCode == 3)
        #expect(result.text.hasPrefix("out"))
        #expect((result.text + result.errorText).contains("err"))
    }

    private func screen() async throws -> Hierarchy {
        try Hierarchy(reading: try await device.dump().bytes, file: "dump")
    }

    private func place(_ words: String) async throws -> Point {
        try #require(try await screen().place(words), "nothing says \(words)")
    }
}
