import CKernels
import Decoding

/// Gathers the logits of a request, batch by batch.
struct LogitCollector {
    private let request: LogitRequest
    private let columns: Int
    private var values: [Float]

    init(_ request: LogitRequest, vocabulary: Int) {
        self.request = request
        columns = request.tokens?.count ?? vocabulary
        values = [Float](repeating: 0, count: request.positions.count * columns)
    }

    var logits: Logits {
        Logits(positions: request.positions, tokens: request.tokens, columns: columns, values: values)
    }

    /// Takes the rows that this batch has.
    ///
    /// - Parameters:
    ///   - positions: those that were kept of the batch, ascending.
    ///   - kept: computes their logits.
    mutating func collect(_ positions: [Int], _ kept: borrowing KeptTokens) {
        let rowOf = Dictionary(uniqueKeysWithValues: positions.enumerated().map { ($1, $0) })
        let mine = request.positions.enumerated().compactMap { index, position in
            rowOf[position].map { (index: index, row: $0) }
        }
        // As many rows at a time as keep the panels of logits small.
        var rest = mine[...]
        while !rest.isEmpty {
            let some = rest.prefix(64)
            rest = rest.dropFirst(some.count)
            kept.logits(of: some.map(\.row), tokens: request.tokens) { number, logits in
                let start = some[some.startIndex + number].index * columns
                for (column, logit) in logits.enumerated() { values[start + column] = logit }
            }
        }
    }
}
