import DeviceSimulator
import Foundation
import SimulatedPhones

/// A device with nothing installed, whose commands take no time unless told otherwise.
func emptyDevice(costs: CostModel = .zero, faults: [String] = []) throws -> SimulatedDevice {
    SimulatedDevice(
        serial: "test", phone: SimulatedPhone(profile: .phone, apps: []), costs: costs,
        faults: FaultPlan(try faults.map { try Fault(parsing: $0) }))
}

/// A device with the notes of `fixtures/apps` installed, whose commands take no time.
func notesDevice() throws -> SimulatedDevice {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../fixtures/apps/notes.yaml").standardized
    let app = try AppDeclaration(yaml: [UInt8](Data(contentsOf: file)), file: "notes.yaml")
    return SimulatedDevice(serial: "test", phone: SimulatedPhone(profile: .phone, apps: [app]), costs: .zero)
}

/// What a command line left behind, as text.
struct Outcome: Equatable, CustomStringConvertible {
    var output: String
    var error: String
    var code: UInt8

    var description: String { "\(code): \(output.debugDescription) / \(error.debugDescription)" }
}

extension SimulatedDevice {
    func outcome(_ command: String) -> Outcome {
        let result = run(command)
        return Outcome(
            output: String(decoding: result.output, as: UTF8.self),
            error: String(decoding: result.errorOutput, as: UTF8.self), code: result.exitCode)
    }
}
