import Tools

/// What the specialist reads of a request and the functions that could meet it.
///
/// `<task>` request, `<tools>` each function as its name, what it does, each parameter behind `<arg>`, and last its
/// pointer `<fk>`; `<recap>` the pointers once more; `<call>`. The answer is the function's pointer or `<no_call>`, and
/// `<end>`; behind it stands a quotation that each parameter's value is chosen from.
struct FunctionPrompt {
    let pieces: [SpecialistPrompt.Piece]
    /// The function of each pointer: `choices[k - 1]` is what `<fk>` names.
    let choices: [CallSpace.Choice]
    let request: FoldedText

    /// Of more functions, those that share most words with the request are shown.
    static let mostFunctions = 16
    /// Further parameters of a function are left out of the prompt and of the call.
    static let mostParameters = 8

    /// - Parameters:
    ///   - request: what the person wants.
    ///   - space: the functions.
    ///   - most: how many of them are shown.
    init(_ request: String, in space: CallSpace, most: Int = Self.mostFunctions) {
        self.request = FoldedText(request, limit: 400)
        let shown = Set(
            // One more, as the pseudo-tool may be among them.
            ToolIndex(space.registry).tools(for: request, count: most + 1).map(\.name))
        choices = Array(
            space.choices.filter { $0.tool.name != NoCall.toolName && shown.contains($0.tool.name) }
                .prefix(most))
        var pieces: [SpecialistPrompt.Piece] = [.special(.task), .text(self.request.line), .special(.tools)]
        for (place, choice) in choices.enumerated() {
            pieces.append(.text(Self.words(choice.tool.name) + FoldedText.line(": " + choice.tool.summary, limit: 80)))
            for argument in choice.arguments.prefix(Self.mostParameters) {
                pieces.append(.special(.argument))
                pieces.append(
                    .text(Self.words(argument.parameter.name) + FoldedText.line(": " + Self.kind(argument), limit: 60)))
            }
            pieces.append(.special(.function(place + 1)))
        }
        pieces.append(.special(.recap))
        pieces += choices.indices.map { .special(.function($0 + 1)) }
        self.pieces = pieces + [.special(.call)]
    }

    /// What the values of a function's parameters are chosen from.
    func values(of choice: CallSpace.Choice) -> [FunctionValue] {
        choice.arguments.prefix(Self.mostParameters).map { FunctionValue($0, request: request) }
    }

    /// A name's words: `set_alarm` and `setAlarm` are both "set alarm".
    static func words(_ name: String) -> String {
        var words = ""
        var previous: Character = " "
        for character in name {
            let isWord = character.isLetter || character.isNumber
            if character.isUppercase, previous.isLowercase { words.append(" ") }
            words.append(isWord ? character : " ")
            previous = character
        }
        return FoldedText.line(words, limit: 40)
    }

    /// The options of a choice, else what the declaration says of it.
    private static func kind(_ argument: CallSpace.Argument) -> String {
        switch argument.domain {
        case .oneOf(let options): options.prefix(8).joined(separator: ", ")
        case .boolean: "yes or no " + argument.parameter.summary
        case .integer, .number: "number " + argument.parameter.summary
        default: argument.parameter.summary
        }
    }
}
