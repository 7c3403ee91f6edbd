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
        let screen = try ScreenSource(path: path, format: format).screen(source, line: line.number)
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

    private func fault(_ line: JSONLines.Line, _ message: String) -> BatchError {
        ScreenSource(path: path, format: format).fault(line.number, message)
    }
}
