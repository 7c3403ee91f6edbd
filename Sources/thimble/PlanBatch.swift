import Agents
import Glibc
import Hierarchies
import JSON
import Screens

/// `plan --batch`: many steps with one planner, a JSON line for each.
struct PlanBatch {
    let path: String
    let format: DumpFormat?
    let planner: any Planner
    let top: Int

    /// Plans line by line and hands out one line of JSON for each.
    /// - Returns: whether every line could be planned.
    /// - Throws: when the file itself cannot be read.
    func run(write: (String) -> Void) async throws(InputError) -> Bool {
        var isClean = true
        for line in JSONLines(try InputFile.read(path, limit: 1 << 30)) {
            var output: JSONObject
            do {
                output = try await plan(line)
            } catch {
                isClean = false
                let id = (try? line.value.get())?["id"] ?? .null
                output = ["id": id, "error": .string("\(error)")]
            }
            write(JSONValue.object(output).print())
        }
        return isClean
    }

    private func plan(_ line: JSONLines.Line) async throws -> JSONObject {
        let value: JSONValue
        do {
            value = try line.value.get()
        } catch {
            throw BatchError(description: "\(path):\(error)")
        }
        guard let instruction = value["instruction"]?.string, instruction.contains(where: { !$0.isWhitespace }) else {
            throw fault(line, "\"instruction\" must be a text that says what to do")
        }
        let history = try history(value["history"] ?? .null, line)
        guard let source = value["screen"] else { throw fault(line, "\"screen\" is missing: a path or a dump") }
        let screen = try screen(source, line)
        let report = try await PlanTiming.report(planner, instruction, on: screen, history: history, top: top)
        return JSONObject([(key: "id", value: value["id"] ?? .null)] + report.json.members)
    }

    private func history(_ value: JSONValue, _ line: JSONLines.Line) throws(BatchError) -> [String] {
        if value.isNull { return [] }
        let steps = value.array?.compactMap(\.string)
        guard let steps, steps.count == value.array?.count else {
            throw fault(line, "\"history\" must be a list of texts")
        }
        return steps
    }

    // MARK: Screens

    private func screen(_ source: JSONValue, _ line: JSONLines.Line) throws -> Screen {
        switch source {
        case .object, .array: return try inline(source.print(), line)
        case .string(let text):
            if text.allSatisfy(\.isWhitespace) { throw fault(line, "\"screen\" is empty: it must be a path or a dump") }
            let isDump =
                text.contains { $0.isNewline }
                || ["<", "{", "["].contains(text.first { !$0.isWhitespace && $0 != "\u{FEFF}" })
            return isDump ? try inline(text, line) : try ScreenLoader.load(path: resolved(text), format: format)
        default: throw fault(line, "\"screen\" must be a path, an object, a list, or a text that holds a dump")
        }
    }

    /// Errors in a dump inside the file are placed as `file#line:line:column`, counted in the dump.
    private func inline(_ text: String, _ line: JSONLines.Line) throws -> Screen {
        let limits = DumpLimits()
        let bytes = Array(text.utf8)
        return Screen(try Hierarchy(reading: bytes, file: "\(path)#\(line.number)", as: format, limits: limits))
    }

    /// A path relative to the batch file's folder if there is such a file, else to the working directory.
    private func resolved(_ name: String) -> String {
        if name.hasPrefix("/") { return name }
        if path != "-", let slash = path.lastIndex(of: "/") {
            let beside = path[...slash] + name
            if access(String(beside), F_OK) == 0 { return String(beside) }
        }
        // A file called "-" is a file here, not standard input.
        return name == "-" ? "./-" : name
    }

    private func fault(_ line: JSONLines.Line, _ message: String) -> BatchError {
        BatchError(description: "\(path):\(line.number):1: \(message)")
    }
}

/// Why a line of the batch cannot be planned, with its place.
struct BatchError: Error, CustomStringConvertible {
    var description: String
}
