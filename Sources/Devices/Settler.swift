package import Hierarchies

/// Looks at a device until its screen stands still: until two dumps in succession say the same.
///
/// There is no fixed pause: a dump takes its own time, and only what dumps faster than `Limits.pace` is held back.
/// A dump that cannot be read, or that the device could not make just then, is one that equals no other.
package struct Settler: Sendable {
    package struct Limits: Sendable, Hashable {
        /// Dumps at most, 2 or more.
        package var dumps = 12
        /// No further dump is begun after this.
        package var time = Duration.seconds(15)
        /// How long one dump may take; more than a device's own limit, which knows better what failed.
        package var dump = Duration.seconds(60)
        /// The least time between the starts of two dumps, lest a fast device is asked a thousand times a second.
        package var pace = Duration.milliseconds(40)

        package init() {}
    }

    package let device: any Device
    package let clock: any Clock<Duration>
    package var limits: Limits

    package init(_ device: any Device, clock: any Clock<Duration>, limits: Limits = Limits()) {
        self.device = device
        self.clock = clock
        self.limits = limits
    }

    /// Dumps until two in succession are alike, or a limit is over.
    ///
    /// - Parameters:
    ///   - old: what the screen said before something was done to it.
    ///   - patience: how long a screen that still says `old` is looked at for a change before it counts as settled:
    ///     many an app takes a moment to react, and two dumps may both come before.
    /// - Returns: the last dump that could be read, and whether it is settled.
    /// - Throws: the device's error; `.noHierarchy` when not one dump could be read.
    package func settle(
        differingFrom old: Hierarchy? = nil, patience: Duration = .zero
    ) async throws(DeviceError) -> Settling {
        let watch = Stopwatch(clock)
        var last: (dump: DeviceDump, hierarchy: Hierarchy)?
        var complaint: String?
        var count = 0
        var isSame = false
        while count < max(limits.dumps, 2) || (count < Self.mostPatientDumps && watch.elapsed < patience) {
            let started = watch.elapsed
            if count > 0, started >= max(limits.time, patience) { break }
            count += 1
            do {
                let dump = try await self.dump()
                let hierarchy = try Hierarchy(
                    reading: dump.bytes, file: device.serial, as: nil, limits: DumpLimits())
                isSame = last.map { $0.hierarchy.saysTheSame(as: hierarchy) } ?? false
                last = (dump, hierarchy)
                let mayStillChange = watch.elapsed < patience && old?.saysTheSame(as: hierarchy) == true
                if isSame, !mayStillChange {
                    return Settling(
                        dump: dump, hierarchy: hierarchy, isSettled: true, dumps: count, elapsed: watch.elapsed)
                }
            } catch let error as DeviceError where error.code == .noHierarchy {
                isSame = false
                complaint = error.message
            } catch let error as DeviceError {
                throw error
            } catch {
                isSame = false
                complaint = "\(error)"
            }
            try await pause(until: started + limits.pace, watch)
        }
        guard let last else {
            throw DeviceError(
                .noHierarchy, "none of \(count) dumps could be read: \(complaint ?? "no reason given")",
                serial: device.serial, service: "dump")
        }
        return Settling(
            dump: last.dump, hierarchy: last.hierarchy, isSettled: isSame, dumps: count, elapsed: watch.elapsed)
    }

    /// Waits out the rest of the pace, if there is any.
    package func pause(until time: Duration, _ watch: Stopwatch) async throws(DeviceError) {
        let rest = time - watch.elapsed
        guard rest > .zero else { return }
        do {
            try await clock.sleep(for: rest)
        } catch {
            throw DeviceError(.cancelled, "cancelled", serial: device.serial, service: "dump")
        }
    }

    private func dump() async throws(DeviceError) -> DeviceDump {
        let device = device
        return try await withLimit(limits.dump, clock: clock, serial: device.serial, service: "dump") {
            () async throws(DeviceError) in try await device.dump()
        }
    }

    /// While there is patience left, the limit on dumps gives way to this one.
    private static let mostPatientDumps = 200
}

/// What a settler saw last.
package struct Settling: Sendable {
    package var dump: DeviceDump
    package var hierarchy: Hierarchy
    /// False when the screen was still moving as the limits were over.
    package var isSettled: Bool
    /// Dumps made, the unreadable ones included.
    package var dumps: Int
    package var elapsed: Duration

    package init(dump: DeviceDump, hierarchy: Hierarchy, isSettled: Bool, dumps: Int, elapsed: Duration) {
        self.dump = dump
        self.hierarchy = hierarchy
        self.isSettled = isSettled
        self.dumps = dumps
        self.elapsed = elapsed
    }
}

extension Hierarchy {
    /// Whether two dumps show the same: node by node the same texts, places and states.
    ///
    /// Digits in the system's own bars do not count, for their clock, battery and speed never stand still.
    package func saysTheSame(as other: Hierarchy) -> Bool {
        nodes.count == other.nodes.count && rotation == other.rotation
            && zip(nodes, other.nodes).allSatisfy { $0.saysTheSame(as: $1) }
    }
}

extension UINode {
    fileprivate func saysTheSame(as other: UINode) -> Bool {
        guard parent == other.parent, bounds == other.bounds, flags == other.flags, className == other.className,
            resourceID == other.resourceID, packageName == other.packageName, extras == other.extras
        else { return false }
        let texts = [(text, other.text), (contentDescription, other.contentDescription), (hint, other.hint)]
        let isSystems = packageName == "com.android.systemui"
        return texts.allSatisfy { $0 == $1 || (isSystems && $0.withoutDigits == $1.withoutDigits) }
    }
}

extension String {
    fileprivate var withoutDigits: String { String(unicodeScalars.filter { $0.properties.numericType == nil }) }
}
