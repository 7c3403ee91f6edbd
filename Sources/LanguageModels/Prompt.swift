/// A prompt in pieces: what the template writes as special tokens, and text that must never become one.
///
/// Text from screens and people may hold `<|im_end|>`. A tokenizer that is handed the pieces encodes text pieces
/// without looking for special tokens, so such text cannot end a turn.
package struct Prompt: Sendable, Hashable {
    package enum Piece: Sendable, Hashable {
        /// The literal of one special token; a vocabulary that lacks it encodes it as text.
        case special(String)
        /// Anything else.
        case text(String)
    }

    package private(set) var pieces: [Piece] = []

    package init(_ pieces: [Piece] = []) {
        for piece in pieces { append(piece) }
    }

    /// Adds a piece; neighbouring texts become one, so that they are tokenized together.
    package mutating func append(_ piece: Piece) {
        switch (pieces.last, piece) {
        case (_, .text("")): break
        case (.text(let before), .text(let text)): pieces[pieces.count - 1] = .text(before + text)
        default: pieces.append(piece)
        }
    }

    /// The prompt as one text, which is what a template engine prints.
    package var text: String {
        pieces.map { piece in
            switch piece {
            case .special(let token): token
            case .text(let text): text
            }
        }.joined()
    }
}
