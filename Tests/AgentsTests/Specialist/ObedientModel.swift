@testable import Agents

/// A model that says what it was told to, byte by byte, and is surer of it the larger `certainty` is.
struct ObedientModel: SpecialistModel {
    var name = "obedient"
    var calibration = Calibration()
    /// Tokens that it prefers, in this order of preference, wherever they are legal.
    var wishes: [SpecialToken] = []
    /// The words that it takes to be meant wherever they are quoted, as they are folded.
    var meant: Set<String> = []
    var certainty: Float = 20
    var capacity = 20_000
    var room = 20_000

    private static let firstByte = SpecialToken.all.count

    func tokens(of text: String) -> [Int] { text.utf8.map { Self.firstByte + Int($0) } }

    func hinted(_ prompt: [Int]) -> HintedPrompt { HintedPrompt(tokens: prompt) }

    func logits(of tokens: [Int], _ questions: [LogitQuestion]) -> [[[Float]]] {
        questions.map { question in
            question.positions.map { position in
                let isMeant =
                    tokens[position] == SpecialToken.quote.id && meant.contains(word(before: position, tokens))
                return question.candidates.map { candidate in
                    if tokens[position] == SpecialToken.quote.id {
                        return (candidate == SpecialToken.hit.id) == isMeant ? certainty : 0
                    }
                    return wishes.firstIndex { $0.id == candidate }.map { certainty / Float($0 + 1) } ?? 0
                }
            }
        }
    }

    private func word(before position: Int, _ tokens: [Int]) -> String {
        let bytes = tokens[..<position].reversed().prefix { $0 >= Self.firstByte }.reversed()
        return String(decoding: bytes.map { UInt8($0 - Self.firstByte) }, as: UTF8.self)
    }
}
