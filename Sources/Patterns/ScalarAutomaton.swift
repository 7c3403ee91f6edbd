/// A deterministic automaton over Unicode scalars: which texts a pattern, a format or a range of numbers allows.
///
/// It judges whole texts. The alphabet is cut into classes of scalars that no state tells apart, so a state is one row
/// of a table however many scalars there are. Every state can be reached and can reach acceptance; the start of an
/// automaton that accepts nothing is the only exception. Every construction of this module gives the smallest automaton,
/// numbered breadth first from 0, so that automata are equal exactly when their languages are.
package struct ScalarAutomaton: Sendable, Hashable {
    /// A state's number; states count from 0.
    package typealias State = Int32

    /// The state from which nothing is accepted: it has no row.
    package static let dead: State = -1

    /// The first scalar of each class, ascending, beginning with 0; a class ends before the next begins.
    ///
    /// Surrogate code points are no scalars: the class before U+D800 spans them, and nobody steps with them.
    package var classStarts: [UInt32]
    /// `table[state * classStarts.count + class]`: the next state, or `dead`.
    package var table: [State]
    /// Whether the text may end in each state.
    package var isAccepting: [Bool]
    /// The state before the first scalar.
    package var start: State

    /// Takes the parts as they are; `minimized()` establishes what the type promises about its states.
    package init(classStarts: [UInt32], table: [State], isAccepting: [Bool], start: State) {
        self.classStarts = classStarts
        self.table = table
        self.isAccepting = isAccepting
        self.start = start
    }
}

extension ScalarAutomaton {
    /// How many states there are.
    package var stateCount: Int { isAccepting.count }

    /// The class that holds the scalar.
    package func scalarClass(of scalar: Unicode.Scalar) -> Int {
        // The starts ascend from 0, so no class up to the scalar's has a number above the scalar: ASCII takes few steps.
        var (low, high) = (0, min(classStarts.count, Int(scalar.value) + 1))
        while high - low > 1 {
            let middle = (low + high) / 2
            if classStarts[middle] <= scalar.value { low = middle } else { high = middle }
        }
        return low
    }

    /// The state after one more scalar; `dead` stays `dead`.
    package func step(_ state: State, _ scalar: Unicode.Scalar) -> State {
        state < 0 ? Self.dead : table[Int(state) * classStarts.count + scalarClass(of: scalar)]
    }

    /// Whether the text, scalar by scalar, ends in acceptance.
    package func accepts(_ text: String) -> Bool {
        var state = start
        for scalar in text.unicodeScalars {
            state = step(state, scalar)
            if state < 0 { return false }
        }
        return isAccepting[Int(state)]
    }

    /// The smallest automaton of the same language, numbered breadth first: equal languages give equal values.
    package func minimized() -> ScalarAutomaton { SymbolAutomaton(self).minimal() }
}
