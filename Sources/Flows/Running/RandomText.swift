internal import FlowDocuments

/// Texts for `inputRandom…`.
struct RandomText {
    func text(_ input: FlowOperation.RandomInput) -> String {
        let length = input.length.flatMap { $0 > 0 ? $0 : nil } ?? Self.usualLength
        return switch input.kind {
        case .text: characters(Self.letters + Self.digits, length)
        case .number: characters("123456789", 1) + characters(Self.digits, length - 1)
        case .email:
            "\(characters(Self.letters, 8)).\(characters(Self.letters, 6))@\(pick(["example.com", "example.org"]))"
        case .personName: "\(pick(Self.firstNames)) \(pick(Self.lastNames))"
        case .cityName: pick(Self.cities)
        case .countryName: pick(Self.countries)
        case .colorName: pick(Self.colors)
        }
    }

    private func characters(_ choice: String, _ count: Int) -> String {
        let choice = Array(choice)
        return String((0..<min(max(count, 0), Self.longest)).map { _ in choice[Int.random(in: choice.indices)] })
    }

    private func pick(_ choice: [String]) -> String { choice[Int.random(in: choice.indices)] }

    /// Also of those that ask for none at all.
    private static let usualLength = 8
    private static let longest = 10_000
    private static let letters = "abcdefghijklmnopqrstuvwxyz"
    private static let digits = "0123456789"
    private static let firstNames = ["Ada", "Ben", "Clara", "David", "Emma", "Finn", "Grace", "Hugo", "Ines", "Jonas"]
    private static let lastNames = ["Adams", "Baker", "Cooper", "Dunn", "Evans", "Fischer", "Garcia", "Hughes", "Ito"]
    private static let cities = ["Amsterdam", "Berlin", "Cairo", "Denver", "Edinburgh", "Florence", "Geneva", "Hanoi"]
    private static let countries = ["Austria", "Brazil", "Canada", "Denmark", "Estonia", "Finland", "Ghana", "Hungary"]
    private static let colors = ["amber", "black", "crimson", "green", "indigo", "magenta", "olive", "teal", "white"]
}
