internal import Devices
internal import FlowDocuments
internal import Hierarchies
internal import Pictures

extension FlowRun {
    func takeScreenshot(_ wanted: FlowOperation.Screenshot, _ command: FlowCommand) async throws(FlowFailure) {
        try artifacts.write(try await picture(wanted, command), to: Self.file(wanted.path, "png"))
    }

    /// Compares the screen with a picture beside the flow, pixel by pixel.
    func assertScreenshot(
        _ wanted: FlowOperation.Screenshot, threshold: String?, _ command: FlowCommand
    ) async throws(FlowFailure) {
        guard let threshold = Double(threshold ?? "95"), (0...100).contains(threshold) else {
            throw FlowFailure(.invalidCommand, "the threshold is no percentage", at: command.place)
        }
        let name = wanted.path.lowercased()
        if let ending = Self.otherPictures.first(where: name.hasSuffix) {
            throw FlowFailure(
                .unsupported, "a picture to compare with is a PNG file here, not \(ending)", at: command.place)
        }
        let path = FlowReferences.path(Self.file(wanted.path, "png"), from: command.place.file)
        let reference: Picture
        do { reference = try Picture(png: try files.read(path)) } catch let error as FlowError {
            throw FlowFailure(error)
        } catch {
            throw FlowFailure(.invalidFlow, "\(path): \(error)", at: command.place)
        }
        let bytes = try await picture(wanted, command)
        guard let seen = try? Picture(png: bytes), let likeness = seen.likeness(to: reference) else {
            throw FlowFailure(
                .assertionFailed, "the screen has another size than \(path)", at: command.place)
        }
        guard likeness * 100 >= threshold else {
            let percent = (likeness * 10_000).rounded(.down) / 100
            try artifacts.write(bytes, to: Self.file(wanted.path + "_now", "png"))
            throw FlowFailure(
                .assertionFailed, "the screen is to \(percent) % as \(path) shows it, not to \(threshold) %",
                at: command.place)
        }
    }

    private static let otherPictures = [".jpg", ".jpeg", ".heic", ".heif", ".webp", ".gif", ".bmp"]

    private func picture(
        _ wanted: FlowOperation.Screenshot, _ command: FlowCommand
    ) async throws(FlowFailure) -> [UInt8] {
        guard let selector = wanted.cropOn else {
            return try await called { device throws(DeviceError) in try await device.screenshot() }
        }
        let found = try await element(selector, of: command)
        let size = try await size()
        let bytes = try await called { device throws(DeviceError) in try await device.screenshot() }
        do {
            let whole = try Picture(png: bytes)
            // Points on iOS, pixels on Android: a picture may have more pixels than the hierarchy has units.
            let scale = size.width > 0 ? Double(whole.width) / Double(size.width) : 1
            func pixels(_ units: Int) -> Int { Int((Double(units) * scale).rounded()) }
            let box = found.bounds
            return try whole.cropped(
                left: pixels(box.left), top: pixels(box.top), right: pixels(box.right), bottom: pixels(box.bottom)
            ).png()
        } catch {
            throw FlowFailure(.refused, "the screenshot cannot be cropped: \(error)", at: command.place)
        }
    }

    /// The path with an ending unless it has that already.
    static func file(_ path: String, _ ending: String) -> String {
        path.hasSuffix(".\(ending)") ? path : "\(path).\(ending)"
    }

    func stopRecording() async throws(FlowFailure) {
        guard let path = recording else { return }
        recording = nil
        let film = try await called { device throws(DeviceError) in try await device.stopRecording() }
        try artifacts.write(film, to: Self.file(path, "mp4"))
    }
}
