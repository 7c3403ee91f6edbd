import FlowDocuments
import Glibc

/// The flow files of this machine's folders.
struct FolderFiles: FlowFiles {
    /// Bytes of a file; scripts and flows are small.
    static var limit: Int { 1 << 20 }
    /// Folders within folders.
    static var depth: Int { 32 }

    func read(_ path: String) throws(FlowError) -> [UInt8] {
        do throws(InputError) {
            return try InputFile.read(path, limit: Self.limit)
        } catch {
            throw FlowError(.missingFile, "File Not Readable", "\(error)")
        }
    }

    func kind(_ path: String) -> FlowFileKind? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }

    func files(below folder: String) throws(FlowError) -> [String] {
        try files(below: folder, depth: 0).sorted()
    }

    /// Folders behind links are left out: they may lead in circles.
    private func files(below folder: String, depth: Int) throws(FlowError) -> [String] {
        guard depth <= Self.depth else {
            throw FlowError(.emptyWorkspace, "Folders Too Deep", "\(folder) lies more than \(Self.depth) folders deep")
        }
        guard let handle = opendir(folder) else {
            throw FlowError(.missingFile, "Folder Not Readable", "\(folder): \(String(cString: strerror(errno)))")
        }
        defer { closedir(handle) }
        var found: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: found += try files(below: path, depth: depth + 1)
            case S_IFREG: found.append(path)
            case S_IFLNK where kind(path) == .file: found.append(path)
            default: continue
            }
        }
        return found
    }
}
