internal import FlowDocuments
package import Flows
internal import Screens

/// A suite's result as JUnit XML in Maestro's shape, for build servers.
///
/// Beside Maestro's attributes stand `errors` and `skipped`, and a failure says its type: what the published schemas of
/// JUnit reports want. A failure of the device is an `<error>`, which is no verdict on the app.
package struct JUnitReport: Sendable {
    private let suite: FlowSuiteResult

    package init(_ suite: FlowSuiteResult) { self.suite = suite }

    /// The whole document, with a line break at its end.
    ///
    /// It has a `<testsuite>` for each device, in the order of their first results; flows that were left out are in the
    /// first.
    package func print() -> String {
        var xml = XMLText()
        xml.add("testsuites", []) { xml in
            let devices = suite.devices
            guard devices.count > 1 else {
                return add(
                    suite.flows, device: devices.first, time: suite.duration, start: suite.startedAt, to: &xml)
            }
            for device in devices {
                let flows = suite.flows.filter { $0.device == device || $0.device.isEmpty && device == devices[0] }
                let start = flows.map(\.startedAt).min() ?? suite.startedAt
                let end = flows.map { $0.startedAt + $0.duration }.max() ?? start
                add(flows, device: device, time: end - start, start: start, to: &xml)
            }
        }
        return xml.text
    }

    private func add(
        _ flows: [FlowResult], device: String?, time: Duration, start: Duration, to xml: inout XMLText
    ) {
        func count(_ statuses: FlowStatus...) -> String { String(flows.count { statuses.contains($0.status) }) }
        xml.add(
            "testsuite",
            [
                ("name", suite.name), ("device", device), ("tests", String(flows.count)), ("failures", count(.failed)),
                ("errors", count(.infrastructure)), ("skipped", count(.skipped, .cancelled)),
                ("time", ReportTime.seconds(time)), ("timestamp", ReportTime.timestamp(start)),
            ]
        ) { xml in
            for flow in flows { add(flow, to: &xml) }
        }
    }

    private func add(_ flow: FlowResult, to xml: inout XMLText) {
        let config = flow.flow.config
        xml.add(
            "testcase",
            [
                ("id", config.properties["junitId"] ?? flow.flow.title), ("name", flow.flow.title),
                ("classname", config.properties["junitClassname"] ?? flow.flow.title), ("file", flow.flow.file),
                ("time", ReportTime.seconds(flow.duration)), ("timestamp", ReportTime.timestamp(flow.startedAt)),
                ("status", flow.status.maestroName),
            ]
        ) { xml in
            addProperties(of: config, to: &xml)
            addVerdict(of: flow, to: &xml)
            let output = output(of: flow)
            if !output.isEmpty { xml.add("system-out", [], text: output.joined(separator: "\n")) }
        }
    }

    private func addProperties(of config: FlowConfig, to xml: inout XMLText) {
        var properties = config.properties.filter { !["junitId", "junitClassname"].contains($0.key) }
            .sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
        if !config.tags.isEmpty { properties.append((name: "tags", value: config.tags.joined(separator: ", "))) }
        guard !properties.isEmpty else { return }
        xml.add("properties", []) { xml in
            for property in properties {
                xml.add("property", [("name", property.name), ("value", property.value)]) { _ in }
            }
        }
    }

    private func addVerdict(of flow: FlowResult, to xml: inout XMLText) {
        let message = flow.failure?.message
        switch flow.status {
        case .passed, .warned: break
        case .skipped, .cancelled: xml.add("skipped", [("message", message ?? flow.status.rawValue)]) { _ in }
        case .failed, .infrastructure:
            xml.add(
                flow.status == .failed ? "failure" : "error",
                [("type", flow.failure?.code.rawValue ?? flow.status.rawValue), ("message", message)],
                text: flow.failure?.description ?? flow.status.rawValue)
        }
    }

    /// What its scripts wrote, and which elements were found again.
    private func output(of flow: FlowResult) -> [String] {
        flow.logs
            + flow.steps.compactMap { step in
                step.result.heal.map { "healed \(step.result.command.place): \($0.sentence)" }
            }
    }
}

extension FlowStatus {
    /// The word of Maestro's reports; it has none for a device that fails.
    fileprivate var maestroName: String {
        switch self {
        case .passed: "SUCCESS"
        case .warned: "WARNING"
        case .skipped: "SKIPPED"
        case .failed, .infrastructure: "ERROR"
        case .cancelled: "CANCELED"
        }
    }
}
