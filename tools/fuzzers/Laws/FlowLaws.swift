internal import FlowDocuments
internal import FlowExports

/// Takes one input for a flow's file; traps where a law does not hold.
///
/// Every fault has a place within the file. A flow that is read is written as a file that is read again, and is written
/// alike; every other export is written or refused.
package func probeFlow(_ input: [UInt8]) {
    let flow: FlowDocument
    do throws(FlowError) {
        flow = try FlowDocument(reading: input, file: "f.yaml")
    } catch {
        if let place = error.place {
            let lines = input.count { $0 == 0x0A || $0 == 0x0D } + 1
            // YAML breaks lines at two characters of Unicode as well, of two and three bytes.
            require(place.line >= 1 && place.line <= lines + input.count / 2 + 1, "a fault's line is one of the file's")
            require(place.column >= 1, "a fault's column counts from 1")
        }
        return
    }
    guard let written = try? FlowExporter(flow, to: .maestro).print() else { return }
    guard let again = try? FlowDocument(reading: Array(written.utf8), file: "f.yaml") else {
        return require(false, "a flow that was written is read again")
    }
    require(again.commands.count == flow.commands.count, "a flow keeps its commands")
    require((try? FlowExporter(again, to: .maestro).print()) == written, "a flow is written alike again")
    for target in FlowExportTarget.allCases where target != .maestro {
        _ = try? FlowExporter(flow, to: target).print()
    }
}
