import CKernels
package import Decoding

/// A text that a model reads and goes on with: what it remembers of the tokens so far.
///
/// Every number is computed in the same order however the tokens are cut into batches, whatever was forgotten between, and
/// on any number of threads: the same tokens give the same logits to the bit, on one kind of processor. Not for use by
/// several tasks at once; an actor may hold it. A call runs on the caller's thread until it is done.
package final class ModelSession {
    package typealias Token = Vocabulary.Token

    package let model: EmbeddedModel
    /// The tokens that are remembered, from the first.
    package private(set) var tokens: [Token] = []

    let cells: CellMemory
    let workspace: Workspace

    init(_ model: EmbeddedModel) throws(SessionError) {
        guard
            let cells = CellMemory(
                shape: model.shape, context: model.context, branch: model.options.branchCells),
            let workspace = Workspace(model)
        else { throw SessionError(.noRoom, "no memory for a session of \(model.context) positions") }
        self.model = model
        self.cells = cells
        self.workspace = workspace
    }

    /// Tokens that can still be added.
    package var room: Int { model.context - tokens.count }

    /// Reads a whole prompt, and no more of it than changed: what it has in common with the tokens remembered is kept, up
    /// to the first position wanted.
    ///
    /// - Parameters:
    ///   - prompt: the tokens from the first.
    ///   - requests: the logits wanted, by indices of `prompt`.
    /// - Returns: the logits, in the order of the requests. `tokens` is the prompt now.
    /// - Throws: `contextFull` or `outOfRange`.
    package func prefill(_ prompt: [Token], wanting requests: [LogitRequest]) throws(SessionError) -> [Logits] {
        try check(prompt, requests, from: 0)
        let wanted = requests.lazy.compactMap { $0.positions.min() }.min() ?? prompt.count
        let common = zip(tokens, prompt).prefix { $0 == $1 }.count
        let kept = min(common, wanted)
        tokens.removeSubrange(kept...)
        return run(Array(prompt[kept...]), requests)
    }

    /// Reads a prompt; gives the logits of what comes after it.
    package func prefill(_ prompt: [Token]) throws(SessionError) -> Logits {
        try last(prefill(prompt, wanting: [LogitRequest(positions: [prompt.count - 1])]))
    }

    /// Adds tokens to those remembered.
    ///
    /// - Parameters:
    ///   - added: the tokens; together they cost far less than one by one.
    ///   - requests: the logits wanted, by indices of `tokens` as it will be; only of what is added.
    /// - Returns: the logits, in the order of the requests.
    /// - Throws: `contextFull` or `outOfRange`.
    package func append(_ added: [Token], wanting requests: [LogitRequest]) throws(SessionError) -> [Logits] {
        try check(added, requests, from: tokens.count)
        return run(added, requests)
    }

    /// Adds tokens; gives the logits of what comes after the last.
    ///
    /// - Parameters:
    ///   - added: the tokens, at least one.
    ///   - candidates: the tokens that could come; nil for all.
    /// - Returns: one row.
    /// - Throws: `contextFull` or `outOfRange`.
    package func append(_ added: [Token], candidates: [Token]? = nil) throws(SessionError) -> Logits {
        let end = tokens.count + added.count
        return try last(append(added, wanting: [LogitRequest(positions: [end - 1], tokens: candidates)]))
    }

    /// Where the session stands, to come back to.
    package struct Checkpoint: Sendable, Hashable {
        package let tokens: [Token]
    }

    /// Notes where the session stands.
    ///
    /// Costs nothing: what is remembered of these tokens stays as long as they are not replaced.
    package func checkpoint() -> Checkpoint { Checkpoint(tokens: tokens) }

    /// Goes back, forgetting what came since.
    ///
    /// - Throws: `outOfRange` when the tokens of the checkpoint are no longer the first ones remembered.
    package func goBack(to checkpoint: Checkpoint) throws(SessionError) {
        guard tokens.starts(with: checkpoint.tokens) else {
            throw SessionError(.outOfRange, "the tokens of the checkpoint were forgotten")
        }
        goBack(to: checkpoint.tokens.count)
    }

    /// Forgets all tokens behind the first `count`; nothing when there are no more.
    package func goBack(to count: Int) {
        if count < tokens.count { tokens.removeSubrange(max(count, 0)...) }
    }

    private func last(_ logits: [Logits]) throws(SessionError) -> Logits {
        guard let last = logits.last else { throw SessionError(.outOfRange, "no logits were wanted") }
        return last
    }

    private func check(_ added: [Token], _ requests: [LogitRequest], from start: Int) throws(SessionError) {
        guard added.count <= model.context - start else {
            throw SessionError(
                .contextFull, "\(start + added.count) tokens, more than the \(model.context) that the session holds")
        }
        try checkTokens(added)
        for request in requests {
            try checkTokens(request.tokens ?? [])
            if let position = request.positions.first(where: { !(start..<start + added.count).contains($0) }) {
                throw SessionError(
                    .outOfRange, "position \(position) is wanted, of tokens \(start) to \(start + added.count - 1)")
            }
        }
    }

    func checkTokens(_ tokens: [Token]) throws(SessionError) {
        if let token = tokens.first(where: { !(0..<model.vocabulary.count).contains($0) }) {
            throw SessionError(.outOfRange, "there is no token \(token) among \(model.vocabulary.count)")
        }
    }

    /// Runs tokens batch by batch behind those remembered.
    private func run(_ added: [Token], _ requests: [LogitRequest]) -> [Logits] {
        var collected = requests.map { LogitCollector($0, vocabulary: model.vocabulary.count) }
        var rest = added[...]
        while !rest.isEmpty {
            let piece = rest.prefix(model.options.batch)
            rest = rest.dropFirst(piece.count)
            let start = tokens.count
            let batch = piece.indices.map { index in
                let position = Int32(start + index - piece.startIndex)
                return ck_token(position: position, cell: position, shared: position + 1, branch: 0, branch_count: 0)
            }
            let wanted = Set(requests.lazy.flatMap(\.positions)).filter { start..<start + piece.count ~= $0 }.sorted()
            workspace.run(Array(piece), batch, keeping: wanted.map { $0 - start }, cells: cells) { kept in
                for index in collected.indices { collected[index].collect(wanted, kept) }
            }
            tokens += piece
        }
        return collected.map(\.logits)
    }
}
