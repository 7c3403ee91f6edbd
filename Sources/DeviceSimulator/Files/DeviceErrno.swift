/// Why a file operation failed: Linux' error numbers, worded as bionic's `strerror` words them.
///
/// The simulated commands and the sync service print `description` after the path, as the phone's own do.
package enum DeviceErrno: UInt32, Error, Sendable, CaseIterable, CustomStringConvertible {
    case notPermitted = 1
    case noEntry = 2
    case accessDenied = 13
    case busy = 16
    case exists = 17
    case notFolder = 20
    case isFolder = 21
    case invalid = 22
    case tooLarge = 27
    case noSpace = 28
    case readOnly = 30
    case nameTooLong = 36
    case notEmpty = 39
    case tooManyLinks = 40

    package var description: String {
        switch self {
        case .notPermitted: "Operation not permitted"
        case .noEntry: "No such file or directory"
        case .accessDenied: "Permission denied"
        case .busy: "Device or resource busy"
        case .exists: "File exists"
        case .notFolder: "Not a directory"
        case .isFolder: "Is a directory"
        case .invalid: "Invalid argument"
        case .tooLarge: "File too large"
        case .noSpace: "No space left on device"
        case .readOnly: "Read-only file system"
        case .nameTooLong: "File name too long"
        case .notEmpty: "Directory not empty"
        case .tooManyLinks: "Too many symbolic links encountered"
        }
    }
}
