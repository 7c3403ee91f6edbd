internal import Decoding
internal import JSON
internal import Patterns
internal import Schemas

/// Far below the standard limits, so that an input is fast also where it is hostile.
private let smallSchemas = SchemaLimits(nodes: 300, depth: 24, patterns: 8, pattern: smallPatterns, nesting: 200)
private let smallDocuments = JSONLimits(bytes: 16 << 10, depth: 64, values: 1000, objects: 500)

/// A schema, and behind it what an output would begin with: bytes that are not legal there are left out.
func checkSchema(_ bytes: [UInt8], assertsFormats: Bool) {
    guard let (document, end) = try? JSONValue.parsePrefix(bytes, limits: smallDocuments),
        let schema = try? JSONSchema(document, assertsFormats: assertsFormats, limits: smallSchemas)
    else { return }
    _ = schema.faults(in: document)
    for spacing in Spacing.allCases {
        guard let grammar = try? Grammar(schema, spacing: spacing) else { continue }
        checkCompletion([], of: GrammarMatcher(grammar), schema)
        var matcher = GrammarMatcher(grammar)
        let output = bytes[end...].prefix(400).filter { matcher.read($0) }
        checkCompletion(output, of: matcher, schema)
        // GBNF has a rule for each state, and a host name has many thousands.
        if spacing == .compact, states(of: grammar) < 2000 { _ = try? grammar.gbnf() }
    }
}

private func states(of grammar: Grammar) -> Int {
    grammar.terminals.reduce(0) { sum, terminal in
        switch terminal.source {
        case .string(let texts), .bare(let texts): sum + texts.stateCount
        case .oneOf, .until, .without: sum
        }
    }
}

/// What was read can be completed, to a document that the schema accepts.
private func checkCompletion(_ output: [UInt8], of matcher: GrammarMatcher, _ schema: JSONSchema) {
    guard let completion = matcher.shortestCompletion(limit: 1 << 14) else { return }
    var matcher = matcher
    require(matcher.read(completion), "a completion is legal")
    require(matcher.mayEnd, "a completion completes")
    let text = output + completion
    guard !hasLongNumber(text) else { return }
    do throws(JSONError) {
        require(schema.accepts(try JSONValue(parsing: text)), "what a grammar allows, its schema accepts")
    } catch {
        // JSON has numbers that no Double holds, and names with U+0000; our own reader refuses them.
        require([.numberOutOfRange, .nulInKey, .numberTooLong].contains(error.code), "what a grammar allows is JSON")
    }
}

/// Whether a number has more digits than a Double tells apart: the reader rounds it, and then it is another number.
private func hasLongNumber(_ text: [UInt8]) -> Bool {
    var (length, isInString, isEscaped) = (0, false, false)
    for byte in text {
        if isInString {
            if isEscaped || byte != UInt8(ascii: "\"") {
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
            } else {
                isInString = false
            }
            continue
        }
        isInString = byte == UInt8(ascii: "\"")
        length = "+-.0123456789Ee".utf8.contains(byte) ? length + 1 : 0
        if length > 15 { return true }
    }
    return false
}
