import Decoding
import Foundation

/// Reads a vocabulary: one token a line, in hexadecimal.
enum VocabularyFile {
    static func read(_ path: String) throws -> Vocabulary {
        let data = try Data(contentsOf: URL(filePath: path))
        let tokens = data.split(separator: 0x0A, omittingEmptySubsequences: false).map { line -> [UInt8] in
            let digits = line.compactMap { byte in Character(Unicode.Scalar(byte)).hexDigitValue }
            return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        }
        let kept = tokens.last == [] ? Array(tokens.dropLast()) : tokens
        let end = kept.lastIndex(of: Vocabulary.special("<|end|>"))
        return Vocabulary(kept, endTokens: end.map { [$0] } ?? [])
    }
}
