/// One way of showing a screen: text for a model, JSON for a program, SVG for a person, stats for a tuner.
package protocol ScreenRendering: Sendable {
    /// The whole output, without a trailing line break.
    func render(_ screen: Screen) -> String
}
