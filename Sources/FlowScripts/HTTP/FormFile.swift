internal import Glibc

/// A file that a script sends with a form.
struct FormFile {
    static let mostBytes = 16 << 20

    /// The path's last part.
    let name: String
    let bytes: [UInt8]

    /// Reads it.
    ///
    /// - Parameters:
    ///   - path: as the script has it; relative to the script's folder.
    ///   - script: the script's file.
    /// - Throws: when it is no regular file, or longer than 16 MiB.
    init(_ path: String, beside script: String) throws(ScriptHTTPFailure) {
        let folder = script.lastIndex(of: "/").map { String(script[...$0]) } ?? ""
        // Without blocking: a named pipe would be waited for.
        let descriptor = open(path.hasPrefix("/") ? path : folder + path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw ScriptHTTPFailure("\(path) cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw ScriptHTTPFailure("\(path) is no regular file")
        }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw ScriptHTTPFailure("\(path) cannot be read: \(String(cString: strerror(errno)))")
            }
            guard count > 0 else { break }
            bytes += piece.prefix(count)
            guard bytes.count <= Self.mostBytes else {
                throw ScriptHTTPFailure("\(path) is longer than \(Self.mostBytes >> 20) MiB")
            }
        }
        name = path.split(separator: "/").last.map(String.init) ?? path
        self.bytes = bytes
    }
}
