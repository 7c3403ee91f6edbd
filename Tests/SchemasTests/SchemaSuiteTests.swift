import JSON
import Schemas
import Testing

@Suite(
    "JSON-Schema-Test-Suite",
    .enabled(if: SchemaSuite.isPresent, "the suite is not there: tools/peers/schema-suite fetches it"))
struct SchemaSuiteTests {
    /// What is refused, and nothing else: a keyword, and why.
    private static let refused: [SchemaDraft: Set<String>] = [
        .draft2020: ["$dynamicRef unsupported", "$ref otherDocument", "$schema unsupported", "format unsupported"],
        .draft2019: ["$recursiveRef unsupported", "$ref otherDocument", "$schema unsupported", "format unsupported"],
        .draft7: ["$ref otherDocument", "format unsupported"],
        .draft4: ["$ref otherDocument", "format unsupported"],
        .draft6: ["$ref otherDocument", "format unsupported"],
    ]

    /// Codes that may stop a schema at a keyword that is supported as such.
    private static let partly: [SchemaError.Code: Set<String>] = [
        .otherDocument: ["$ref"], .unsupported: ["$schema", "pattern", "patternProperties", "format"],
    ]

    @Test("Every group of every draft is judged as the suite says, or refused by name", arguments: SchemaDraft.allCases)
    func groups(draft: SchemaDraft) throws {
        var counts = (groups: 0, tests: 0, passed: 0)
        var refusals: [String: (groups: Int, tests: Int)] = [:]
        for file in SchemaSuite.files(of: draft) {
            for group in try file.groups() {
                counts.groups += 1
                counts.tests += group.tests.count
                let schema: JSONSchema
                do {
                    schema = try JSONSchema(group.schema, draft: draft, assertsFormats: file.assertsFormats)
                } catch {
                    let isKnown = JSONSchema.supportedKeywords.contains(error.keyword)
                    let isPartly = Self.partly[error.code]?.contains(error.keyword) ?? false
                    #expect(!isKnown || isPartly, "\(file): \(group.description): \(error)")
                    let before = refusals["\(error.keyword) \(error.code)"] ?? (0, 0)
                    refusals["\(error.keyword) \(error.code)"] = (before.groups + 1, before.tests + group.tests.count)
                    continue
                }
                for test in group.tests {
                    let faults = schema.faults(in: test.value)
                    let agrees = faults.isEmpty == test.isValid && schema.accepts(test.value) == test.isValid
                    #expect(agrees, "\(file): \(group.description): \(test.description): \(faults)")
                    if agrees { counts.passed += 1 }
                }
            }
        }
        let names = refusals.sorted { $0.key < $1.key }
        print("\(draft.rawValue): \(counts.groups) groups, \(counts.tests) tests, \(counts.passed) passed")
        for (name, count) in names { print("  refused: \(name): \(count.groups) groups, \(count.tests) tests") }
        #expect(Set(refusals.keys) == Self.refused[draft])
        #expect(counts.passed + refusals.values.reduce(0) { $0 + $1.tests } == counts.tests)
    }

    @Test("Every supported keyword that judges values is one that the suite tries")
    func keywords() throws {
        var tried: Set<String> = []
        for file in SchemaDraft.allCases.flatMap(SchemaSuite.files) {
            for group in try file.groups() where (try? JSONSchema(group.schema, draft: file.draft)) != nil {
                tried.formUnion(names(in: group.schema))
            }
        }
        print("supported keywords: \(JSONSchema.supportedKeywords.joined(separator: " "))")
        // These four are remarks, on which no value depends.
        let untried: Set = ["title", "readOnly", "writeOnly", "deprecated"]
        #expect(Set(JSONSchema.supportedKeywords).subtracting(tried) == untried)
    }

    private func names(in value: JSONValue) -> Set<String> {
        switch value {
        case .array(let items): items.reduce(into: []) { $0.formUnion(names(in: $1)) }
        case .object(let object):
            object.members.reduce(into: Set(object.keys)) { $0.formUnion(names(in: $1.value)) }
        default: []
        }
    }
}
