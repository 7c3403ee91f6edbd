import ADBKeys
package import Devices

/// The ways to get a text into the field that has the focus.
///
/// `input text` carries printable ASCII. For the rest an input method that takes text by broadcast does, when one is
/// installed; then the clipboard, where an app or the warm server can fill it. What arrived is read back by whoever
/// asked, from the next dump: none of the ways says whether the field took the text.
struct TextEntry: Sendable {
    let device: ADBDevice

    /// An input method that commits what a broadcast brings.
    struct BroadcastKeyboard: Sendable, Hashable {
        /// `package/service`, as `ime` names it.
        var id: String
        var action: String
        /// The extra that holds the text in Base64.
        var extra: String
    }

    /// Sources: github.com/senzhk/ADBKeyBoard; the keyboard that comes with uiautomator2.
    static let keyboards = [
        BroadcastKeyboard(id: "com.android.adbkeyboard/.AdbIME", action: "ADB_INPUT_B64", extra: "msg"),
        BroadcastKeyboard(
            id: "com.github.uiautomator/.AdbKeyboard", action: "ADB_KEYBOARD_INPUT_TEXT", extra: "text"),
    ]

    /// An app that sets the clipboard by broadcast: github.com/majido/clipper.
    static let clipper = "ca.zgrs.clipper"

    func type(_ text: String) async throws(DeviceError) -> TextMethod {
        guard !text.isEmpty else { return .inputText }
        if let arguments = InputTextArguments(text)?.arguments {
            for piece in arguments.flatMap(Self.pieces) {
                try await device.perform("input text " + ShellQuoting.quoted(piece), label: "input text")
            }
            return .inputText
        }
        if let keyboard = try await installedKeyboard() {
            try await broadcast(text, through: keyboard)
            return .adbKeyboard
        }
        if try await setClipboard(text) {
            try await device.press(KeyCode("PASTE"))
            return .clipboard
        }
        throw DeviceError(
            .textRejected,
            "the text holds characters that `input text` cannot carry, and the device has neither an ADB keyboard nor "
                + "a way to its clipboard; install an ADB keyboard (\(Self.keyboards[0].id)) or use --dump-server",
            serial: device.serial, service: "input text")
    }

    /// Command lines have limits, and a long text takes the device seconds; a space's `%s` is not cut apart.
    private static func pieces(_ argument: String) -> [String] {
        var pieces: [String] = []
        var rest = Substring(argument)
        while rest.utf8.count > pieceLength {
            var piece = rest.prefix(pieceLength)
            if piece.hasSuffix("%") { piece.removeLast() }
            pieces.append(String(piece))
            rest = rest.dropFirst(piece.count)
        }
        return pieces + [String(rest)]
    }

    private static let pieceLength = 400

    /// What could carry a text that is not ASCII, in words.
    func waysBeyondASCII() async throws(DeviceError) -> [String] {
        var ways: [String] = []
        if let keyboard = try await installedKeyboard() { ways.append("the keyboard \(keyboard.id)") }
        if device.usableServer != nil { ways.append("the dump server's clipboard") }
        if try await hasClipper() { ways.append("the clipboard through \(Self.clipper)") }
        return ways
    }

    private func installedKeyboard() async throws(DeviceError) -> BroadcastKeyboard? {
        let listed = DeviceReports.lines(try await device.output(of: "ime list -s -a"))
        return Self.keyboards.first { listed.contains($0.id) }
    }

    /// Makes the keyboard the current one for the moment of the broadcast, and the old one again afterwards.
    private func broadcast(_ text: String, through keyboard: BroadcastKeyboard) async throws(DeviceError) {
        let name = "default_input_method"
        let former = try await device.setting(name, in: .secure)
        let base64 = Base64.encode(Array(text.utf8))
        do {
            if former != keyboard.id {
                try await device.perform("ime enable \(keyboard.id) && ime set \(keyboard.id)")
                try await waitUntilCurrent(keyboard)
            }
            try await device.perform(
                "am broadcast -a \(keyboard.action) --es \(keyboard.extra) \(ShellQuoting.quoted(base64))",
                label: "am broadcast -a \(keyboard.action)")
        } catch {
            await restore(former, instead: keyboard)
            throw error
        }
        await restore(former, instead: keyboard)
    }

    /// The keyboard that was there before comes back also when the text failed; that it does not come is no reason to
    /// say that the text did not.
    ///
    /// It comes back after a cancellation too, which a task of its own does not inherit: a person who pressed Ctrl-C is
    /// not left with a keyboard without keys.
    private func restore(_ former: String?, instead keyboard: BroadcastKeyboard) async {
        guard let former, !former.isEmpty, former != keyboard.id else { return }
        let device = device
        await Task { try? await device.perform("ime set \(ShellQuoting.quoted(former))") }.value
    }

    /// A keyboard binds to the field a moment after it was chosen; each look at it is a moment of the device's.
    private func waitUntilCurrent(_ keyboard: BroadcastKeyboard) async throws(DeviceError) {
        for _ in 0..<20 {
            let report = try await device.output(
                of: "dumpsys input_method | grep -E 'mCurMethodId|mCurId|mSelectedMethodId' || true")
            if report.contains(keyboard.id) { return }
        }
        throw DeviceError(
            .textRejected, "the keyboard \(keyboard.id) does not become the current one", serial: device.serial,
            service: "ime set")
    }

    private func setClipboard(_ text: String) async throws(DeviceError) -> Bool {
        if let server = device.usableServer {
            do {
                return try await server.setClipboard(text)
            } catch  where error.code == .cancelled {
                throw error
            } catch {
                await device.giveUp(server, for: error)
            }
        }
        guard try await hasClipper() else { return false }
        let answer = try await device.output(
            of: "am broadcast -a clipper.set -e text \(ShellQuoting.quoted(text))", label: "am broadcast -a clipper.set"
        )
        return answer.contains("result=-1")
    }

    private func hasClipper() async throws(DeviceError) -> Bool {
        try await device.output(of: "pm list packages \(Self.clipper)").contains("package:\(Self.clipper)")
    }
}

extension ADBDevice {
    package func type(_ text: String) async throws(DeviceError) -> TextMethod {
        try await TextEntry(device: self).type(text)
    }
}
