package import FlowDocuments

/// Why a flow cannot be written as something else, and which step is to blame.
package struct FlowExportError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// The target cannot do what the command does.
        case unsupportedCommand
        /// The target can do what the command does, but not in this manner.
        case unsupportedOption
        /// The target cannot find elements in this way.
        case unsupportedSelector
        /// JavaScript, where only variables can be written.
        case expression
        /// The device's shell cannot type this text.
        case untypableText
        /// A text that stands for a number or a point and is none.
        case invalidValue
        /// Neither the command nor the flow names an app.
        case missingApp
        /// A flow that the flow runs is not there.
        case missingFile
        /// A flow that the flow runs is faulty.
        case invalidFile
        case cycle
        /// More steps, or deeper ones, than a script should hold.
        case tooLarge
    }

    package var code: Code
    /// A sentence that a user can act on.
    package var message: String
    package var target: FlowExportTarget
    /// The command's name in the language.
    package var step: String
    package var place: SourcePlace

    package init(
        _ code: Code, _ message: String, target: FlowExportTarget, step: String, place: SourcePlace
    ) {
        self.code = code
        self.message = message
        self.target = target
        self.step = step
        self.place = place
    }

    package var description: String { "\(place): \(step): \(message)" }
}
