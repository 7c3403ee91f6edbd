import Hierarchies
import Screens

/// Reads a dump from a file, or from standard input for `-`, and makes it a screen.
enum ScreenLoader {
    static func load(path: String, format: DumpFormat? = nil, limits: DumpLimits = DumpLimits()) throws -> Screen {
        Screen(try hierarchy(path: path, format: format, limits: limits))
    }

    static func hierarchy(
        path: String, format: DumpFormat? = nil, limits: DumpLimits = DumpLimits()
    ) throws -> Hierarchy {
        try Hierarchy(reading: InputFile.read(path, limit: limits.bytes), file: path, as: format, limits: limits)
    }
}
