import Agents

/// A model that says what it was told to, byte by byte, and is surer of it the larger `certainty` is.
struct ObedientModel: SpecialistModel {
    var name = "obedient"
    var calibration = Calibration()
    /// Tokens that it prefers, in this order of preference, wherever they are legal.
    var wishes: [SpecialToken] = []
    /// The text that it copies.
    var text = ""
    var certainty: Float = 20
    var capacity = 20_000

    private static let firstByte = SpecialToken.all.count

    var textTokens: [[UInt8]: Int] {
        Dictionary(uniqueKeysWithValues: (0..<256).map { ([UInt8($0)], Self.firstByte + $0) })
    }

    func bytes(of token: Int) -> [UInt8] { [UInt8(token - Self.firstByte)] }

    func tokens(of text: String) -> [Int] { text.utf8.map { Self.firstByte + Int($0) } }

    func hinted(_ prompt: [Int]) -> [Int] { prompt }

    func logits(of tokens: [Int], _ questions: [LogitQuestion]) -> [[[Float]]] {
        questions.map { question in
            question.positions.map { position in
                let written = tokens[...position].reversed().prefix { $0 >= Self.firstByte }.reversed()
                let next = self.tokens(of: text).dropFirst(written.count).first
                let isCopying = written.elementsEqual(self.tokens(of: text).prefix(written.count))
                return question.candidates.map { candidate in
                    if isCopying, candidate == next { return certainty }
                    if isCopying, next == nil, candidate == SpecialToken.end.id { return certainty }
                    return wishes.firstIndex { $0.id == candidate }.map { certainty / Float($0 + 1) } ?? 0
                }
            }
        }
    }
}
