import FlowReports
import Flows
import Testing

/// A flow that the failure of another one left out was on no device.
@Suite struct LeftOutFlowTests {
    private static func suite(devices: [String]) throws -> FlowSuiteResult {
        var suite = try SampleSuite.fixed()
        suite.flows = Array(suite.flows[2...4])
        for (index, device) in devices.enumerated() { suite.flows[index].device = device }
        return suite
    }

    @Test func `it is no second device in JUnit or on the console`() throws {
        let suite = try Self.suite(devices: ["a", "a", ""])
        let heads = JUnitReport(suite).print().matches(of: /<testsuite name="Shop" (device.* skipped="[0-9]+") time/)
            .map(\.output.1)
        #expect(heads == [#"device="a" tests="3" failures="1" errors="1" skipped="1""#])
        let lines = ConsoleSummary(suite).print().split(separator: "\n")
        #expect(lines.last == "3 flows: 1 skipped, 1 failed, 1 infrastructure in 31 min 56 s")
        #expect(lines.first == "failed          pay  flows/pay.yaml  7 min 2 s")
    }

    @Test func `of several devices it is told with the first`() throws {
        let suite = try Self.suite(devices: ["b", "a", ""])
        let heads = JUnitReport(suite).print().matches(of: /<testsuite name="Shop" (device.*) failures/).map(\.output.1)
        #expect(heads == [#"device="b" tests="2""#, #"device="a" tests="1""#])
    }

    @Test func `it has no device in JSON and no empty fact in HTML`() throws {
        let suite = try Self.suite(devices: ["a", "a", ""])
        let lines = JSONLinesReport(suite).print().split(separator: "\n").filter { $0.contains(#""kind":"flow""#) }
        #expect(lines.map { $0.contains(#""device":"#) } == [true, true, false])
        #expect(!HTMLReport(suite).print().contains("<bdi></bdi>"))
    }

    @Test func `where all were left out there is one suite without a device`() throws {
        let text = JUnitReport(try Self.suite(devices: ["", "", ""])).print()
        #expect(text.contains(#"<testsuite name="Shop" tests="3" failures"#))
    }

    @Test func `a page of cancelled flows does not say that nothing failed and no more`() throws {
        var suite = try SampleSuite.fixed()
        suite.flows = [suite.flows[0], suite.flows[5]]
        #expect(HTMLReport(suite).print().contains("<title>Shop: 1 of 2 cancelled</title>"))
    }
}
