/// Takes one input through a reader of what a model, or a person who writes schemas, says; traps where a law does not
/// hold.
///
/// The first byte chooses the reader, and for answers the dialect; the second where an answer is cut, or a variant.
package func probeModel(_ input: [UInt8]) {
    guard input.count >= 2 else { return }
    let bytes = Array(input.dropFirst(2))
    let (choice, seed) = (Int(input[0] / 4), input[1])
    switch input[0] % 4 {
    case 0: checkAnswer(bytes, dialect: choice, cuts: seed)
    case 1: checkPattern(bytes)
    case 2: checkSchema(bytes, assertsFormats: seed % 2 == 1)
    default: checkTools(bytes)
    }
}
