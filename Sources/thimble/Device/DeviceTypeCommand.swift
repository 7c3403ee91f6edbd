import ArgumentParser
import Devices
import Hierarchies
import JSON
import Screens

/// `thimble device type`.
struct DeviceTypeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "type",
        abstract: "Type a text into the field that has the focus.",
        discussion: """
            Any Unicode: by `input text`, by an ADB keyboard, or by the clipboard. The way is printed once the text has \
            been read back; of a password field only that it holds something.

            Example: thimble device type "größer 你好"
            """)

    @OptionGroup var options: DeviceOptions

    @Argument(help: "The text.")
    var text: String

    @Option(help: "Delete so many characters first.")
    var erase = 0

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        let method = try await options.withDevice { try await type(on: $0) }
        if json { print(["method": .string(method.rawValue)] as JSONValue) } else { print(method.rawValue) }
    }

    /// Types and reads back.
    /// - Throws: also when the field does not show the text, or when there is none.
    func type(on device: any Device) async throws -> TextMethod {
        if erase > 0 { try await device.erase(erase) }
        let method = try await device.type(text)
        var fault = try await fault(on: device)
        // A field may take a moment to show what it got.
        if fault != nil { fault = try await self.fault(on: device) }
        if let fault { throw DeviceError(.commandFailed, fault, serial: device.serial, service: "type") }
        return method
    }

    /// Why the text is not in the field that has the focus; nil when it is.
    private func fault(on device: any Device) async throws -> String? {
        let hierarchy = try Hierarchy(reading: try await device.dump().bytes, file: device.serial)
        let fields = Screen(hierarchy).elements.filter { $0.actions.contains(.type) }
        guard let field = fields.first(where: { $0.states.contains(.focused) }) else {
            return "no field has the focus, so the text went nowhere that can be read back; tap a field first"
        }
        if text.isEmpty { return nil }
        let name = field.label.isEmpty ? "the field" : "the field \"\(field.label)\""
        if field.states.contains(.password) {
            return field.states.contains(.filled) ? nil : "\(name) is empty after the text was typed"
        }
        guard let value = field.value else { return "\(name) is empty after the text was typed" }
        let isThere = value.contains(text) || hierarchy.nodes[field.node].text.contains(text)
        return isThere ? nil : "\(name) holds \"\(value)\" after the text was typed"
    }
}
