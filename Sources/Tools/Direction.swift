/// A direction on the screen.
package enum Direction: String, Sendable, CaseIterable {
    case up, down, left, right
}
