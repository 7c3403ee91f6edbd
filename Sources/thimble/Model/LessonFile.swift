import Agents
import JSON
import Screens

/// Lessons with their screens, read line by line.
struct LessonFile {
    let path: String
    let source: ScreenSource
    private let bytes: [UInt8]

    /// - Parameter path: a file of JSON lines, or - for standard input.
    /// - Throws: when it cannot be read.
    init(path: String) throws {
        self.path = path
        bytes = try InputFile.read(path, limit: 4 << 30)
        let shared = Environment.variables["THIMBLE_SHARED"] ?? "../shared"
        source = ScreenSource(path: path, format: nil, folder: shared + "/data")
    }

    /// Hands out each lesson, or why a line has none, in the file's order.
    /// - Throws: what the body throws.
    func forEach(_ body: (Int, Result<(Lesson, Screen), any Error>) async throws -> Void) async throws {
        var last: (name: String, screen: Screen)?
        for line in JSONLines(bytes) {
            let value: JSONValue
            let screen: Screen
            do {
                value = try line.value.get()
                // Functions need no screen; `forEachFunction` hands them out.
                if value["tools"] != nil { continue }
                // Neighbouring lines often share a screen.
                if let name = value["screen"]?.string, let last, last.name == name {
                    screen = last.screen
                } else {
                    guard let dump = value["screen"] else {
                        throw LessonError(message: "\"screen\" is missing: a path or a dump")
                    }
                    screen = try source.screen(dump, line: line.number)
                    last = dump.string.map { ($0, screen) }
                }
            } catch {
                try await body(line.number, .failure(source.fault(line.number, "\(error)")))
                continue
            }
            for member in value["lessons"]?.array ?? [value] {
                let lesson = Result { (try Lesson(member), screen) }
                try await body(line.number, lesson.mapError { source.fault(line.number, "\($0)") })
            }
        }
    }

    /// Hands out the lines that are about functions, in the file's order.
    /// - Throws: what the body throws.
    func forEachFunction(_ body: (Int, Result<FunctionLesson, any Error>) throws -> Void) throws {
        for line in JSONLines(bytes) {
            guard case .success(let value) = line.value, value["tools"] != nil else { continue }
            try body(line.number, Result { try FunctionLesson(value) })
        }
    }
}
