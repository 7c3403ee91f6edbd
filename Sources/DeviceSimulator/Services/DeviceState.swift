import Hierarchies
package import SimulatedPhones

/// All that a simulated device is at a moment: its phone, its files, its properties, its faults.
package struct DeviceState: Sendable {
    package var phone: SimulatedPhone
    package var files: DeviceFileSystem
    package var faults = FaultPlan()
    package var costs: CostModel
    package let serial: String
    /// What `setprop` has set.
    var setProperties: [String: String] = [:]
    /// What the next `uiautomator dump` does wrong.
    var dumpFault: FaultEffect?
    /// Whether uiautomator2's server has been started and not ended.
    var runsUIAutomatorServer = false
    /// A finger that a host put down: where, since when, and where it is now.
    var finger: Finger?
    private var boots = 0
    /// Fingers on the glass, for `getevent`.
    var glass = TouchGlass()
    /// Set while the device goes down: connections end, and nothing more is carried out.
    package internal(set) var isGone = false

    struct Finger: Sendable {
        var start: Point
        var place: Point
        var since: Duration
    }

    package init(serial: String, phone: SimulatedPhone, costs: CostModel = .realistic) {
        self.serial = serial
        self.phone = phone
        self.costs = costs
        files = .android(commands: DeviceCommands.names, at: phone.profile.clock / 1000)
    }

    /// The phone's own time, in milliseconds since 1970.
    package var milliseconds: Int64 {
        phone.profile.clock + Int64(phone.uptime / .milliseconds(1))
    }

    /// The same in seconds, as files carry it.
    package var seconds: Int64 { milliseconds / 1000 }

    /// Lets the time go by that something takes.
    mutating func charge(_ cost: CommandCost) {
        let duration = costs.duration(of: cost)
        if duration > .zero { phone.advance(by: duration) }
    }

    /// Ends what a finger that is down does.
    mutating func liftFinger(at point: Point) {
        guard let finger else { return }
        self.finger = nil
        phone.swipe(from: finger.start, to: point, duration: phone.uptime - finger.since)
    }

    /// Starts the phone anew: apps end, files and settings stay, `setprop` is forgotten.
    mutating func reboot() {
        phone.reboot()
        boots += 1
        files.nameBoot(boots, at: seconds)
        runsUIAutomatorServer = false
        setProperties = setProperties.filter { $0.key.hasPrefix("persist.") }
        isGone = true
    }

    /// Called when the adbd of a phone that went down listens again.
    package mutating func comeBack() { isGone = false }

    /// The system properties, as `getprop` lists them.
    package var properties: [String: String] {
        let profile = phone.profile
        let language = phone.languages.first ?? "en"
        let product = profile.device
        let build =
            "\(profile.manufacturer.lowercased())/\(product)/\(product):\(profile.release)/THIMBLE/1:user/release-keys"
        let base = [
            "ro.product.model": profile.model, "ro.product.manufacturer": profile.manufacturer,
            "ro.product.brand": profile.manufacturer.lowercased(), "ro.product.device": product,
            "ro.product.name": product, "ro.product.board": product, "ro.product.cpu.abi": "arm64-v8a",
            "ro.product.cpu.abilist": "arm64-v8a,armeabi-v7a,armeabi", "ro.product.locale": language,
            "persist.sys.locale": language, "ro.build.version.release": profile.release,
            "ro.build.version.sdk": String(profile.sdk), "ro.build.version.codename": "REL",
            "ro.build.version.incremental": "1", "ro.build.type": "user", "ro.build.tags": "release-keys",
            "ro.build.fingerprint": build, "ro.build.characteristics": "default", "ro.debuggable": "0",
            "ro.secure": "1", "ro.serialno": serial, "ro.boot.serialno": serial, "ro.hardware": product,
            "ro.sf.lcd_density": String(phone.display.physicalDensity), "ro.kernel.qemu": "0",
            "sys.boot_completed": "1", "init.svc.bootanim": "stopped", "init.svc.adbd": "running",
            "dev.bootcomplete": "1", "service.adb.root": "0", "persist.sys.timezone": "GMT",
        ]
        return base.merging(setProperties) { _, new in new }
    }
}
