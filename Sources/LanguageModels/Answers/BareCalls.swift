package import Tools

/// Calls without a marker: JSON, or a code fence with JSON, at the start of a line.
///
/// Before any text, what has a name and arguments is a call; after text, only what names a declared function.
package enum BareCalls {
    /// Makes the rules for JSON that begins with one of the openings, which may be brackets or backticks.
    package static func rules(
        _ form: JSONCallBody.Form, tools: [FunctionDeclaration], openings: [String] = ["{", "[", "```"],
        place: SpanRule.Place = .lineStart
    ) -> [SpanRule] {
        let declared = Set(tools.map(\.name))
        return openings.map { opening in
            SpanRule(
                opening, place,
                .calls { afterText in
                    JSONCallBody(form, .shape(declared: declared, afterText: afterText), opening: opening)
                })
        }
    }

    /// What may stand between such calls, and a bracket too many after one.
    package static let layout = ",;}]"
}
