import ArgumentParser
import Decoding
import EmbeddedSLM
import JSON

/// `thimble model info`: what the embedded model is, and how it was made.
struct ModelInfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Tell what the embedded model is and how it was made.",
        discussion: "Example: thimble model info --json")

    @Argument(help: ArgumentHelp("A model in a file; the one in this program when left out.", valueName: "file.gguf"))
    var file: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let model = try file.map { try EmbeddedModel(path: $0) } ?? EmbeddedModel.shipped()
        let facts = Self.facts(model)
        if json {
            print(JSONValue.object(JSONObject(facts.map { ($0.name, $0.value) })).print())
        } else {
            let width = facts.map(\.name.count).max() ?? 0
            for fact in facts {
                let blank = String(repeating: " ", count: width - fact.name.count)
                print("\(fact.name)\(blank)  \(fact.value.string ?? fact.value.print())")
            }
        }
    }

    private static func facts(_ model: EmbeddedModel) -> [(name: String, value: JSONValue)] {
        let shape = model.shape
        func number(_ value: Int) -> JSONValue { .integer(Int64(value)) }
        var facts: [(name: String, value: JSONValue)] = [
            ("architecture", .string("llama")), ("parameters", number(parameters(model))),
            ("layers", number(shape.layers)), ("width", number(shape.width)), ("heads", number(shape.heads)),
            ("key_value_heads", number(shape.keyValueHeads)), ("head_size", number(shape.headSize)),
            ("hidden", number(shape.hidden)), ("vocabulary", number(model.vocabulary.count)),
            ("context", number(model.context)), ("weight_bytes", number(model.weightBytes)),
            ("kernels", .string(model.path.description)),
        ]
        if case .bytes(let rows)? = model.metadata["thimble.retriever.rows"] {
            facts.append(("retriever_dimensions", number(rows.count / max(model.vocabulary.count, 1))))
        }
        for key in ["general.license", "thimble.data", "thimble.training"] {
            guard case .text(let text)? = model.metadata[key] else { continue }
            let value = (try? JSONValue(parsing: Array(text.utf8))) ?? .string(text)
            facts.append((key.split(separator: ".").last.map(String.init) ?? key, value))
        }
        return facts
    }

    /// Of the decoder; embeddings are tied.
    private static func parameters(_ model: EmbeddedModel) -> Int {
        let shape = model.shape
        let attention = shape.width * shape.headSize * (2 * shape.heads + 2 * shape.keyValueHeads)
        let layer = attention + 3 * shape.width * shape.hidden + 2 * shape.width
        return shape.layers * layer + model.vocabulary.count * shape.width + shape.width
    }
}
