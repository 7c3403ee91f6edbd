import FlowDocuments

/// Why flows could not be taken up.
struct FlowCommandError: ReportableError {
    var description: String
    var exitCode: Int32

    init(_ error: FlowError) {
        description = "\(error)"
        // EX_NOINPUT, EX_DATAERR.
        exitCode = error.code == .missingFile && error.place == nil ? 66 : 65
    }
}
