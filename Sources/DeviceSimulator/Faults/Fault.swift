/// Something that goes wrong on purpose: `KIND@SERVICE-PREFIX[#N][=ARG]`.
///
/// It strikes at the N-th call whose service begins with the prefix, or at every one when no N is given. A command line
/// is compared without the shell's options, and so is each command in it: `shell:uiautomator` means
/// `shell,v2,raw:rm -f F; uiautomator dump F` too.
package struct Fault: Sendable, Hashable, CustomStringConvertible {
    package enum Kind: String, Sendable, CaseIterable {
        /// The connection ends in mid-command; the argument says after how many bytes of answer.
        case drop
        /// The connection ends once so many bytes of what the host sends to the service have come.
        case dropInput = "drop-input"
        /// The phone reboots when the command has begun.
        case reboot
        /// The connection ends before the command is looked at, as one that was idle too long does.
        case idleTimeout = "idle-timeout"
        /// The answer comes late, by so many milliseconds of real time.
        case slow
        /// A dump's file is cut to so many bytes, or to a half.
        case truncate
        /// A dump says that it is done and leaves the file of before.
        case stale
        /// A plain dump finds no moment in which the screen is idle.
        case busy
        /// The command is carried out and ends with that exit code.
        case exit
        /// A dialog of the system covers the screen before the command is looked at; the argument is its kind.
        case dialog
        /// The service is closed at once.
        case refuse
        /// Nothing ever comes back.
        case hang
        /// Bytes that are no message of ADB come back.
        case garbage
    }

    package let kind: Kind
    package let servicePrefix: String
    /// Which of the calls that match, from 1; nil for every one.
    package let call: Int?
    package let argument: String?

    /// The longest delay of `slow`, in milliseconds.
    package static let longestDelay = 60_000

    package init(parsing text: String) throws(FaultError) {
        let kinds = Kind.allCases.map(\.rawValue).joined(separator: ", ")
        guard let at = text.firstIndex(of: "@") else {
            throw FaultError(.malformed, "a fault is KIND@SERVICE-PREFIX[#N][=ARG], with KIND one of \(kinds)", text)
        }
        guard let kind = Kind(rawValue: String(text[..<at])) else {
            throw FaultError(.unknownKind, "no fault is called '\(text[..<at])'; the kinds are \(kinds)", text)
        }
        var rest = text[text.index(after: at)...]
        var argument: String?
        if let equals = rest.lastIndex(of: "=") {
            argument = String(rest[rest.index(after: equals)...])
            rest = rest[..<equals]
        }
        var call: Int?
        if let hash = rest.lastIndex(of: "#") {
            guard let number = Int(rest[rest.index(after: hash)...]), number > 0 else {
                throw FaultError(.badCall, "the call after '#' is a number from 1", text)
            }
            call = number
            rest = rest[..<hash]
        }
        self.kind = kind
        self.call = call
        self.argument = argument
        servicePrefix = String(rest)
        try check(text)
    }

    private func check(_ text: String) throws(FaultError) {
        let number = argument.flatMap { Int($0) }
        switch kind {
        case .drop, .dropInput, .truncate:
            guard argument == nil || (number ?? -1) >= 0 else {
                throw FaultError(.badArgument, "'\(kind.rawValue)' takes a number of bytes", text)
            }
        case .slow:
            guard let number, (0...Self.longestDelay).contains(number) else {
                throw FaultError(.badArgument, "'slow' needs milliseconds, 0 to \(Self.longestDelay)", text)
            }
        case .exit:
            guard let number, (0...255).contains(number) else {
                throw FaultError(.badArgument, "'exit' needs an exit code, 0 to 255", text)
            }
        case .dialog:
            guard InterruptionNames.interruption(argument ?? "low-battery") != nil else {
                throw FaultError(.badArgument, "'dialog' takes one of \(InterruptionNames.choices)", text)
            }
        case .reboot, .idleTimeout, .stale, .busy, .refuse, .hang, .garbage:
            guard argument == nil else {
                throw FaultError(.badArgument, "'\(kind.rawValue)' takes no argument", text)
            }
        }
    }

    package var description: String {
        "\(kind.rawValue)@\(servicePrefix)\(call.map { "#\($0)" } ?? "")\(argument.map { "=\($0)" } ?? "")"
    }
}

/// Why a fault's text is none.
package struct FaultError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable { case malformed, unknownKind, badCall, badArgument, tooMany }

    package let code: Code
    /// A sentence that names the choices.
    package let message: String
    /// What was given.
    package let text: String

    init(_ code: Code, _ message: String, _ text: String) {
        self.code = code
        self.message = message
        self.text = text
    }

    package var description: String { "\(text): \(message)" }
}
