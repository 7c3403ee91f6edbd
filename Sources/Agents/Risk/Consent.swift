package import Tools

/// Asks the person before something that cannot be taken back.
package protocol Consent: Sendable {
    /// Whether the person agrees to exactly this.
    func isGranted(_ request: ConsentRequest) async -> Bool
}

/// What the person is asked.
package struct ConsentRequest: Sendable, Hashable {
    package var risk: Risk
    /// What would be done: `tap button "Pay now"`.
    package var sentence: String
    /// The word that made it risky, when one did.
    package var word: String?

    package init(risk: Risk, sentence: String, word: String? = nil) {
        self.risk = risk
        self.sentence = sentence
        self.word = word
    }
}

/// The same answer to everything.
package struct BlanketConsent: Consent {
    package static let granted = BlanketConsent(answer: true)
    package static let refused = BlanketConsent(answer: false)

    private let answer: Bool

    package func isGranted(_ request: ConsentRequest) async -> Bool { answer }
}
