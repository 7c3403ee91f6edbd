import FlowExports
import Foundation
import Testing

/// Whole files, as users get them.
struct GoldenExportTests {
    struct Golden: CustomTestStringConvertible, Sendable {
        var flow: String
        var target: FlowExportTarget
        var file: String
        var testDescription: String { file }
    }

    static let goldens = [
        Golden(flow: "alarm", target: .maestro, file: "alarm.maestro.yaml"),
        Golden(flow: "alarm", target: .adb, file: "alarm.sh"),
        Golden(flow: "alarm", target: .uiautomator2, file: "alarm.uiautomator2.py"),
        Golden(flow: "alarm", target: .appiumPython, file: "alarm.appium.py"),
        Golden(flow: "basket", target: .maestro, file: "basket.maestro.yaml"),
        Golden(flow: "basket", target: .uiautomator2, file: "basket.uiautomator2.py"),
    ]

    @Test(arguments: goldens) func aFlowIsWrittenAsItsFixture(_ golden: Golden) throws {
        let expected = FlowFixtures.folder.appending(path: golden.file)
        let written = try FlowFixtures.exported(golden.flow, to: golden.target)
        #expect(try written == String(contentsOf: expected, encoding: .utf8))
    }
}
