internal import Spellings

/// A label or an id, taken apart once to be held against many others.
struct ComparedName {
    private let text: String
    private let words: Set<String>
    private let numbers: Set<String>

    init(_ text: String) {
        self.text = text.lowercased()
        words = Self.words(text)
        numbers = words.filter { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }

    /// How much two names have in common, 0 to 1: by letters, or by words in any order.
    func likeness(to other: ComparedName) -> Double {
        if text.isEmpty || other.text.isEmpty { return 0 }
        if text == other.text { return 1 }
        // "Item 1" is spelled much like "Item 2", and is another.
        if numbers != other.numbers { return 0 }
        let count = words.count + other.words.count
        let byWords = count == 0 ? 0 : 2 * Double(words.intersection(other.words).count) / Double(count)
        // Below that, texts are alike by chance.
        let likeness = max(Spelling.likeness(text, other.text, floor: 0.5), byWords)
        return likeness < 0.5 ? 0 : min(likeness, 0.95)
    }

    /// Whether a likeness speaks for the same thing.
    static func isEvident(_ likeness: Double) -> Bool { likeness >= 0.8 }

    /// Words, and numbers, of a label or an id.
    private static func words(_ text: String) -> Set<String> {
        var words: Set<String> = []
        var word = ""
        var last: Character = " "
        for character in text {
            let isPart = character.isLetter || character.isNumber
            let begins =
                !isPart || character.isUppercase && last.isLowercase || character.isNumber != last.isNumber
            if begins, !word.isEmpty {
                words.insert(word)
                word = ""
            }
            if isPart { word.append(contentsOf: character.lowercased()) }
            last = character
        }
        if !word.isEmpty { words.insert(word) }
        return words
    }
}
