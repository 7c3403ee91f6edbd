internal import YAML

extension CommandFields {
    func typing() throws(FlowError) -> FlowOperation {
        switch name {
        case .inputText: .inputText(try text("text"))
        case .inputRandomText: .inputRandom(try random(.text))
        case .inputRandomNumber: .inputRandom(try random(.number))
        case .inputRandomEmail: try nothing(.inputRandom(.init(.email)))
        case .inputRandomPersonName: try nothing(.inputRandom(.init(.personName)))
        case .inputRandomCityName: try nothing(.inputRandom(.init(.cityName)))
        case .inputRandomCountryName: try nothing(.inputRandom(.init(.countryName)))
        case .inputRandomColorName: try nothing(.inputRandom(.init(.colorName)))
        case .eraseText: .eraseText(characters: try erasure())
        case .pressKey: .pressKey(try pressedKey())
        case .back: try nothing(.back)
        case .hideKeyboard: try nothing(.hideKeyboard)
        case .copyTextFrom: .copyTextFrom(try selector())
        case .pasteText: try nothing(.pasteText)
        case .setClipboard: .setClipboard(try text("text"))
        default: try legacyAction()
        }
    }

    private func random(_ kind: FlowOperation.RandomInput.Kind) throws(FlowError) -> FlowOperation.RandomInput {
        .init(kind, length: try fields("length").integer("length"))
    }

    private func erasure() throws(FlowError) -> Int? {
        guard let value, let text = value.text else {
            return try fields("charactersToErase").integer("charactersToErase")
        }
        guard let count = Int(text) else {
            throw source.error(
                .invalidValue, "Incorrect Format: eraseText", "eraseText takes a number of characters",
                at: source.place(value))
        }
        return count
    }

    private func pressedKey() throws(FlowError) -> String {
        let written = try text("key")
        let key = written.lowercased()
        guard written.contains("${") || FlowKeys.names.contains(key) else {
            throw source.error(
                .invalidValue, "Unknown Key: \(written)",
                "there is no key \(written)\(Suggestion.clause(for: key, among: FlowKeys.names))",
                at: source.place(value ?? self.key))
        }
        // A variable's name is another one in small letters.
        return written.contains("${") ? written : key
    }

    private func legacyAction() throws(FlowError) -> FlowOperation {
        switch value?.text {
        case "back": return .back
        case "hideKeyboard", "hide keyboard": return .hideKeyboard
        case "scroll": return .scroll
        case "clearKeychain": return .clearKeychain
        case "pasteText": return .pasteText
        default:
            throw source.error(
                .unknownCommand, "Invalid Command: \(value?.text ?? "action")",
                "action takes back, hideKeyboard, scroll, clearKeychain or pasteText", at: source.place(value ?? key))
        }
    }
}
