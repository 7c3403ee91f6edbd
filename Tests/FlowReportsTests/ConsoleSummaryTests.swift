import FlowReports
import Flows
import Testing

@Suite struct ConsoleSummaryTests {
    @Test func `a flow is a line, with its failure and its heals below`() throws {
        var suite = try SampleSuite.fixed()
        suite.flows[4].device = "sim:shop\u{1B}[2J"
        let wanted = """
            passed          Log in & "out"  flows/login.yaml  emulator-5554  6.0 s  attempt 2
                healed flows/login.yaml:6:3: text Buy is now id buy (score 0.93)
            warned          pay  flows/pay.yaml  emulator-5554  7 min 2 s
            failed          pay  flows/pay.yaml  emulator-5554  7 min 2 s
                flows/pay.yaml:3:3: nothing on the screen has the text "Pay"
            infrastructure  pay  flows/pay.yaml  emulator-5554  7 min 2 s
                the device went offline
            skipped         pay  flows/pay.yaml  sim:shop [2J  7 min 2 s
            cancelled       pay  flows/pay.yaml  emulator-5554  7 min 2 s
            6 flows: 1 passed, 1 warned, 1 skipped, 1 failed, 1 infrastructure, 1 cancelled in 31 min 56 s

            """
        #expect(ConsoleSummary(suite).print() == wanted)
    }

    @Test(arguments: [
        (0, "0 ms"), (999, "999 ms"), (1000, "1.0 s"), (12_349, "12.3 s"), (59_949, "59.9 s"), (59_950, "1 min 0 s"),
        (125_000, "2 min 5 s"), (3_599_499, "59 min 59 s"), (3_599_500, "1 h 0 min"), (86_400_000, "24 h 0 min"),
    ])
    func `a time is said in two units at most`(_ milliseconds: Int, _ words: String) throws {
        var suite = try SampleSuite.fixed()
        suite.flows = []
        suite.duration = .milliseconds(milliseconds)
        #expect(ConsoleSummary(suite).print() == "0 flows in \(words)\n")
    }
}
