import Decoding
import JSON
import Schemas

/// What the outside witnesses ask of the decoder: JSON lines in, JSON lines out, in order.
///
///     decoding-bench check|masks|time --vocabulary FILE [--whitespace compact|spaced|flexible] [--rounds N]
///
/// A vocabulary is a text file with one token a line, in hexadecimal; the last line with `ff` in front that names
/// `<|end|>` ends outputs.
@main
struct DecodingBench {
    static func main() throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        func option(_ name: String) -> String? {
            guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else { return nil }
            defer { arguments.removeSubrange(place...(place + 1)) }
            return arguments[place + 1]
        }
        let spacing = option("--whitespace").flatMap(Spacing.init(rawValue:)) ?? .compact
        let rounds = option("--rounds").flatMap { Int($0) } ?? 3
        guard let path = option("--vocabulary"), let verb = arguments.first else {
            print("usage: decoding-bench check|masks|time --vocabulary FILE [--whitespace W] [--rounds N]")
            return
        }
        let index = TokenIndex(try VocabularyFile.read(path))
        let answer: (JSONValue) -> JSONObject
        switch verb {
        case "check": answer = { SchemaCheck(index: index, spacing: spacing).answer($0) }
        case "masks": answer = { MaskDump(index: index, spacing: spacing).answer($0) }
        case "time": answer = { MaskTiming(index: index, spacing: spacing, rounds: rounds).answer($0) }
        default:
            print("no such verb: \(verb)")
            return
        }
        while let line = readLine(strippingNewline: true) {
            guard let request = try? JSONValue(parsing: Array(line.utf8)) else {
                print(JSONValue.object(["id": nil, "error": "this line is no JSON", "keyword": nil]).print())
                continue
            }
            print(JSONValue.object(["id": request["id"] ?? .null]).with(answer(request)).print())
        }
    }
}

extension JSONValue {
    /// This object with the members of another behind its own.
    func with(_ more: JSONObject) -> JSONValue { .object(JSONObject((object?.members ?? []) + more.members)) }
}

/// A request's grammar, or why there is none.
enum GrammarRequest {
    static func grammar(_ request: JSONValue, _ spacing: Spacing) -> Result<Grammar, Refusal> {
        do {
            return .success(try Grammar(try JSONSchema(request["schema"] ?? .null), spacing: spacing))
        } catch let error as DecodingError {
            return .failure(Refusal(sentence: "\(error)", keyword: error.keyword))
        } catch let error as SchemaError {
            return .failure(Refusal(sentence: "\(error)", keyword: error.keyword))
        } catch {
            return .failure(Refusal(sentence: "\(error)", keyword: nil))
        }
    }

    struct Refusal: Error {
        var sentence: String
        var keyword: String?

        var json: JSONObject {
            ["error": .string(sentence), "keyword": keyword.map { .string($0) } ?? .null]
        }
    }
}

/// `check`: whether whole documents are accepted.
struct SchemaCheck {
    let index: TokenIndex
    let spacing: Spacing

    func answer(_ request: JSONValue) -> JSONObject {
        switch GrammarRequest.grammar(request, spacing) {
        case .failure(let refusal): return refusal.json
        case .success(let grammar):
            var accepted: [JSONValue] = [], places: [JSONValue] = []
            for text in request["texts"]?.array?.compactMap(\.string) ?? [] {
                var matcher = GrammarMatcher(grammar)
                let refused = text.utf8.enumerated().first { !matcher.read($0.element) }
                let isAccepted = refused == nil && matcher.mayEnd
                accepted.append(.bool(isAccepted))
                // A text that ends too early is at fault where it ends.
                places.append(isAccepted ? .null : .integer(Int64(refused?.offset ?? text.utf8.count)))
            }
            return ["error": .null, "keyword": .null, "accepted": .array(accepted), "at": .array(places)]
        }
    }
}
