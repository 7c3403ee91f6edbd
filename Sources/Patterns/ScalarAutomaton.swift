/// A deterministic automaton over Unicode scalars: which texts a pattern, a format or a range of numbers allows.
///
/// It judges whole texts. The alphabet is cut into classes of scalars that no state tells apart, so a state is one row
/// of a table however many scalars there are. Every state can be reached and can reach acceptance; the start of an
/// automaton that accepts nothing is the only exception.
package struct ScalarAutomaton: Sendable, Hashable {
    /// A state's number; states count from 0.
    package typealias State = Int32

    /// The state from which nothing is accepted: it has no row.
    package static let dead: State = -1

    /// The first scalar of each class, ascending, beginning with 0; a class ends before the next begins.
    package var classStarts: [UInt32]
    /// `table[state * classStarts.count + class]`: the next state, or `dead`.
    package var table: [State]
    package var isAccepting: [Bool]
    package var start: State

    package init(classStarts: [UInt32], table: [State], isAccepting: [Bool], start: State) {
        self.classStarts = classStarts
        self.table = table
        self.isAccepting = isAccepting
        self.start = start
    }
}
