#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file as bytes in memory, which the system reads when they are looked at.
///
/// Whoever makes the file shorter meanwhile ends the program, as with every mapping; replace model files by renaming.
struct MappedFile: ~Copyable {
    /// Starts at a page.
    let bytes: UnsafeRawBufferPointer
    private let isMapped: Bool

    /// Maps a file.
    ///
    /// - Parameter path: where it is.
    /// - Throws: `unreadable`, with the system's words.
    init(path: String) throws(ModelFileError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.refusal(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.refusal(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw ModelFileError(.unreadable, "\(path): not a file") }
        guard status.st_size > 0 else { throw ModelFileError(.notGGUF, "\(path): the file is empty") }
        let count = Int(status.st_size)
        guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            throw Self.refusal(path)
        }
        madvise(start, count, MADV_SEQUENTIAL)
        bytes = UnsafeRawBufferPointer(start: start, count: count)
        isMapped = true
    }

    /// Takes bytes that stay where they are as long as the program runs, such as a part of it.
    init(program bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        isMapped = false
    }

    deinit {
        if isMapped { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
    }

    /// Lets the system take back the memory of a range that will not be looked at again soon.
    func forget(_ range: Range<Int>) {
        let page = 4096
        guard let start = bytes.baseAddress else { return }
        // A program's bytes need not begin at a page; what shares a page with others is read again when it is wanted.
        let offset = Int(bitPattern: start) % page
        let first = (range.lowerBound + offset) / page * page - offset
        madvise(UnsafeMutableRawPointer(mutating: start + first), range.upperBound - first, MADV_DONTNEED)
    }

    private static func refusal(_ path: String) -> ModelFileError {
        ModelFileError(.unreadable, "\(path): \(String(cString: strerror(errno)))")
    }
}
