import Foundation
import Hierarchies
import Screens
import Testing

@testable import SimulatedPhones

@Suite struct TmpTests {
    @Test(arguments: SampleApps.files) func show(file: String) throws {
        do {
            let app = try SampleApps.declaration(file)
            let phone = SimulatedPhone(apps: [app], startingIn: app.package)
            print(try phone.screen().rendered())
            try Data(phone.hierarchyXML().utf8).write(to: URL(filePath: "/tmp/phones_\(file).xml"))
            try Data(phone.screenshot()).write(to: URL(filePath: "/tmp/phones_\(file).png"))
        } catch { print("FAIL \(error)"); throw error }
    }
}
extension Screen { func rendered() -> String { elements.map { "\($0.id) \($0.role) \($0.label) | \($0.value ?? "-") | \($0.states.words) \($0.bounds)" }.joined(separator: "\n") } }
