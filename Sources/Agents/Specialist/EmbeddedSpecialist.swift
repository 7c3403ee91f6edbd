import Decoding
package import EmbeddedSLM

/// The model in this process, as the specialist asks it.
package actor EmbeddedSpecialist: SpecialistModel {
    package nonisolated let name: String
    package nonisolated let calibration: Calibration
    package nonisolated let capacity: Int
    package nonisolated let room: Int
    private nonisolated let model: EmbeddedModel
    private nonisolated let retriever: Retriever?
    private let session: ModelSession

    /// Tokens that answers have room for; words of a quotation beyond are left out.
    private static let room = 640
    /// Tokens that the retriever's hints may add.
    private static let hints = 8

    /// - Parameters:
    ///   - model: a model of the specialist's vocabulary.
    ///   - name: as outputs show it.
    /// - Throws: `SpecialistModelError` for a model of another vocabulary, `SessionError` without memory.
    package init(_ model: EmbeddedModel, name: String = "embedded") throws {
        for token in SpecialToken.all where model.tokenizer.specialTokens[token.name] != token.id {
            throw SpecialistModelError(message: "the model has no \(token.name) of number \(token.id)")
        }
        self.model = model
        self.name = name
        room = min(Self.room, model.context / 3)
        capacity = model.context - room - Self.hints
        session = try model.makeSession()
        calibration = Calibration(
            slope: Self.number("thimble.confidence.slope", in: model) ?? 1,
            intercept: Self.number("thimble.confidence.intercept", in: model) ?? 0)
        retriever = try Self.retriever(of: model)
    }

    private static func retriever(of model: EmbeddedModel) throws(SpecialistModelError) -> Retriever? {
        guard case .bytes(let rows)? = model.metadata["thimble.retriever.rows"],
            case .numbers(let scales)? = model.metadata["thimble.retriever.scales"],
            case .numbers(let bias)? = model.metadata["thimble.retriever.bias"],
            let scale = number("thimble.retriever.scale", in: model)
        else { return nil }
        let count = model.vocabulary.count
        guard scales.count == count, bias.count == count, !rows.isEmpty, rows.count % count == 0 else {
            throw SpecialistModelError(message: "its retriever is of another vocabulary")
        }
        return Retriever(
            rows: rows.map { Int8(bitPattern: $0) }, scales: scales.map { Float($0) }, bias: bias.map { Float($0) },
            scale: Float(scale))
    }

    private static func number(_ key: String, in model: EmbeddedModel) -> Double? {
        guard case .number(let number)? = model.metadata[key] else { return nil }
        return number
    }

    package nonisolated func tokens(of text: String) -> [Int] { model.tokenizer.encode(text) }

    package nonisolated func hinted(_ prompt: [Int]) -> HintedPrompt {
        retriever?.hinted(prompt) ?? HintedPrompt(tokens: prompt)
    }

    package func logits(of tokens: [Int], _ questions: [LogitQuestion]) throws -> [[[Float]]] {
        let answers = try session.prefill(
            tokens, wanting: questions.map { LogitRequest(positions: $0.positions, tokens: $0.candidates) })
        return answers.map { answer in answer.positions.indices.map { Array(answer[$0]) } }
    }
}

/// Why a model cannot be the specialist.
package struct SpecialistModelError: Error, Sendable, Hashable, CustomStringConvertible {
    package var message: String

    package var description: String { "this model was not trained for Thimble's prompts: \(message)" }
}
