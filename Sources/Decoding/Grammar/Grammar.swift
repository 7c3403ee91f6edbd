/// What an output may be: nodes that say what comes next, in the form of a recursive transition network.
///
/// A node reads a terminal, branches, or calls a rule. From every node the end can be reached, so an output that has
/// been followed so far can be completed. Built by `GrammarBuilder`; the same grammar serves every vocabulary.
package struct Grammar: Sendable {
    /// An index into `nodes`.
    package typealias NodeID = Int32

    package enum Node: Sendable {
        /// Exactly these bytes, then `next`.
        case literal([UInt8], next: NodeID)
        /// A text of the terminal, then `next`.
        case terminal(Int, next: NodeID)
        /// The rest of a JSON string behind its opening quote, of so many scalars; `Int32.max` is no bound.
        case string(least: Int32, most: Int32, next: NodeID)
        /// Any of these.
        case branch([NodeID])
        /// The rule that begins at `rule`, then `next`.
        case call(rule: NodeID, next: NodeID)
        /// The end of a rule, or of the output.
        case end
    }

    package let nodes: [Node]
    package let terminals: [Terminal]
    package let start: NodeID
}
