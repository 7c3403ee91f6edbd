import Glibc
import Hierarchies
import JSON
import Screens

/// Where a line of JSON Lines has its screen from: a path, or the dump itself as a text, an object or a list.
struct ScreenSource {
    /// The file that the lines stand in; - is standard input.
    let path: String
    let format: DumpFormat?
    /// Where relative paths are looked up besides the file's own folder, before the working directory.
    var folder: String?

    func screen(_ source: JSONValue, line: Int) throws -> Screen {
        switch source {
        case .object, .array: return try inline(source.print(), line)
        case .string(let text):
            if text.allSatisfy(\.isWhitespace) {
                throw fault(line, "\"screen\" is empty: it must be a path or a dump")
            }
            let isDump =
                text.contains { $0.isNewline }
                || ["<", "{", "["].contains(text.first { !$0.isWhitespace && $0 != "\u{FEFF}" })
            return isDump ? try inline(text, line) : try ScreenLoader.load(path: resolved(text), format: format)
        default: throw fault(line, "\"screen\" must be a path, an object, a list, or a text that holds a dump")
        }
    }

    func fault(_ line: Int, _ message: String) -> BatchError {
        BatchError(description: "\(path):\(line):1: \(message)")
    }

    /// Errors in a dump inside the file are placed as `file#line:line:column`, counted in the dump.
    private func inline(_ text: String, _ line: Int) throws -> Screen {
        Screen(try Hierarchy(reading: Array(text.utf8), file: "\(path)#\(line)", as: format, limits: DumpLimits()))
    }

    /// A path relative to the file's folder if there is such a file, else to the other folder or the working directory.
    private func resolved(_ name: String) -> String {
        if name.hasPrefix("/") { return name }
        var folders: [String] = []
        if path != "-", let slash = path.lastIndex(of: "/") { folders.append(String(path[..<slash])) }
        if let folder { folders.append(folder) }
        for folder in folders where access(folder + "/" + name, F_OK) == 0 { return folder + "/" + name }
        // A file called "-" is a file here, not standard input.
        return name == "-" ? "./-" : name
    }
}

/// Why a line of JSON Lines cannot be used, with its place.
struct BatchError: ReportableError {
    var description: String

    /// EX_DATAERR.
    var exitCode: Int32 { 65 }
}
