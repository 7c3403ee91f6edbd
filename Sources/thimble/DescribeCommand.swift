import ArgumentParser
import Hierarchies
import Screens

struct DescribeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Print what a UI dump shows.",
        discussion: """
            Reads dumps of uiautomator, Appium, XCUITest, DroidBot, Rico, Maestro and mobilerun; the format is found by
            content.

            Example: adb exec-out uiautomator dump /dev/tty | thimble describe
            """)

    @Argument(help: "Dump files; - or none for standard input.", completion: .file())
    var files: [String] = []

    func run() throws {
        for file in files.isEmpty ? ["-"] : files {
            let screen = try ScreenLoader.load(path: file)
            print(TextRendering().render(screen))
            for w in screen.warnings { print("! \(w)") }
        }
    }
}
