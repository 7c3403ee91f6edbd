package import Hierarchies

/// The bytes of a dump and how they came about.
package struct DeviceDump: Sendable, Hashable {
    /// What `Hierarchy` reads.
    package var bytes: [UInt8]
    package var strategy: DumpStrategyName
    /// How many attempts it took; 1 when all went well.
    package var attempts: Int

    package init(bytes: [UInt8], strategy: DumpStrategyName, attempts: Int = 1) {
        self.bytes = bytes
        self.strategy = strategy
        self.attempts = attempts
    }
}

/// How a dump is made.
package enum DumpStrategyName: String, Sendable, CaseIterable {
    case uiautomator
    /// `uiautomator dump --compressed`, which often works where the plain one finds no idle moment.
    case uiautomatorCompressed = "uiautomator-compressed"
    /// The warm JSON-RPC server on the device.
    case server
}

/// The display as it is now.
package struct DisplayInfo: Sendable, Hashable {
    /// Pixels, in the current rotation.
    package var size: Size
    /// Dots per inch.
    package var density: Int
    /// 0…3, in quarter turns.
    package var rotation: Int

    package init(size: Size, density: Int, rotation: Int) {
        self.size = size
        self.density = density
        self.rotation = rotation
    }
}

/// What is in front.
package struct ForegroundApp: Sendable, Hashable {
    package var package: String
    /// With the package in front when the device says so: `com.android.settings/.Settings`.
    package var activity: String

    package init(package: String, activity: String) {
        self.package = package
        self.activity = activity
    }
}

/// An app that a launcher would show.
package struct InstalledApp: Sendable, Hashable {
    package var package: String
    /// The name a person knows it by, where the device tells it.
    package var label: String?

    package init(package: String, label: String? = nil) {
        self.package = package
        self.label = label
    }
}

/// What a shell command left behind.
package struct ShellResult: Sendable, Hashable {
    package var output: [UInt8]
    /// Empty on devices without shell_v2, where it is mixed into `output`.
    package var errorOutput: [UInt8]
    /// nil where a device told none; `ADBDevice` always has it, without shell_v2 from a line of its own.
    package var exitCode: Int?

    package init(output: [UInt8], errorOutput: [UInt8] = [], exitCode: Int?) {
        self.output = output
        self.errorOutput = errorOutput
        self.exitCode = exitCode
    }

    package var text: String { String(decoding: output, as: UTF8.self) }
    package var errorText: String { String(decoding: errorOutput, as: UTF8.self) }
}

/// A file or folder on a device.
package struct DeviceFile: Sendable, Hashable {
    package var name: String
    /// `st_mode`.
    package var mode: UInt32
    package var size: UInt64
    /// Seconds since 1970.
    package var modified: Int64

    package init(name: String, mode: UInt32, size: UInt64, modified: Int64) {
        self.name = name
        self.mode = mode
        self.size = size
        self.modified = modified
    }

    package var isFolder: Bool { mode & 0o170000 == 0o040000 }
}

/// `android.provider.Settings`' three tables.
package enum SettingsNamespace: String, Sendable, CaseIterable { case system, secure, global }

/// The way that a text took into a field.
package enum TextMethod: String, Sendable, CaseIterable {
    /// `input text`.
    case inputText = "input-text"
    /// A broadcast to an ADB keyboard that is installed.
    case adbKeyboard = "adb-keyboard"
    /// The clipboard and the paste key.
    case clipboard
}
