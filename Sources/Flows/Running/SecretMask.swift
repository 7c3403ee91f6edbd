internal import FlowDocuments

/// Hides the values of secret variables in what people read.
struct SecretMask {
    private var values: [String] = []

    var isEmpty: Bool { values.isEmpty }

    /// Takes a variable's value if its name says that it is secret.
    mutating func add(_ variable: FlowVariable) {
        guard Self.isSecret(variable.name), variable.value.count >= Self.shortest, !values.contains(variable.value)
        else { return }
        // Longer ones first, since one may begin with another.
        let place = values.firstIndex { $0.count < variable.value.count } ?? values.endIndex
        values.insert(variable.value, at: place)
    }

    func masked(_ text: String) -> String {
        values.reduce(text) { $0.replacing($1, with: Self.mask) }
    }

    func masked(_ failure: FlowFailure) -> FlowFailure {
        var failure = failure
        failure.message = masked(failure.message)
        return failure
    }

    private static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["password", "passwd", "passcode", "secret", "token", "apikey", "api_key", "credential", "otp", "pin"]
            .contains { name == $0 || name.hasSuffix("_" + $0) || ($0.count > 4 && name.contains($0)) }
    }

    /// Shorter ones stand in too many words by chance.
    private static let shortest = 3
    private static let mask = "•••"
}
