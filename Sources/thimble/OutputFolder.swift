import Glibc

/// The folder of `--out`: made when it is missing, one file written for each input.
struct OutputFolder {
    private let path: String

    init(_ path: String) throws(OutputError) {
        self.path = path
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made == "/" ? String(part) : "/\(part)"
            if mkdir(made, 0o777) != 0, errno != EEXIST { throw OutputError(path: made, code: errno) }
        }
    }

    /// The input's name without its folders.
    static func name(of input: String) -> String {
        input == "-" ? "stdin" : input.split(separator: "/").last.map(String.init) ?? input
    }

    func write(_ text: String, as name: String) throws(OutputError) {
        try OutputFile.write(text, to: "\(path)/\(name)")
    }
}

/// A file that is written in one go.
enum OutputFile {
    static func write(_ text: String, to file: String) throws(OutputError) {
        guard let stream = fopen(file, "w") else { throw OutputError(path: file, code: errno) }
        var text = text
        let isWritten = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, stream) == $0.count }
        guard fclose(stream) == 0, isWritten else { throw OutputError(path: file, code: errno) }
    }
}

/// A file or folder that cannot be written.
struct OutputError: ReportableError {
    var path: String
    var code: Int32

    /// EX_CANTCREAT.
    var exitCode: Int32 { 73 }
    var description: String { "\(path): \(String(cString: strerror(code)))" }
}
