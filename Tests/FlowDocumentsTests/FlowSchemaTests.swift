import FlowDocuments
import JSON
import Schemas
import TestSupport
import Testing
import YAML

/// The schema says what the reader takes.
struct FlowSchemaTests {
    static let schema = try? JSONSchema(FlowSchema.json)

    private func accepts(_ document: String) throws -> Bool {
        let schema = try #require(Self.schema)
        return try YAMLTree.documents(Array(document.utf8)).allSatisfy { schema.accepts($0.asJSON) }
    }

    @Test func theSchemaIsOne() throws {
        #expect(FlowSchema.json["$schema"]?.string == "https://json-schema.org/draft/2020-12/schema")
        #expect(try JSONSchema(FlowSchema.json).accepts(["appId": "a"]))
    }

    /// What the reader finds wrong with a flow.
    private func fault(of flow: [UInt8]) -> FlowError? {
        do throws(FlowError) {
            _ = try FlowDocument(reading: flow, file: "f.yaml")
            return nil
        } catch {
            return error
        }
    }

    private static var commands: JSONObject? {
        FlowSchema.json["$defs"]?["command"]?["anyOf"]?.array?.last?["properties"]?.object
    }

    @Test func theCommandsAreTheReaders() throws {
        let known = Set(CommandFormTests.forms.map(\.name))
        #expect(Set(try #require(Self.commands).keys) == known.union(["hide keyboard"]))
    }

    @Test(arguments: CommandFormTests.forms) func everyFormOfACommandIsAccepted(_ form: CommandFormTests.Form) throws {
        #expect(try accepts("- \(form.name)") == form.standsAlone)
        for text in form.texts { #expect(try accepts("- \(form.name): \(text)"), "\(text)") }
        guard !form.mapping.isEmpty else { return }
        #expect(try accepts("- \(form.name): \(form.mapping)"))
        let inner = form.mapping == "{label: L}" ? "" : form.mapping.dropFirst().dropLast() + ", "
        #expect(try accepts("- \(form.name): {\(inner)label: L, optional: true}"))
        #expect(try !accepts("- \(form.name): {\(inner)zzzzzz: 1}"))
    }

    /// Every name that any command takes, tried on each command.
    @Test(arguments: CommandFormTests.forms.filter { !$0.mapping.isEmpty })
    func thePropertiesOfACommandAreTheReaders(_ form: CommandFormTests.Form) throws {
        let commands = try #require(Self.commands)
        let universe = Set(commands.members.flatMap { Self.properties(of: $0.value) } + ["zzzzzz"])
        let mine = Set(Self.properties(of: try #require(commands[form.name])))
        let read = universe.filter { name in
            let fault = fault(of: Array("appId: a\n---\n- \(form.name): {\(name): 1}\n".utf8))
            return fault?.title != "Unknown Property: \(name)"
        }
        #expect(read == mine)
    }

    private static func properties(of command: JSONValue) -> [String] {
        let object = command["anyOf"]?.array?.last ?? command
        return object["properties"]?.object?.keys ?? []
    }

    @Test(arguments: [
        "- tapOnn: a", "- tapOn: {txt: a}", "- back: {text: a}", "- tapOn: {text: a}\n  back: {}", "back",
        "name: no app", "- repeat: {times: 2}", "- tapOn: {below: {txt: a}}", "- runFlow: {when: {visble: a}}",
        "- runFlow: {commands: [{tapOnn: a}]}", "- tapOn: {text: a, optional: maybe}", "- swipe: {direction: round}",
        "appId: a\nonFlowStart: [tapOnn]", "appId: a\ntags: smoke", "- eraseText: many",
    ]) func whatTheReaderRefusesTheSchemaRefuses(_ document: String) throws {
        #expect(try !accepts(document))
        let flow = document.hasPrefix("-") ? "appId: a\n---\n\(document)\n" : "\(document)\n---\n- back\n"
        #expect(throws: FlowError.self) { try FlowDocument(reading: Array(flow.utf8), file: "f.yaml") }
    }

    static let shared = SharedFlowFiles()

    @Test(.enabled(if: SharedFlowFiles.isThere, "the shared flows are absent: set THIMBLE_SHARED"))
    func everySharedFlowIsAcceptedAndTheFaultyOnesAreNot() throws {
        var counts = (valid: 0, refused: 0)
        for name in try Self.shared.files(below: ".") where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            let bytes = try Self.shared.read(name)
            let text = String(decoding: bytes, as: UTF8.self)
            switch fault(of: bytes)?.code {
            case nil:
                #expect(try accepts(text), "\(name)")
                counts.valid += 1
            case .unknownCommand, .unknownProperty:
                #expect(try !accepts(text), "\(name)")
                counts.refused += 1
            default: continue
            }
        }
        #expect(counts.valid > 200 && counts.refused > 3, "\(counts)")
    }
}

extension YAMLTree {
    /// As editors see it: plain scalars have the types of YAML 1.2.
    fileprivate var asJSON: JSONValue {
        switch content {
        case .sequence(let elements): return .array(elements.map(\.asJSON))
        case .mapping(let members):
            return .object(JSONObject(members.map { (key: $0.key.text ?? "", value: $0.value.asJSON) }))
        case .scalar(let text, let isPlain):
            guard isPlain else { return .string(text) }
            if ["", "~", "null"].contains(text) { return .null }
            if text == "true" || text == "false" { return .bool(text == "true") }
            if let number = Int64(text) { return .integer(number) }
            return Double(text).flatMap { $0.isFinite ? .number($0) : nil } ?? .string(text)
        }
    }
}
