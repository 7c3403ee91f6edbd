import Glibc

/// Reads and makes the files that keys lie in.
enum KeyFile {
    /// Far more than any key takes.
    private static let limit = 64 << 10

    static func read(_ path: String) throws(KeyError) -> [UInt8] {
        // Not to hang on a pipe that someone named as a key.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw failure(.unreadable, "cannot be opened", path) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = Glibc.read(file, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(.unreadable, "cannot be read", path) }
            guard count > 0 else { return bytes }
            bytes += chunk.prefix(count)
            guard bytes.count <= limit else {
                throw KeyError(.malformed, "more than \(limit) bytes, which no key has", file: path)
            }
        }
    }

    /// Writes a file that appears under its name only when all its bytes are in it.
    ///
    /// - Returns: false when there is such a file already, which then stays as it is.
    /// - Throws: ``KeyError`` when the folder does not allow it.
    static func create(_ path: String, _ bytes: [UInt8], mode: mode_t) throws(KeyError) -> Bool {
        let draft = try writeDraft(path, bytes, mode)
        defer { unlink(draft) }
        if link(draft, path) == 0 { return true }
        guard errno == EEXIST else { throw failure(.unwritable, "cannot be made", path) }
        return false
    }

    /// Makes a folder, and those above it, unless they are there.
    static func makeFolder(_ path: String) throws(KeyError) {
        // As adb makes its folder.
        if mkdir(path, 0o750) == 0 || errno == EEXIST { return }
        let missingParent = errno == ENOENT
        let parent = path.dropLast(while: { $0 == "/" }).dropLast(while: { $0 != "/" })
        guard missingParent, !parent.isEmpty, parent.count < path.count else {
            throw failure(.unwritable, "the folder cannot be made", path)
        }
        try makeFolder(String(parent))
        guard mkdir(path, 0o750) == 0 || errno == EEXIST else {
            throw failure(.unwritable, "the folder cannot be made", path)
        }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a folder, in order.
    static func names(in folder: String) throws(KeyError) -> [String] {
        guard let stream = opendir(folder) else { throw failure(.unreadable, "cannot be listed", folder) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names.sorted()
    }

    /// A file beside the one that is meant, with a name that nobody else has.
    private static func writeDraft(_ path: String, _ bytes: [UInt8], _ mode: mode_t) throws(KeyError) -> String {
        var template = Array("\(path).XXXXXX".utf8CString)
        let file = mkstemp(&template)
        guard file >= 0, fcntl(file, F_SETFD, FD_CLOEXEC) == 0 else {
            throw failure(.unwritable, "cannot be made", path)
        }
        let draft = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { close(file) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw abandon(draft, "cannot be written", path) }
            written += count
        }
        guard fchmod(file, mode) == 0, fsync(file) == 0 else { throw abandon(draft, "cannot be written", path) }
        return draft
    }

    private static func abandon(_ draft: String, _ what: String, _ path: String) -> KeyError {
        let error = failure(.unwritable, what, path)
        unlink(draft)
        return error
    }

    private static func failure(_ code: KeyError.Code, _ what: String, _ path: String) -> KeyError {
        KeyError(code, "\(what): \(String(cString: strerror(errno)))", file: path)
    }
}

extension StringProtocol {
    fileprivate func dropLast(while predicate: (Character) -> Bool) -> SubSequence {
        var end = endIndex
        while end > startIndex, predicate(self[index(before: end)]) { end = index(before: end) }
        return self[..<end]
    }
}
