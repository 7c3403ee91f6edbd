package import FlowDocuments
package import SimulatedPhones

/// A flow that was made by walking through an app, and what its verdict must be.
package struct MadeFlow: Sendable, FlowFiles {
    package var name: String
    package var text: String
    package var truth: FlakeVerdict
    /// Whether it fails because something is visible.
    package var isBrokenByPresence = false
    package var phone: SimulatedPhone

    package func read(_ path: String) throws(FlowError) -> [UInt8] {
        guard path == name else { throw FlowError(.missingFile, "No File", path) }
        return Array(text.utf8)
    }

    package func kind(_ path: String) -> FlowFileKind? { path == name ? .file : nil }
    package func files(below folder: String) throws(FlowError) -> [String] { [name] }
}
