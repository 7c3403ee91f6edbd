/// What calling a tool may cost the person; a policy decides by it, the tool itself never does.
///
/// It is the worst that the tool does in itself. A tap on "Pay now" is riskier than `tap`: that is judged from the
/// element, elsewhere.
package enum Risk: String, Sendable, CaseIterable {
    /// Touches nothing: an answer, a pause.
    case none
    /// Looks around: moves between screens without changing what they hold.
    case reads
    /// Changes something on the device that can be changed back.
    case changes
    /// Lets something leave the device: a message, a call, a post.
    case sends
    case pays
    case deletes
    /// Uses or reveals a secret.
    case credentials
    /// Nobody has said: a tool from outside that states no risk.
    case unknown

    /// Whether the person must agree first; what nobody has judged counts as risky.
    package var needsConsent: Bool {
        switch self {
        case .none, .reads, .changes: false
        case .sends, .pays, .deletes, .credentials, .unknown: true
        }
    }
}
