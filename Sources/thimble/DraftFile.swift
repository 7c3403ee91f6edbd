import Glibc

/// A file that is written beside the one it is to become, and takes its place once it is whole.
///
/// What is no regular file, such as `/dev/null` or a pipe, is written as it is. A draft that is not finished goes away.
final class DraftFile {
    private let path: String
    /// Where it is written; nil when that is the path itself.
    private let draft: String?
    private var descriptor: Int32

    /// - Throws: what `check` throws, and when no draft can be made.
    init(for path: String) throws(OutputError) {
        let mode = try Self.check(path)
        self.path = path
        if mode != nil, mode.map({ $0 & S_IFMT }) != S_IFREG {
            draft = nil
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
        } else {
            let target = Self.target(path)
            let draft = "\(target).thimble-\(getpid())"
            self.draft = draft
            descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o666)
            // What was there keeps its permissions.
            if descriptor >= 0, let mode { fchmod(descriptor, mode & 0o777) }
        }
        guard descriptor >= 0 else { throw OutputError(path: path, code: errno) }
    }

    deinit {
        if descriptor >= 0 {
            close(descriptor)
            if let draft { unlink(draft) }
        }
    }

    /// Sees whether the path could be written, and touches nothing.
    ///
    /// - Returns: the mode of what is there, nil when nothing is.
    /// - Throws: when it is a folder, may not be written, or lies in a folder that may not.
    @discardableResult
    static func check(_ path: String) throws(OutputError) -> mode_t? {
        var status = stat()
        let exists = stat(path, &status) == 0
        let kind = status.st_mode & S_IFMT
        if exists, kind == S_IFDIR { throw OutputError(path: path, code: EISDIR) }
        if exists, access(path, W_OK) != 0 { throw OutputError(path: path, code: errno) }
        if !exists || kind == S_IFREG {
            let target = target(path)
            let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
            if access(folder, W_OK | X_OK) != 0 { throw OutputError(path: path, code: errno) }
        }
        return exists ? status.st_mode : nil
    }

    /// Writes a whole file: all of it, or what was there stays.
    static func write(_ bytes: [UInt8], to path: String) throws(OutputError) {
        let draft = try DraftFile(for: path)
        try draft.write(bytes)
        try draft.finish()
    }

    func write(_ bytes: [UInt8]) throws(OutputError) {
        guard DescriptorOutput.write(bytes, to: descriptor) else { throw OutputError(path: path, code: errno) }
    }

    /// Puts the draft in the path's place.
    func finish() throws(OutputError) {
        let isClosed = close(descriptor) == 0
        descriptor = -1
        if isClosed, draft.map({ rename($0, Self.target(path)) == 0 }) ?? true { return }
        let code = errno
        if let draft { unlink(draft) }
        throw OutputError(path: path, code: code)
    }

    /// The file that a link stands for, so that the link stays.
    private static func target(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}
