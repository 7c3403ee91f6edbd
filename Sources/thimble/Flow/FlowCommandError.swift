import FlowDocuments

/// Why flows could not be taken up.
struct FlowCommandError: ReportableError {
    var description: String
    var exitCode: Int32

    init(_ error: FlowError) {
        var line = error
        // `thimble check` shows it, on lines of its own.
        line.excerpt = nil
        description = "\(line)"
        // EX_NOINPUT, EX_DATAERR.
        exitCode = error.code == .missingFile && error.place == nil ? 66 : 65
    }
}
