import Devices
import SimulatedPhones
import Synchronization

/// What its fault does, and when.
extension FaultyPhone {
    func touch(_ body: @Sendable (PhoneDevice) async throws(DeviceError) -> Void) async throws(DeviceError) {
        try await used { () async throws(DeviceError) in
            let strikes = self.strikes(asTouch: true)
            if self.fault.kind == .noticeRaces, strikes { self.interrupt() }
            switch self.fault.kind {
            case .slowTouches:
                self.wait(self.delay)
                try await body(self.phone)
                self.wait(self.delay)
            case .touchLostBefore where strikes: throw self.error(.connectionLost, "the connection ended")
            case .touchLostAfter where strikes:
                try await body(self.phone)
                throw self.error(.connectionLost, "the connection ended")
            case .touchTimedOut where strikes:
                if self.fault.choice.isMultiple(of: 2) { try await body(self.phone) }
                self.wait(.seconds(30))
                throw self.error(.timedOut, "it took longer than its time")
            case .rebootAtTouch where strikes:
                if self.fault.choice.isMultiple(of: 2) { try await body(self.phone) }
                self.reboot(away: .seconds(30))
                throw self.error(.connectionLost, "the connection ended")
            default:
                try await body(self.phone)
                if strikes, self.fault.kind != .noticeRaces { self.interrupt() }
                // An app that is started takes such dialogs away here, and not on a phone.
                if self.fault.kind == .noticeForEver, self.hasStruck {
                    self.phone.change { $0.endInterruptions() }
                    self.interrupt()
                }
            }
        }
    }

    /// Brings the phone's time and the runs' together around a call.
    func used<Value>(
        _ body: () async throws(DeviceError) -> Value
    ) async throws(DeviceError) -> Value {
        wait(max(.zero, watch.elapsed - phoneWatch.elapsed))
        defer { clock.advance(by: phoneWatch.elapsed - watch.elapsed) }
        guard state.withLock({ $0.awayUntil <= phoneWatch.elapsed }) else {
            wait(.milliseconds(50))
            throw error(.offline, "the device is offline")
        }
        return try await body()
    }

    func wait(_ time: Duration) {
        let end = phoneWatch.elapsed + time
        let goes = state.withLock { state in
            guard let at = state.goesAt, at <= end else { return false }
            state.goesAt = nil
            return true
        }
        phone.change { phone in
            if goes { phone.endInterruptions() }
            phone.advance(by: time)
        }
    }

    func strikes(asTouch: Bool) -> Bool {
        state.withLock { state in
            let number = asTouch ? state.touches : state.looks
            if asTouch { state.touches += 1 } else { state.looks += 1 }
            guard asTouch == fault.isOfTouches, number == fault.place else { return false }
            state.hasStruck = true
            return true
        }
    }

    /// Whether this look follows the lost one, and is lost too.
    var isRepeated: Bool {
        state.withLock { fault.choice.isMultiple(of: 2) && (fault.place + 2...fault.place + 3).contains($0.looks) }
    }

    /// 1 to 5 s.
    var delay: Duration { .milliseconds(1000 + 400 * (fault.choice % 11)) }

    func reboot(away time: Duration) {
        phone.change { $0.reboot() }
        state.withLock { state in
            state.boots += 1
            state.awayUntil = phoneWatch.elapsed + time
            state.goesAt = nil
        }
    }

    func interrupt() {
        let interruption: Interruption
        var time: Duration?
        switch fault.kind {
        case .noticePasses, .noticeStays, .noticeForEver, .noticeRaces:
            interruption = .notice(
                title: "System update", message: "An update is ready.", buttons: ["Later", "Install"])
            if fault.kind == .noticePasses { time = .milliseconds(500 * (1 + fault.choice % 10)) }
        case .systemNotResponding:
            interruption = .notice(title: "System UI isn’t responding", message: "", buttons: ["Close app", "Wait"])
        case .incomingCall:
            interruption = .incomingCall(name: "Ada")
            time = .seconds(5)
        case .permissionDialog: interruption = .permission(what: "use the camera")
        case .appNotResponding: interruption = .notResponding
        default: return
        }
        phone.change { $0.interrupt(with: interruption) }
        if let time { state.withLock { $0.goesAt = phoneWatch.elapsed + time } }
    }

    func error(_ code: DeviceError.Code, _ message: String) -> DeviceError {
        DeviceError(code, message, serial: serial)
    }
}
