import Glibc

/// Input files, read whole but never beyond a limit.
enum InputFile {
    /// The bytes of a file, or of standard input for `-`; one byte more than the limit at most, which readers refuse.
    static func read(_ path: String, limit: Int) throws(InputError) -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InputError(path: path, code: errno) }
        defer { if path != "-" { close(descriptor) } }
        var status = stat()
        let isRegular = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        if isRegular, Int(status.st_size) > limit { return try refuse(path, limit) }
        var bytes: [UInt8] = []
        var capacity = isRegular ? Int(status.st_size) + 1 : 64 << 10
        while bytes.count <= limit {
            let offset = bytes.count
            var count = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
                count = Glibc.read(descriptor, buffer.baseAddress, capacity)
                filled = max(count, 0)
            }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
            if count < 0, errno != EINTR { throw InputError(path: path, code: errno) }
            if count == 0 { break }
            if isRegular, bytes.count == Int(status.st_size), offset == 0 { break }
            capacity = 64 << 10
        }
        if bytes.count > limit { return try refuse(path, limit) }
        return bytes
    }

    private static func refuse(_ path: String, _ limit: Int) throws(InputError) -> [UInt8] {
        throw InputError(path: path, limit: limit)
    }
}

/// A file that cannot be read, or should not be.
struct InputError: Error, CustomStringConvertible {
    var path: String
    /// `errno` of the failed call; 0 when the file is too large.
    var code: Int32 = 0
    var limit = 0

    var description: String {
        code == 0
            ? "\(path):1:1: larger than \(limit >> 20) MiB"
            : "\(path): \(String(cString: strerror(code)))"
    }
}
