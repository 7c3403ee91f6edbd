import SimulatedPhones

/// What a fault does to one call.
package enum FaultEffect: Sendable, Hashable {
    /// End the connection once so many bytes of the answer have gone out.
    case drop(afterBytes: Int)
    /// End the connection once so many bytes have come in; what lies beyond them is not looked at.
    case dropInput(afterBytes: Int)
    case reboot
    case idleTimeout
    /// Hold the answer back, in real time.
    case delay(milliseconds: Int)
    /// Cut a dump's file to so many bytes; nil: to a half.
    case truncateDump(toBytes: Int?)
    case keepStaleDump
    /// Let a plain dump find no idle moment.
    case findNoIdleMoment
    case exitCode(UInt8)
    case interrupt(String)
    case refuse
    case hang
    case garbage
}

/// The faults of a device, and how often each has been passed.
///
/// A pure decision: equal plans that are asked alike answer alike.
package struct FaultPlan: Sendable, Hashable {
    /// How many faults a plan holds at most.
    package static let limit = 100

    private struct Entry: Sendable, Hashable {
        let fault: Fault
        var calls = 0
    }

    private var entries: [Entry] = []

    package init(_ faults: [Fault] = []) { entries = faults.prefix(Self.limit).map { Entry(fault: $0) } }

    package var faults: [Fault] { entries.map(\.fault) }

    package mutating func add(_ fault: Fault) throws(FaultError) {
        guard entries.count < Self.limit else {
            throw FaultError(.tooMany, "a device takes \(Self.limit) faults at most", fault.description)
        }
        entries.append(Entry(fault: fault))
    }

    /// How many calls its faults have matched so far.
    package var matches: Int { entries.reduce(0) { $0 + $1.calls } }

    package mutating func clear() { entries = [] }

    /// What happens to a call of that service: the first fault that strikes now; every fault that matches counts the call.
    package mutating func effect(on service: String) -> FaultEffect? {
        let names = Self.names(of: service)
        var effect: FaultEffect?
        for index in entries.indices {
            let fault = entries[index].fault
            guard names.contains(where: { $0.hasPrefix(fault.servicePrefix) }) else { continue }
            entries[index].calls += 1
            if effect == nil, fault.call == nil || fault.call == entries[index].calls { effect = Self.effect(fault) }
        }
        return effect
    }

    /// The names that a prefix may mean: the service itself, and for a command line each of its commands as if it stood
    /// alone; `shell,v2,raw:` reads `shell:` too.
    static func names(of service: String) -> [String] {
        guard let colon = service.firstIndex(of: ":") else { return [service] }
        let kind = service[..<colon].split(separator: ",").first ?? ""
        guard kind == "shell" || kind == "exec" else { return [service] }
        let line = service[service.index(after: colon)...]
        let pieces = line.split { ";|&\n".contains($0) }
        return [service, "\(kind):\(line)"] + pieces.map { "\(kind):\($0.drop { $0 == " " })" }
    }

    private static func effect(_ fault: Fault) -> FaultEffect {
        let number = fault.argument.flatMap { Int($0) }
        return switch fault.kind {
        case .drop: .drop(afterBytes: number ?? 0)
        case .dropInput: .dropInput(afterBytes: number ?? 0)
        case .reboot: .reboot
        case .idleTimeout: .idleTimeout
        case .slow: .delay(milliseconds: number ?? 0)
        case .truncate: .truncateDump(toBytes: number)
        case .stale: .keepStaleDump
        case .busy: .findNoIdleMoment
        case .exit: .exitCode(UInt8(clamping: number ?? 1))
        case .dialog: .interrupt(fault.argument ?? "low-battery")
        case .refuse: .refuse
        case .hang: .hang
        case .garbage: .garbage
        }
    }
}

/// The interruptions by the names that `sim interrupt` and the fault `dialog` take.
enum InterruptionNames {
    static let choices = "low-battery, not-responding, crashed, call, notice"

    static func interruption(_ name: String) -> Interruption? {
        switch name {
        case "low-battery": .lowBattery
        case "not-responding": .notResponding
        case "crashed": .crashed
        case "call": .incomingCall(name: "Unknown")
        case "notice":
            .notice(
                title: "System update", message: "An update is ready to be installed.", buttons: ["Later", "Install"])
        default: nil
        }
    }
}
