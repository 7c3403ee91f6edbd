import Glibc
import Hierarchies
import Screens

/// An error that a command ends with: one line for the user and a code from `sysexits.h` for the shell.
protocol ReportableError: Error, CustomStringConvertible {
    var exitCode: Int32 { get }
}

extension HierarchyError: ReportableError {
    /// EX_DATAERR.
    var exitCode: Int32 { 65 }
}

extension InputError: ReportableError {
    /// EX_NOINPUT, or EX_DATAERR for a file that is too large.
    var exitCode: Int32 { code == 0 ? 65 : 66 }
}

/// What should not happen, said instead of hidden.
struct InternalError: ReportableError {
    var description: String

    /// EX_SOFTWARE.
    var exitCode: Int32 { 70 }
}

/// Standard error, one line at a time.
enum StandardError {
    /// Prints a line; what devices, servers and models wrote into it moves no cursor.
    static func print(_ line: String) {
        var text = TerminalText.plain(line, limit: 4000) + "\n"
        _ = text.withUTF8 { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
