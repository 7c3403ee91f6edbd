import EmbeddedSLM
import Foundation
import TestSupport
import Testing

@Suite("A session")
struct ModelSessionTests {
    /// More than a tile of tokens, and more than one block of cells.
    static let prompt: [Int] = {
        var random = SeededGenerator(state: 3)
        return (0..<75).map { _ in Int.random(in: 0..<TinyModel.tokens.count, using: &random) }
    }()

    private func all(_ session: ModelSession, _ prompt: [Int] = prompt) throws -> [Float] {
        try session.prefill(prompt, wanting: [LogitRequest(positions: Array(prompt.indices))])[0].values
    }

    @Test(
        "gives the logits of the definition on every path",
        arguments: [(TinyModel.Format.float32, true), (.float32, false), (.float16, true), (.q8, false)])
    func definition(format: TinyModel.Format, isTied: Bool) throws {
        let tiny = TinyModel(format, isTied: isTied)
        let prompt = Array(Self.prompt[..<40])
        let expected = ReferenceDecoder(model: tiny).logits(prompt).flatMap(\.self)
        let size = expected.reduce(0) { $0 + $1 * $1 }.squareRoot()
        for path in KernelPath.all {
            var options = EmbeddedModel.Options()
            options.path = path
            let computed = try all(try tiny.load(options).makeSession(), prompt)
            let error = zip(computed, expected).reduce(0) { $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) }
            // Q8_0 also rounds the activations, to 1/127 of the greatest of 32.
            #expect(error.squareRoot() < (format == .q8 ? 0.06 : 1e-5) * size, "\(path)")
        }
    }

    @Test("gives the same bits on any number of threads", arguments: TinyModel.Format.allCases, KernelPath.all)
    func threads(format: TinyModel.Format, path: KernelPath) throws {
        let tiny = TinyModel(format)
        let results = try [1, 2, 3].map { threads in
            var options = EmbeddedModel.Options()
            options.threads = threads
            options.path = path
            return try all(try tiny.load(options).makeSession())
        }
        #expect(results[0] == results[1] && results[0] == results[2])
    }

    @Test(
        "gives the same bits however a text is cut into batches", arguments: TinyModel.Format.allCases, KernelPath.all)
    func batches(format: TinyModel.Format, path: KernelPath) throws {
        let tiny = TinyModel(format)
        var options = EmbeddedModel.Options()
        options.path = path
        let whole = try all(try tiny.load(options).makeSession())
        for batch in [1, 3, 33] {
            options.batch = batch
            #expect(try all(try tiny.load(options).makeSession()) == whole, "batches of \(batch)")
        }
        var random = SeededGenerator(state: 5)
        let session = try tiny.load().makeSession()
        options.batch = 512
        let other = try tiny.load(options).makeSession()
        var rest = Self.prompt[...]
        var pieces: [Float] = []
        while !rest.isEmpty {
            let piece = Array(rest.prefix(Int.random(in: 1...20, using: &random)))
            let start = other.tokens.count
            pieces += try other.append(
                piece, wanting: [LogitRequest(positions: Array(start..<start + piece.count))])[0].values
            rest = rest.dropFirst(piece.count)
        }
        #expect(pieces == whole)
        #expect(session.tokens.isEmpty)
    }

    @Test("keeps what a new prompt has in common with the old one, with the same bits")
    func prefix() throws {
        let model = try TinyModel(.q8).load()
        let session = try model.makeSession()
        _ = try session.prefill(Self.prompt)
        let changed = Array(Self.prompt[..<40]) + [5, 6, 7]
        let reused = try session.prefill(changed)
        #expect(session.tokens == changed)
        #expect(reused == (try model.makeSession().prefill(changed)))
        // Positions wanted within the common part are computed again.
        #expect(try all(session, changed) == (try all(model.makeSession(), changed)))
        #expect(try session.prefill(changed) == reused)
    }

    @Test("goes back to a checkpoint, with the same bits")
    func checkpoints() throws {
        let session = try TinyModel(.q8).load().makeSession()
        _ = try session.prefill(Array(Self.prompt[..<30]))
        let checkpoint = session.checkpoint()
        let first = try session.append([9, 10])
        try session.goBack(to: checkpoint)
        _ = try session.append([11, 12, 13])
        try session.goBack(to: checkpoint)
        #expect(try session.append([9, 10]) == first)
        session.goBack(to: 3)
        #expect(session.tokens == Array(Self.prompt[..<3]))
        #expect { try session.goBack(to: checkpoint) } throws: { ($0 as? SessionError)?.code == .outOfRange }
    }

    @Test(
        "gives the logits of chosen positions and tokens as they stand among all", arguments: TinyModel.Format.allCases)
    func chosen(format: TinyModel.Format) throws {
        var options = EmbeddedModel.Options()
        options.batch = 32
        let model = try TinyModel(format).load(options)
        let whole = try all(model.makeSession())
        let columns = TinyModel.tokens.count
        let tokens = [2, 265, 17, 2, 100]
        let positions = [60, 0, 33, 31, 74, 32]
        let some = try model.makeSession().prefill(
            Self.prompt,
            wanting: [
                LogitRequest(positions: positions, tokens: tokens), LogitRequest(positions: [74]),
                LogitRequest(positions: [], tokens: tokens), LogitRequest(positions: [3], tokens: []),
            ])
        #expect(some[0].values == positions.flatMap { row in tokens.map { whole[row * columns + $0] } })
        #expect(Array(some[1][0]) == Array(whole[74 * columns..<75 * columns]))
        #expect(some[2].values.isEmpty && some[3].values.isEmpty)
        #expect(some[3].likeliest(0) == nil)
        let best = tokens.max { whole[60 * columns + $0] < whole[60 * columns + $1] }
        #expect(some[0].likeliest(0) == best)
    }

    @Test(
        "scores alternatives in one pass as it does one after the other", arguments: TinyModel.Format.allCases,
        [16, 48, 1024])
    func alternatives(format: TinyModel.Format, cells: Int) throws {
        var options = EmbeddedModel.Options()
        options.branchCells = cells
        let session = try TinyModel(format).load(options).makeSession()
        _ = try session.prefill(Array(Self.prompt[..<37]))
        let alternatives = [
            [4, 5, 6], [4], [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21], [], [4, 5, 7], [255, 1],
        ]
        let scores = try session.score(alternatives)
        #expect(session.tokens == Array(Self.prompt[..<37]))
        let checkpoint = session.checkpoint()
        for (alternative, score) in zip(alternatives, scores) {
            #expect(score.logProbabilities.count == alternative.count)
            session.goBack(to: 36)
            var logits = try session.append([Self.prompt[36]])
            for (token, scored) in zip(alternative, score.logProbabilities) {
                let row = logits[0].map(Double.init)
                let most = row.max() ?? 0
                let expected = row[token] - most - log(row.reduce(0) { $0 + exp($1 - most) })
                #expect(abs(Double(scored) - expected) < 1e-5)
                logits = try session.append([token])
            }
            try session.goBack(to: checkpoint)
        }
        #expect(try session.score([]).isEmpty)
    }

    @Test("serves many sessions at once, with the same bits")
    func concurrency() async throws {
        let model = try TinyModel(.q8).load()
        let expected = try all(model.makeSession())
        try await withThrowingTaskGroup(of: [Float].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try model.makeSession().prefill(
                        Self.prompt, wanting: [LogitRequest(positions: Array(Self.prompt.indices))])[0].values
                }
            }
            for try await values in group { #expect(values == expected) }
        }
    }

    @Test("refuses what it cannot do, and stays as it was")
    func refusals() throws {
        let model = try TinyModel(.float32).load()
        let session = try model.makeSession()
        func refusal(_ body: () throws -> Void) -> SessionError.Code? {
            do {
                try body()
                return nil
            } catch {
                return (error as? SessionError)?.code
            }
        }
        #expect(refusal { _ = try session.score([[1]]) } == .outOfRange)
        _ = try session.prefill(Self.prompt)
        #expect(refusal { _ = try session.append([TinyModel.tokens.count]) } == .outOfRange)
        #expect(refusal { _ = try session.append([-1]) } == .outOfRange)
        #expect(refusal { _ = try session.append([]) } == .outOfRange)
        #expect(refusal { _ = try session.append([1], candidates: [9999]) } == .outOfRange)
        #expect(refusal { _ = try session.append([1], wanting: [LogitRequest(positions: [3])]) } == .outOfRange)
        #expect(refusal { _ = try session.append([Int](repeating: 1, count: model.context)) } == .contextFull)
        #expect(refusal { _ = try session.score([[Int](repeating: 1, count: model.context)]) } == .contextFull)
        #expect(session.tokens == Self.prompt)
        _ = try session.append([Int](repeating: 1, count: session.room))
        #expect(session.room == 0)
        #expect(refusal { _ = try session.append([1]) } == .contextFull)
    }
}
