import EmbeddedSLM
import Foundation

/// Runs an embedded model for tools/check-model and tools/bench-model, which know this program's command line only.
///
///     model-bench logits FILE [PATH]    tokens on standard input, one text a line: the raw floats of every position
///     model-bench encode FILE           texts on standard input, each ended by U+0000: a line of tokens each
///     model-bench decode FILE           tokens on standard input, one text a line: the bytes of each, ended by U+0000
///     model-bench paths                 the kernels this processor has, a line each
///     model-bench bench FILE [ROUNDS [THREADS]]   times in milliseconds and memory in bytes, NAME=VALUE lines
@main
struct ModelBench {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.count) {
        case ("logits", 2...3): try logits(arguments[1], path: arguments.count > 2 ? arguments[2] : nil)
        case ("encode", 2): try encode(EmbeddedModel(path: arguments[1]).tokenizer)
        case ("decode", 2): try decode(EmbeddedModel(path: arguments[1]).tokenizer)
        case ("paths", 1): for path in KernelPath.all { print(path) }
        case ("bench", 2...4):
            let numbers = arguments[2...].compactMap { Int($0) }
            try ModelTimes(
                arguments[1], rounds: numbers.first ?? 5, threads: numbers.count > 1 ? numbers[1] : 2
            ).print()
        default:
            FileHandle.standardError.write(Data("model-bench: see tools/benches/Model/ModelBench.swift\n".utf8))
            exit(64)
        }
    }

    private static func logits(_ file: String, path: String?) throws {
        var options = EmbeddedModel.Options()
        options.path = KernelPath.all.first { $0.description == path }
        let session = try EmbeddedModel(path: file, options: options).makeSession()
        while let line = readLine() {
            let tokens = line.split(separator: " ").compactMap { Int($0) }
            let logits = try session.prefill(tokens, wanting: [LogitRequest(positions: Array(tokens.indices))])
            logits[0].values.withUnsafeBytes { FileHandle.standardOutput.write(Data($0)) }
        }
    }

    private static func encode(_ tokenizer: BytePairTokenizer) throws {
        for text in FileHandle.standardInput.readDataToEndOfFile().split(separator: 0, omittingEmptySubsequences: false)
            .dropLast()
        {
            print(tokenizer.encode(String(decoding: text, as: UTF8.self)).map(String.init).joined(separator: " "))
        }
    }

    private static func decode(_ tokenizer: BytePairTokenizer) throws {
        while let line = readLine() {
            let bytes = tokenizer.bytes(of: line.split(separator: " ").compactMap { Int($0) })
            FileHandle.standardOutput.write(Data(bytes + [0]))
        }
    }
}
