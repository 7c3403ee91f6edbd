import ArgumentParser
import Testing

@testable import thimble

@Suite struct DescribeCommandTests {
    @Test(arguments: [
        ["a.xml", "--as", "yaml"], ["a.xml", "b.xml", "--as", "json"], ["a.xml", "b.xml", "--as", "svg"],
        ["x/a.xml", "y/a.xml", "--out", "o"], ["a.xml", "--out", ""], ["a.xml", "--screenshot", "a.png"],
        ["a.xml", "--from", "html"], ["a.xml", "--repeat", "0"],
    ])
    func refusesWhatItCannotMean(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try DescribeCommand.parse(arguments) }
    }

    @Test(arguments: [
        [], ["-"], ["a.xml", "b.xml"], ["x/a.xml", "y/a.xml"], ["a.xml", "b.json", "--as", "json", "--out", "o"],
        ["a.xml", "--as", "svg", "--screenshot", "a.png", "--from", "maestro"], ["a.xml", "--as", "stats"],
    ])
    func takesTheContractsOptions(_ arguments: [String]) throws {
        _ = try DescribeCommand.parse(arguments)
    }
}
