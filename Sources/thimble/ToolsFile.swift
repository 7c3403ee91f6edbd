import JSON
import Tools

/// A file of tools: one definition, an array, or an array under `tools`.
enum ToolsFile {
    /// Adds the file's tools behind those of the registry.
    static func register(_ path: String, in registry: inout ToolRegistry) throws {
        let bytes = try InputFile.read(path, limit: JSONLimits().bytes)
        do {
            for tool in try Tool.list(try JSONValue(parsing: bytes)) { try registry.register(tool) }
        } catch let error as JSONError {
            throw ToolsFileError(description: "\(path):\(error)")
        } catch let error as ToolDefinitionError {
            throw ToolsFileError(description: "\(path): \(error)")
        }
    }
}

/// Why the file of `--tools` cannot be used, with its name in front.
struct ToolsFileError: ReportableError {
    var description: String

    /// EX_DATAERR.
    var exitCode: Int32 { 65 }
}
