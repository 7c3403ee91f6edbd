/// One way in which a device troubles a run.
package enum FaultKind: String, Sendable, CaseIterable {
    case none
    /// Looks show what was there when they were begun, seconds ago.
    case slowLooks
    /// Looks show what is there when they end.
    case lateLooks
    case slowTouches
    /// The connection ends in a look, once or thrice in succession.
    case lookLost
    case lookTimedOut
    case noHierarchy
    case truncatedDump
    /// The connection ends before a touch is done.
    case touchLostBefore
    /// The touch is done, and the connection ends before its answer.
    case touchLostAfter
    case touchTimedOut
    /// The phone reboots when a touch has begun, and is away for half a minute.
    case rebootAtTouch
    case rebootAtLook
    /// It is back so soon that a repeated look is answered.
    case quickReboot
    /// Nobody notices: the next call makes a new connection.
    case silentReboot
    /// It never comes back.
    case phoneDies
    /// A dialog of the system comes up after a touch, or while the screen is looked at, and goes by itself.
    case noticePasses
    /// It stays until the flow is begun anew.
    case noticeStays
    /// It stays as long as the phone runs.
    case noticeForEver
    /// "System UI isn't responding".
    case systemNotResponding
    case incomingCall
    /// Of the app itself: it stays, and is the app's own.
    case permissionDialog
    case appNotResponding
    /// A dialog comes up between the last look and the touch, which goes to it.
    case noticeRaces

    /// A touch that goes elsewhere and changes something there looks like one that worked: no verdict is promised.
    package var isBeyondPromise: Bool { self == .noticeRaces }
}

/// A fault and when it strikes.
package struct InjectedFault: Sendable, Hashable, CustomStringConvertible {
    package var kind: FaultKind
    /// Which look, or which touch, it strikes; from 0, counted over all attempts.
    package var place: Int
    /// What else there is to choose, by its kind.
    package var choice: Int

    package init(_ kind: FaultKind, place: Int, choice: Int) {
        self.kind = kind
        self.place = place
        self.choice = choice
    }

    package var description: String { "\(kind.rawValue)@\(place)/\(choice)" }

    /// Whether it strikes with a touch, else with a look.
    package var isOfTouches: Bool {
        switch kind {
        case .touchLostBefore, .touchLostAfter, .touchTimedOut, .rebootAtTouch, .noticeRaces: true
        case .noticePasses, .noticeStays, .noticeForEver, .systemNotResponding, .incomingCall, .permissionDialog,
            .appNotResponding:
            choice.isMultiple(of: 2)
        default: false
        }
    }

    /// Whether it is the app's own doing.
    package var isOfTheApp: Bool { kind == .permissionDialog || kind == .appNotResponding }

    /// What a flow's final verdict may be; the flow's own without the fault is `truth`.
    package func verdicts(of truth: FlakeVerdict) -> Set<FlakeVerdict> {
        switch kind {
        // A verdict may have been reached before the dialog mattered.
        case .noticeForEver: [truth, .infrastructure]
        case .phoneDies: [.infrastructure]
        case .permissionDialog, .appNotResponding: [truth, .failed]
        default: [truth]
        }
    }

    /// What a failure that is the device's must speak of.
    package var signs: [String] {
        switch kind {
        case .none, .slowLooks, .lateLooks, .slowTouches, .permissionDialog: []
        // It may come up before the app is started.
        case .appNotResponding: ["Launcher isn’t responding"]
        case .lookLost, .touchLostBefore, .touchLostAfter: ["connection"]
        case .lookTimedOut, .touchTimedOut: ["time"]
        case .noHierarchy: ["hierarchy"]
        case .truncatedDump: ["XML", "dump"]
        case .rebootAtTouch, .rebootAtLook, .quickReboot, .silentReboot, .phoneDies:
            ["offline", "connection", "booted"]
        case .noticePasses, .noticeStays, .noticeForEver, .noticeRaces: ["System update"]
        case .systemNotResponding: ["System UI isn’t responding"]
        case .incomingCall: ["com.google.android.dialer"]
        }
    }
}

/// How a flow ends.
package enum FlakeVerdict: String, Sendable { case passed, failed, infrastructure }

/// Numbers that look random and are the same every time.
package struct SeededNumbers: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(_ seed: Int) {
        state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 &+ 0x2545_F491_4F6C_DD1D
    }

    /// SplitMix64.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
