import FlowDocuments
import FlowReports
import Flows
import Foundation
import TestSupport
import Testing

@Suite struct JUnitReportTests {
    @Test func `a suite prints in Maestro's shape`() throws {
        let wanted = """
            <?xml version='1.0' encoding='UTF-8'?>
            <testsuites>
              <testsuite name="Shop" device="emulator-5554" tests="6" failures="1" errors="1" skipped="2" time="1915.947" \
            timestamp="2026-07-01T12:00:00">
                <testcase id="TC-7" name="Log in &amp; &quot;out&quot;" classname="shop.Login" file="flows/login.yaml" \
            time="6.0" timestamp="2026-07-01T12:00:00" status="SUCCESS">
                  <properties>
                    <property name="owner" value="ann"/>
                    <property name="priority" value="P0"/>
                    <property name="tags" value="smoke, auth"/>
                  </properties>
                  <system-out>token &lt;x&gt;
            done
            healed flows/login.yaml:6:3: text Buy is now id buy (score 0.93)</system-out>
                </testcase>
                <testcase id="pay" name="pay" classname="pay" file="flows/pay.yaml" time="421.573" \
            timestamp="2026-07-01T12:00:06" status="WARNING"/>
                <testcase id="pay" name="pay" classname="pay" file="flows/pay.yaml" time="421.573" \
            timestamp="2026-07-01T12:00:07" status="ERROR">
                  <failure type="elementNotFound" message="nothing on the screen has the text &quot;Pay&quot;">\
            flows/pay.yaml:3:3: nothing on the screen has the text &quot;Pay&quot;</failure>
                </testcase>
                <testcase id="pay" name="pay" classname="pay" file="flows/pay.yaml" time="421.573" \
            timestamp="2026-07-01T12:00:08" status="ERROR">
                  <error type="device" message="the device went offline">the device went offline</error>
                </testcase>
                <testcase id="pay" name="pay" classname="pay" file="flows/pay.yaml" time="421.573" \
            timestamp="2026-07-01T12:00:09" status="SKIPPED">
                  <skipped message="skipped"/>
                </testcase>
                <testcase id="pay" name="pay" classname="pay" file="flows/pay.yaml" time="421.573" \
            timestamp="2026-07-01T12:00:10" status="CANCELED">
                  <skipped message="cancelled"/>
                </testcase>
              </testsuite>
            </testsuites>

            """
        #expect(try JUnitReport(SampleSuite.fixed()).print() == wanted)
    }

    @Test func `each device has a suite of its own, as long as its flows took`() throws {
        var suite = try SampleSuite.fixed()
        suite.flows[3].device = "emulator-5556"
        suite.flows[5].device = "emulator-5556"
        let heads = JUnitReport(suite).print().matches(of: /<testsuite name.*/).map { String($0.output) }
        #expect(
            heads == [
                """
                <testsuite name="Shop" device="emulator-5554" tests="4" failures="1" errors="0" skipped="1" \
                time="430.573" timestamp="2026-07-01T12:00:00">
                """,
                """
                <testsuite name="Shop" device="emulator-5556" tests="2" failures="0" errors="1" skipped="1" \
                time="423.573" timestamp="2026-07-01T12:00:08">
                """,
            ])
    }

    @Test func `a suite without flows is one of no tests`() {
        let suite = FlowSuiteResult(name: "none", startedAt: .seconds(-1), duration: .zero, flows: [])
        #expect(
            JUnitReport(suite).print().contains(
                """
                <testsuite name="none" tests="0" failures="0" errors="0" skipped="0" time="0.0" \
                timestamp="1969-12-31T23:59:59"/>
                """))
    }

    @Test(
        "The schema of JUnit reports accepts every status",
        .enabled(if: Program.named("xmllint") != nil, "xmllint is not installed"))
    func validity() async throws {
        let xmllint = try #require(Program.named("xmllint"))
        let schema = SampleSuite.package.appending(path: "fixtures/reports/junit.xsd").path
        var hostile = try SampleSuite.fixed()
        for index in hostile.flows.indices { hostile.flows[index].logs = HostileText.samples }
        for suite in [try SampleSuite.fixed(), hostile] {
            let text = JUnitReport(suite).print()
            let output = try await xmllint.run(
                ["--noout", "--nonet", "--schema", schema, "-"], input: Array(text.utf8))
            #expect(output.status == 0, "\(output.errorText)")
        }
        // The schema can say no: to a count that is missing, and to an element that it does not know.
        for (part, other) in [(" failures=\"1\"", ""), ("<skipped message=\"skipped\"/>", "<skipping/>")] {
            let text = try JUnitReport(SampleSuite.fixed()).print().replacingOccurrences(of: part, with: other)
            let output = try await xmllint.run(
                ["--noout", "--nonet", "--schema", schema, "-"], input: Array(text.utf8))
            #expect(output.status == 3)
        }
    }
}
