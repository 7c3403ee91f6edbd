import JSON
import Schemas
package import Tools

extension Grammar {
    /// The grammar of the calls that are legal on a screen.
    ///
    /// - Parameters:
    ///   - space: the calls.
    ///   - form: how a call is written.
    ///   - specials: names of the special tokens that the vocabulary has; a tag that is not among them is text.
    ///   - calls: how many calls an output has.
    ///   - isLazy: whether the output may also be text without a call, or begin with text: nothing is bound until the
    ///     first piece of the form's opening comes up.
    ///   - copies: for `TOOL.ARGUMENT`, texts of which the argument must be a part.
    /// - Throws: `unsatisfiable` where nothing can be called, and what `init(_:spacing:)` throws for the arguments.
    package init(
        _ space: CallSpace, form: CallForm = .json, specials: Set<String> = [], calls: ClosedRange<Int> = 1...1,
        isLazy: Bool = false, copies: [String: [String]] = [:]
    ) throws(DecodingError) {
        var builder = CallGrammar(form: form, specials: specials, copies: copies)
        let start = try builder.output(space, calls: calls, isLazy: isLazy)
        guard let grammar = builder.nodes.grammar(from: start) else {
            throw DecodingError(.unsatisfiable, "nothing can be called here", at: "")
        }
        self = grammar
    }
}

/// Builds the grammar of calls around those of their arguments.
private struct CallGrammar {
    let form: CallForm
    let specials: Set<String>
    let copies: [String: [String]]
    var nodes = GrammarBuilder()

    mutating func output(
        _ space: CallSpace, calls: ClosedRange<Int>, isLazy: Bool
    ) throws(DecodingError) -> Grammar.NodeID {
        var options: [Grammar.NodeID] = []
        for choice in space.choices { options.append(try call(choice)) }
        let call = nodes.branch(options)
        var after = nodes.end
        for index in stride(from: calls.upperBound - 1, to: 0, by: -1) {
            let more = pieces(form.separator + form.opening, nodes.call(call, after))
            after = index >= calls.lowerBound ? nodes.branch([nodes.end, more]) : more
        }
        if calls.upperBound == 0 { return nodes.end }
        let first = nodes.call(call, after)
        guard isLazy else {
            let written = pieces(form.opening, first)
            return calls.lowerBound == 0 ? nodes.branch([nodes.end, written]) : written
        }
        guard let bytes = form.opening.first.map({ Self.bytes($0, specials) }), !bytes.isEmpty else {
            throw DecodingError(.unsupported, "a call can begin behind text only where the form has an opening", at: "")
        }
        return nodes.branch([
            nodes.terminal(nodes.terminal(Terminal(.without(bytes))), nodes.end),
            nodes.terminal(
                nodes.terminal(Terminal(.until(bytes))), pieces(Array(form.opening.dropFirst()), first)),
        ])
    }

    /// A call from its name on.
    private mutating func call(_ choice: CallSpace.Choice) throws(DecodingError) -> Grammar.NodeID {
        let name = choice.tool.name
        let closing = pieces(form.closing, nodes.end)
        var arguments = SchemaGrammar(try schema(choice), spacing: form.spacing, isMachineSized: true, nodes: nodes)
        // Lent, not copied: a registry may have hundreds of tools.
        nodes = GrammarBuilder()
        do throws(DecodingError) {
            let written = try arguments.document(closing)
            nodes = arguments.nodes
            let tag = form.functionalTokens[name].map { CallForm.Piece.tag($0) }
            return pieces([tag ?? .text(name)] + form.middle, written)
        } catch {
            throw DecodingError(
                error.code, "\(name): \(error.message)", keyword: error.keyword, at: error.location)
        }
    }

    private func schema(_ choice: CallSpace.Choice) throws(DecodingError) -> JSONSchema {
        var parameters = choice.function.parameters
        var properties = parameters["properties"]?.object ?? [:]
        for argument in choice.arguments {
            let name = argument.parameter.name
            guard let texts = copies["\(choice.tool.name).\(name)"], var schema = properties[name]?.object else {
                continue
            }
            switch argument.domain {
            case .string, .oneOf, .schema: break
            case .elements, .anyElement, .integer, .number, .boolean, .array:
                throw DecodingError(
                    .unsupported, "\(choice.tool.name).\(name) is no text, so it cannot be copied",
                    at: "/properties/\(name)")
            }
            schema["x-span-of"] = .array(texts.map { .string($0) })
            properties[name] = .object(schema)
        }
        parameters["properties"] = .object(properties)
        do {
            return try JSONSchema(.object(parameters))
        } catch {
            throw DecodingError(
                .unsupported, "\(choice.tool.name): \(error.message)", keyword: error.keyword, at: error.location)
        }
    }

    private mutating func pieces(_ pieces: [CallForm.Piece], _ next: Grammar.NodeID) -> Grammar.NodeID {
        pieces.reversed().reduce(next) { nodes.literal(Self.bytes($1, specials), $0) }
    }

    private static func bytes(_ piece: CallForm.Piece, _ specials: Set<String>) -> [UInt8] {
        switch piece {
        case .text(let text): Array(text.utf8)
        case .tag(let name): specials.contains(name) ? Vocabulary.special(name) : Array(name.utf8)
        }
    }
}

extension CallSpace {
    /// One call of this space as a GBNF grammar; see `Grammar.gbnf`.
    package func gbnf() throws(DecodingError) -> String { try Grammar(self).gbnf() }
}
