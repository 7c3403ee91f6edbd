import ArgumentParser
import Glibc
import SimulatedPhones

/// Where the declared apps lie: `--apps`, else `THIMBLE_APPS`, else `fixtures/apps` beside this program or below the
/// current folder.
struct AppFolder {
    let path: String

    /// What `--apps` says of itself.
    static let help = ArgumentHelp(
        "The folder of declared apps; else THIMBLE_APPS names it, else it is the fixtures/apps of this checkout.",
        valueName: "dir")

    init(_ named: String?) throws(InputError) {
        if let path = named ?? Environment.variables["THIMBLE_APPS"] {
            self.path = path
            return
        }
        let folders = Self.ancestors(of: Self.program) + ["."]
        let found = folders.map { $0 + "/fixtures/apps" }.first { access($0, R_OK | X_OK) == 0 }
        guard let found else { throw InputError(path: "fixtures/apps", code: ENOENT) }
        path = found
    }

    /// Every app with the name that `sim:NAME` calls it by, its file's name, in order.
    func apps() throws -> [(name: String, app: AppDeclaration)] {
        guard let folder = opendir(path) else { throw InputError(path: path, code: errno) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".yaml") { names.append(String(name.dropLast(5))) }
        }
        return try names.sorted().map { name in
            let file = "\(path)/\(name).yaml"
            return (name, try AppDeclaration(yaml: InputFile.read(file, limit: 4 << 20), file: file))
        }
    }

    private static var program: String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink("/proc/self/exe", &path, Int(PATH_MAX))
        return count > 0 ? String(decoding: path.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self) : "."
    }

    private static func ancestors(of file: String) -> [String] {
        var folders: [String] = []
        var path = file[...]
        while let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            path = path[..<slash]
            folders.append(String(path))
        }
        return folders
    }
}

extension DeclarationError: ReportableError {
    /// EX_DATAERR.
    var exitCode: Int32 { 65 }
}
