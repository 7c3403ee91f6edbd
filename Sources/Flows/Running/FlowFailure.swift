package import FlowDocuments

/// Why a run failed.
package struct FlowFailure: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        case elementNotFound, assertionFailed, appNotFound, invalidCommand, invalidFlow, scriptFailed, unsupported
        case device, timeout
    }

    package var code: Code
    /// A sentence that a user can act on.
    package var message: String
    package var place: SourcePlace?

    package init(_ code: Code, _ message: String, at place: SourcePlace? = nil) {
        self.code = code
        self.message = message
        self.place = place
    }

    /// Whether it says nothing of the app.
    package var isInfrastructure: Bool { code == .device }

    package var description: String { (place.map { "\($0): " } ?? "") + message }
}
