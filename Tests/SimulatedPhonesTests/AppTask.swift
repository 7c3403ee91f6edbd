import Foundation
import YAML

/// Something a person could ask of a declared app, as a file under `fixtures/tasks` has it.
struct AppTask: Sendable {
    var id: String
    /// By language.
    var instruction: [String: String]
    /// An expression over the app's state.
    var check: String
    var steps: [Step]

    /// One thing that a finger or a keyboard does.
    struct Step: Sendable, CustomStringConvertible {
        /// What the step is: `tap`, `type` and so on.
        var verb: String
        /// What the verb is given: a label, a text, a key.
        var object: String
        /// Everything else that it says.
        var more: [String: String]

        var description: String { "\(verb) “\(object)”" }

        /// The keys that may stand beside each verb.
        static let keys: [String: Set<String>] = [
            "tap": ["near", "nth"], "hold": ["near", "nth"], "swipe": ["near", "nth"], "slide": ["to"],
            "type": ["into", "near", "nth", "clear"], "press": [], "wait": [],
        ]
    }
}

extension AppTask {
    struct Malformed: Error, CustomStringConvertible {
        var description: String
    }

    private static let folder = SampleApps.folder.appending(path: "../tasks").standardized

    /// The apps that have tasks, by their files' names without extension, sorted.
    static let apps: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }()

    /// The tasks of an app, every key of them checked.
    static func all(of app: String) throws -> [AppTask] {
        let bytes = try Data(contentsOf: folder.appending(path: "\(app).yaml"))
        return try (try YAMLTree.parse(Array(bytes))?.elements ?? []).map { try AppTask($0, app) }
    }

    private init(_ node: YAMLTree, _ app: String) throws {
        guard let id = node["id"]?.text, let said = node["instruction"], let check = node["check"]?.text,
            let steps = node["steps"]?.elements, !steps.isEmpty
        else { throw Malformed(description: "\(app): a task needs id, instruction, check and steps") }
        self.id = id
        self.check = check
        instruction = try said.text.map { ["en": $0] } ?? Self.texts(said, "\(app)/\(id)")
        self.steps = try steps.map { try Step(Self.texts($0, "\(app)/\(id)"), "\(app)/\(id)") }
    }

    fileprivate static func texts(_ node: YAMLTree, _ place: String) throws -> [String: String] {
        var texts: [String: String] = [:]
        for member in node.members ?? [] {
            guard let key = member.key.text, let value = member.value.text else {
                throw Malformed(description: "\(place): keys and values must be texts")
            }
            texts[key] = value
        }
        return texts
    }
}

extension AppTask.Step {
    fileprivate init(_ texts: [String: String], _ place: String) throws {
        let verbs = texts.keys.filter { Self.keys[$0] != nil }
        guard verbs.count == 1, let verb = verbs.first, let object = texts[verb] else {
            throw AppTask.Malformed(description: "\(place): a step does one thing, not \(texts.keys.sorted())")
        }
        more = texts.filter { $0.key != verb }
        if let odd = more.keys.first(where: { Self.keys[verb]?.contains($0) != true }) {
            throw AppTask.Malformed(description: "\(place): \(verb) knows no “\(odd)”")
        }
        self.verb = verb
        self.object = object
    }
}
