package import Devices
internal import Hierarchies
internal import Screens

/// Listens to a device's touch screen and looks at its display, until its task is cancelled.
package actor RecordingSession {
    private let device: any LiveShell
    private let clock: any Clock<Duration>
    private let tell: @Sendable (String) -> Void
    private var recorder: TouchRecorder
    private var reader: TouchEventReader
    private var classifier: GestureClassifier
    /// Counts what was done, so that a look during which something was done is not taken for one before or after.
    private var deeds = 0
    private var isTouched = false

    /// - Parameters:
    ///   - device: the device.
    ///   - clock: for the pace of looking.
    ///   - tell: takes a line for the person.
    /// - Throws: `.unsupported`, with what the device says, when it lets nobody listen to its touch screen.
    package init(
        _ device: any LiveShell, clock: any Clock<Duration>, tell: @escaping @Sendable (String) -> Void
    ) async throws(DeviceError) {
        let report = try await device.shell("getevent -lp 2>&1")
        let listed = TouchScreens(report.text)
        if let refusal = listed.refusal {
            throw DeviceError(.unsupported, refusal, serial: device.serial, service: "getevent")
        }
        let display = try await device.display()
        let size =
            display.rotation % 2 == 0
            ? display.size : Size(width: display.size.height, height: display.size.width)
        self.device = device
        self.clock = clock
        self.tell = tell
        recorder = TouchRecorder(size: size)
        reader = TouchEventReader(listed.screens, size: size)
        classifier = GestureClassifier(density: display.density)
    }

    /// Records until the task is cancelled or the device says no more.
    /// - Throws: the device's error; what was recorded until then is in `finish`.
    package func run() async throws(DeviceError) {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await self.listen() }
                group.addTask { while !Task.isCancelled { try await self.look() } }
                // The first that ends, ends the other.
                defer { group.cancelAll() }
                try await group.next()
            }
        } catch let error as DeviceError where error.code != .cancelled {
            throw error
        } catch {
            // Somebody has seen enough.
        }
    }

    /// The flow, once `run` is over; nil when nothing was seen.
    package func finish() -> RecordedFlow? {
        recorder.finish()
        report()
        return recorder.flow
    }

    /// The last screen that stood still.
    package var shown: SeenScreen? { recorder.current }

    private func listen() async throws(DeviceError) {
        try await device.follow("getevent -lt") { [self] bytes in await take(bytes) }
    }

    private func take(_ bytes: [UInt8]) {
        for event in reader.read(bytes) {
            deeds += 1
            switch event {
            case .down: isTouched = true
            case .touch(let touch):
                isTouched = false
                recorder.did(classifier.take(touch))
            case .key(let name): recorder.pressed(name)
            }
        }
    }

    private func look() async throws(DeviceError) {
        let before = deeds
        let settling = try await Settler(device, clock: clock).settle()
        var frame: Rect?
        if Screen(settling.hierarchy).elements.contains(where: { $0.states.contains(.focused) }) {
            frame = KeyboardFrame(try await device.shell(KeyboardFrame.command).text).rect
        }
        guard deeds == before, !isTouched, settling.isSettled else { return }
        recorder.saw(SeenScreen(settling.hierarchy, keyboard: frame))
        report()
    }

    private func report() { for line in recorder.takeNews() { tell(line) } }
}
