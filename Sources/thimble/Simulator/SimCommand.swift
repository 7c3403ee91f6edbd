import ArgumentParser
import Devices
import JSON
import SimulatedPhones

/// `thimble sim …`: simulated phones.
struct SimCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sim",
        abstract: "Simulate phones with declared apps, behind real ADB.",
        discussion: "Example: thimble sim serve settings --port 5601",
        subcommands: [
            SimListCommand.self, SimServeCommand.self, SimStateCommand.self, SimLessonsCommand.self,
            SimTasksCommand.self,
        ])
}

/// `thimble sim list`.
struct SimListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the declared apps.", discussion: "Example: thimble sim list")

    @Option(help: AppFolder.help, completion: .directory)
    var apps: String?

    @Flag(help: "Print one JSON object a line.")
    var json = false

    func run() throws {
        for (name, app) in try AppFolder(apps).apps() {
            if json {
                let object: JSONValue = [
                    "name": .string(name), "package": .string(app.package), "label": .string(app.label),
                    "languages": .array(app.languages.map { .string($0) }),
                    "screens": .integer(Int64(app.screenNames.count)),
                ]
                print(object)
            } else {
                let languages = app.languages.joined(separator: ", ")
                print("\(name)\t\(app.label)\t\(app.package)\t\(app.screenNames.count) screens\t\(languages)")
            }
        }
    }
}

/// `thimble sim state`.
struct SimStateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "state",
        abstract: "Print what a simulated phone's apps hold, as JSON.",
        discussion: "Example: thimble sim state com.android.settings --device 127.0.0.1:5601")

    @OptionGroup var options: DeviceOptions

    @Argument(help: "An app's package; all apps when left out.")
    var app: String?

    @Flag(help: "Print JSON, which it does anyway.")
    var json = false

    func run() async throws {
        let command = "sim state" + (app.map { " " + ShellQuoting.quoted($0) } ?? "")
        let result = try await options.withDevice { device in
            let result = try await device.shell(command)
            guard result.exitCode == 0 else {
                let reason = result.exitCode == 127 ? "this is no simulated phone" : result.errorText
                throw DeviceError(.unsupported, reason, serial: device.serial, service: command)
            }
            return result
        }
        print(result.text, terminator: "")
    }
}
