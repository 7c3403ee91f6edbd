internal import FlowDocuments
internal import Glibc

/// The limits that a host sets itself, before any script: none needs a right, and none can be taken back.
enum Confinement {
    /// From here on no file, socket or pipe can be opened, no file grows, and memory ends.
    ///
    /// - Parameter memory: bytes beside what is taken now. The engine reserves 4 GiB of addresses for its own tables,
    ///   hence no limit of all addresses.
    /// - Throws: when a limit cannot be set.
    static func enter(memory: Int) throws(FlowScriptError) {
        guard let taken = dataBytes() else { throw failure("memory") }
        let data = rlim_t(taken + memory)
        try limit(__rlimit_resource_t(RLIMIT_DATA.rawValue), to: data)
        try limit(__rlimit_resource_t(RLIMIT_CORE.rawValue), to: 0)
        try limit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), to: 0)
        // Last: the others may need none, but nothing after this line opens anything.
        try limit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), to: 0)
    }

    /// Gives the next call its computing time: what ends a script that nobody else ends.
    static func allow(cpuSeconds: Int) throws(FlowScriptError) {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        let spent = Int(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        var limits = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limits)
        limits.rlim_cur = min(rlim_t(spent + cpuSeconds + 1), limits.rlim_max)
        guard setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limits) == 0 else { throw failure("time") }
    }

    private static func limit(_ resource: __rlimit_resource_t, to value: rlim_t) throws(FlowScriptError) {
        var limits = rlimit(rlim_cur: value, rlim_max: value)
        guard setrlimit(resource, &limits) == 0 else { throw failure("limit") }
    }

    private static func failure(_ what: String) -> FlowScriptError {
        let reason = String(cString: strerror(errno))
        return FlowScriptError(.exception, "the script host cannot limit itself (\(what): \(reason))")
    }

    /// What `RLIMIT_DATA` counts: private writable pages, the sixth figure of `statm`.
    private static func dataBytes() -> Int? {
        let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(descriptor, &bytes, bytes.count)
        let figures = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: " ")
        return figures.count > 5 ? Int(figures[5]).map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) } : nil
    }
}
