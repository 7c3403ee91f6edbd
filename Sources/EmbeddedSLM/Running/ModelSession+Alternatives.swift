import CKernels
import Decoding

extension ModelSession {
    /// What the model thinks of a text that could follow.
    package struct AlternativeScore: Sendable, Hashable {
        /// Of each of its tokens: the natural logarithm of its probability among the whole vocabulary, after those before.
        package let logProbabilities: [Float]

        /// The logarithm of the probability of all tokens together.
        package var total: Float { logProbabilities.reduce(0, +) }
    }

    /// Scores texts that could follow, all in as few passes as the cells for alternatives allow.
    ///
    /// Each sees the tokens remembered and its own; the session stays as it is. Equal to appending each and going back.
    ///
    /// - Parameter alternatives: the tokens of each.
    /// - Returns: a score each, in their order.
    /// - Throws: `contextFull` when one is too long, or `outOfRange` when nothing is remembered that they could follow.
    package func score(_ alternatives: [[Token]]) throws(SessionError) -> [AlternativeScore] {
        guard let last = tokens.last else {
            throw SessionError(.outOfRange, "alternatives need a token that they follow")
        }
        for alternative in alternatives {
            try checkTokens(alternative)
            guard alternative.count <= room, BranchBatch.fits(alternative.count, in: self) else {
                throw SessionError(.contextFull, "an alternative of \(alternative.count) tokens is too long")
            }
        }
        var scores: [AlternativeScore] = []
        var rest = alternatives[...]
        while !rest.isEmpty {
            var batch = BranchBatch(trunk: last, position: tokens.count - 1, cells: cells.contextCells)
            while let next = rest.first, batch.add(next, limit: model.options.batch, cells: cells.cells) {
                rest = rest.dropFirst()
            }
            scores += score(batch)
        }
        return scores
    }

    private func score(_ batch: BranchBatch) -> [AlternativeScore] {
        var values = batch.branches.map { [Float](repeating: 0, count: $0.count) }
        let rows = Array(batch.tokens.indices)
        workspace.run(batch.tokens, batch.places, keeping: rows, cells: cells) { kept in
            // The trunk's row says what each branch begins with; a token's row, what comes after it.
            for start in stride(from: 0, to: rows.count, by: 64) {
                let some = Array(rows[start..<min(start + 64, rows.count)])
                kept.logits(of: some, tokens: nil) { number, logits in
                    let logSum = kept.logSum(logits)
                    for place in batch.followers[some[number]] {
                        values[place.branch][place.index] = logits[batch.branches[place.branch][place.index]] - logSum
                    }
                }
            }
        }
        return values.map(AlternativeScore.init)
    }
}

/// Alternatives in one batch: the last token of the text that all follow, then the tokens of each but its last, which
/// nothing is asked after.
struct BranchBatch {
    typealias Token = Vocabulary.Token

    private(set) var branches: [[Token]] = []
    private(set) var tokens: [Token]
    private(set) var places: [ck_token]
    /// For each token of the batch: which tokens of branches follow it.
    private(set) var followers: [[(branch: Int, index: Int)]] = [[]]
    private var nextCell: Int

    init(trunk: Token, position: Int, cells: Int) {
        tokens = [trunk]
        let place = Int32(position)
        places = [ck_token(position: place, cell: place, shared: place + 1, branch: 0, branch_count: 0)]
        nextCell = cells
    }

    /// Whether an alternative of that length fits an empty batch.
    static func fits(_ count: Int, in session: ModelSession) -> Bool {
        count <= session.model.options.batch && count - 1 <= session.cells.cells - session.cells.contextCells
    }

    /// Adds an alternative; false when there is no room.
    mutating func add(_ branch: [Token], limit: Int, cells: Int) -> Bool {
        let seen = branch.dropLast()
        guard tokens.count + seen.count <= limit, nextCell + seen.count <= cells else { return false }
        let number = branches.count
        branches.append(branch)
        if !branch.isEmpty { followers[0].append((number, 0)) }
        for (index, token) in seen.enumerated() {
            tokens.append(token)
            followers.append([(number, index + 1)])
            places.append(
                ck_token(
                    position: places[0].position + 1 + Int32(index), cell: Int32(nextCell + index),
                    shared: places[0].shared, branch: Int32(nextCell), branch_count: Int32(index + 1)))
        }
        nextCell += (seen.count + 15) & ~15
        return true
    }
}
