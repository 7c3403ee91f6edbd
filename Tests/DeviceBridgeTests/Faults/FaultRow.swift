import DeviceSimulator
import Devices

/// A fault that strikes an operation once, and what has to come of it.
struct FaultRow: Sendable, CustomStringConvertible {
    let operation: FaultOperation
    /// `KIND`, or `KIND=ARGUMENT`.
    let fault: String
    /// Whether it strikes the first call alone, or each.
    var isOnce = true
    let outcome: Outcome
    /// How often the operation may have been done.
    let traces: ClosedRange<Int>

    enum Outcome: Sendable {
        /// The right one, as the phone bears out.
        case result
        case error(Set<DeviceError.Code>)
        /// All had come when it broke; either is true.
        case either(DeviceError.Code)
    }

    var description: String { "\(fault) on \(operation)\(isOnce ? "" : " always")" }

    /// In the fault plan's words.
    var plan: String {
        let parts = fault.split(separator: "=", maxSplits: 1)
        return "\(parts[0])@\(operation.service)\(isOnce ? "#1" : "")\(parts.count > 1 ? "=\(parts[1])" : "")"
    }

    /// The limit on what must not be waited for; the rows that wait it out are few, and wait at once.
    static let shortLimit = Duration.milliseconds(250)

    // MARK: The table

    static let all: [FaultRow] =
        FaultOperation.allCases.flatMap(connection) + FaultOperation.allCases.flatMap(commands) + dumps + transfers

    /// What befalls any service alike.
    private static func connection(_ operation: FaultOperation) -> [FaultRow] {
        let leavesTraces: Set<FaultOperation> = [.tap, .type, .push, .launch, .settingPut]
        // A command is begun when it is asked for, a file when its bytes come.
        let done = leavesTraces.contains(operation) && operation != .push ? 1...1 : 0...0
        let afterAll = leavesTraces.contains(operation) ? 1...1 : 0...0
        func row(_ fault: String, _ outcome: Outcome, _ traces: ClosedRange<Int>) -> FaultRow {
            FaultRow(operation: operation, fault: fault, outcome: outcome, traces: traces)
        }
        return [
            row("drop=0", .error([.connectionLost]), done),
            row("drop=3", .error([.connectionLost]), afterAll),
            row("idle-timeout", .error([.connectionLost]), 0...0),
            row("reboot", .error([.connectionLost]), 0...0),
            row("refuse", .error([.unsupported]), 0...0),
            row("hang", .error([.timedOut]), 0...0),
            // The adb server ends a connection on which it finds garbage.
            row("garbage", .error([.protocolViolation, .connectionLost]), 0...0),
            row("slow=20", .result, afterAll),
            row("slow=60000", .error([.timedOut]), done.lowerBound...afterAll.upperBound),
            row("dialog=low-battery", .result, operation == .tap || operation == .type ? 0...0 : afterAll),
        ]
    }

    /// What befalls commands of the shell.
    private static func commands(_ operation: FaultOperation) -> [FaultRow] {
        guard operation.isShell, operation != .dump, operation != .shell else { return [] }
        let isSilent = [.foreground, .setting].contains(operation)
        return [
            FaultRow(
                operation: operation, fault: "exit=3", outcome: .error([.commandFailed]),
                traces: isSilent ? 0...0 : 1...1),
            // The exit code has come; only the end of the stream has not.
            FaultRow(
                operation: operation, fault: "drop=4000", outcome: .either(.connectionLost),
                traces: isSilent ? 0...0 : 1...1),
        ]
    }

    private static let dumps: [FaultRow] = [
        dump("truncate", .result), dump("truncate=0", .result), dump("truncate=100", .result),
        dump("stale", .result), dump("busy", .result), dump("exit=1", .result),
        dump("drop=900", .error([.connectionLost])),
        dump("truncate", .error([.noHierarchy]), isOnce: false),
        dump("truncate=0", .error([.noHierarchy]), isOnce: false),
        dump("stale", .error([.noHierarchy]), isOnce: false), dump("busy", .result, isOnce: false),
        dump("dialog=call", .result), dump("dialog=not-responding", .result),
    ]

    private static func dump(_ fault: String, _ outcome: Outcome, isOnce: Bool = true) -> FaultRow {
        FaultRow(operation: .dump, fault: fault, isOnce: isOnce, outcome: outcome, traces: 0...0)
    }

    /// In the middle of a file's bytes, either way; and of a picture's.
    private static let transfers: [FaultRow] = [
        FaultRow(operation: .push, fault: "drop-input=12", outcome: .error([.connectionLost]), traces: 0...0),
        FaultRow(operation: .push, fault: "drop-input=150000", outcome: .error([.connectionLost]), traces: 0...0),
        FaultRow(operation: .pull, fault: "drop=150000", outcome: .error([.connectionLost]), traces: 0...0),
        FaultRow(operation: .screenshot, fault: "drop=600", outcome: .error([.connectionLost]), traces: 0...0),
    ]
}
