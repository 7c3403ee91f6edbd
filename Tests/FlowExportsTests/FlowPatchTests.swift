import FlowDocuments
import Testing

@testable import FlowExports

struct FlowPatchTests {
    private static let source = """
        appId: app
        ---
        - launchApp
        # thimble: {"screen":"0"}
        - tapOn:
            id: old   # a remark
            # why
            optional: true

        # the list
        - repeat:
            times: 2
            commands:
              - tapOn: Old
              - back
        - runFlow: {commands: [{tapOn: Old}]}
        """

    private static func commands() throws -> [FlowCommand] {
        try FlowDocument(reading: Array(source.utf8), file: "f.yaml").commands
    }

    private static func retargeted(_ command: FlowCommand) -> FlowCommand {
        var command = command
        command.operation = command.operation.retargeted(FlowSelector(text: "New", place: command.place))
        return command
    }

    @Test func onlyTheCommandChanges() throws {
        var patch = FlowPatch(Self.source, file: "f.yaml")
        var noted = try Self.retargeted(Self.commands()[1])
        noted.note = "{\"screen\":\"1\"}"
        try patch.replace(noted)
        guard case .repetition(_, _, let inner) = try Self.commands()[2].operation else {
            Issue.record("no repeat")
            return
        }
        try patch.replace(Self.retargeted(inner[0]))
        let expected = """
            appId: app
            ---
            - launchApp
            # why
            # thimble: {"screen":"1"}
            - tapOn:
                text: "New"
                optional: true

            # the list
            - repeat:
                times: 2
                commands:
                  - tapOn: "New"
                  - back
            - runFlow: {commands: [{tapOn: Old}]}
            """
        #expect(patch.text == expected)
        let read = try FlowDocument(reading: Array(patch.text.utf8), file: "f.yaml")
        #expect(read.commands[1].operation.target?.text == "New")
        #expect(read.commands[1].note == "{\"screen\":\"1\"}")
    }

    @Test func theDiffSaysWhatChanged() throws {
        var patch = FlowPatch("appId: app\n---\n- back\n- tapOn: Old\n- back\n", file: "f.yaml")
        var command = FlowCommand(
            .tap(.init(.short, selector: FlowSelector(text: "New", place: SourcePlace("f.yaml", line: 4, column: 3)))),
            place: SourcePlace("f.yaml", line: 4, column: 3))
        command.isOptional = false
        try patch.replace(command)
        #expect(
            patch.diff == """
                --- f.yaml
                +++ f.yaml
                @@ -1,5 +1,5 @@
                 appId: app
                 ---
                 - back
                -- tapOn: Old
                +- tapOn: "New"
                 - back

                """)
    }

    @Test func changesNearEachOtherShareAHunkAndKeepWhatIsEqual() throws {
        let source = "appId: app\n---\n# thimble: {}\n- tapOn:\n    id: a\n- back\n- tapOn:\n    id: b\n"
        let commands = try FlowDocument(reading: Array(source.utf8), file: "f.yaml").commands
        var patch = FlowPatch(source, file: "f.yaml")
        for command in [commands[0], commands[2]] {
            var command = command
            command.operation = command.operation.retargeted(FlowSelector(id: "c", place: command.place))
            try patch.replace(command)
        }
        #expect(
            patch.diff == """
                --- f.yaml
                +++ f.yaml
                @@ -2,7 +2,7 @@
                 ---
                 # thimble: {}
                 - tapOn:
                -    id: a
                +    id: "c"
                 - back
                 - tapOn:
                -    id: b
                +    id: "c"

                """)
    }

    @Test func aCommandWithinALineIsLeftToAPerson() throws {
        guard case .runFlow(.commands(let inner), _, _) = try Self.commands()[3].operation else {
            Issue.record("no runFlow")
            return
        }
        var patch = FlowPatch(Self.source, file: "f.yaml")
        let error = #expect(throws: FlowExportError.self) { try patch.replace(inner[0]) }
        #expect(error?.place.line == 16)
        #expect(patch.isEmpty)
    }
}
