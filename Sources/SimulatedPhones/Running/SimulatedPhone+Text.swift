import Hierarchies
import JSON

extension SimulatedPhone {
    /// The text of the field that has the focus.
    var focusedText: String {
        guard let focus else { return "" }
        return scope(activeContext(record: focus.record)).value(at: focus.place)?.shownText ?? ""
    }

    package var focusedField: FocusedField? {
        guard let focus, let field = focus.item.field, isAwake else { return nil }
        let id = focus.item.id ?? field.path.members.last ?? "input"
        return FocusedField(
            package: front, resourceID: id.contains(":id/") ? id : "\(front):id/\(id)", text: focusedText,
            isPassword: field.isPassword, isMultiline: field.isMultiline)
    }

    package var isKeyboardShown: Bool { isKeyboardUp && focus != nil && isAwake }

    /// What `input text` injects once its `%s` are spaces: the characters of a key map, and line ends as ENTER.
    ///
    /// Without a focused field the keys go nowhere, as on Android.
    /// - Throws: `.unmappableText` before anything is typed, where Android throws a NullPointerException.
    package mutating func inputText(_ text: String) throws(PhoneError) {
        for scalar in text.unicodeScalars
        where !(0x20...0x7E).contains(scalar.value) && scalar != "\n" && scalar != "\t" {
            throw PhoneError(
                .unmappableText, "the key map has no U+\(String(scalar.value, radix: 16, uppercase: true))")
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.offset > 0 { try press("ENTER") }
            commitText(String(line.element))
        }
    }

    /// What an input method commits into the focused field: any Unicode.
    ///
    /// Nothing happens without a focused field.
    package mutating func commitText(_ text: String) {
        guard begin(), !text.isEmpty else { return }
        replaceSelection(with: text)
    }

    mutating func moveCursor(to place: Int) {
        let place = min(max(place, 0), focusedText.count)
        focus?.cursor = place
        focus?.anchor = place
    }

    mutating func erase(before: Bool) {
        guard let focus else { return }
        if focus.cursor == focus.anchor {
            let other = focus.cursor + (before ? -1 : 1)
            guard (0...focusedText.count).contains(other) else { return }
            self.focus?.anchor = other
        }
        replaceSelection(with: "")
    }

    /// Puts text in place of what is selected, as far as the field takes it.
    mutating func replaceSelection(with text: String) {
        guard let focus, let field = focus.item.field else { return }
        let old = Array(focusedText)
        let start = min(max(0, min(focus.cursor, focus.anchor)), old.count)
        let end = min(max(start, max(focus.cursor, focus.anchor)), old.count)
        let room = max(0, field.limit - (old.count - (end - start)))
        let new = Array(text.filter { field.takes($0) }).prefix(room)
        let whole = String(old[..<start] + new + old[end...])
        self.focus?.cursor = start + new.count
        self.focus?.anchor = start + new.count
        var context = activeContext(record: focus.record)
        context.value = .string(whole)
        write(context.value, at: focus.place, context)
        if let overlay = activeOverlay {
            withOverlay(overlay.id, of: front) { $0.invalid.remove(focus.place) }
        } else {
            withEntry(frontEntry?.id, of: front) { $0.invalid.remove(focus.place) }
        }
        run(field.change, &context)
    }

    // MARK: The keyboard's own keys, which no dump shows

    private static let keyRows = ["qwertyuiop", "asdfghjkl", "⇧zxcvbnm⌫", "?,     .⏎"].map(Array.init)

    mutating func typeKey(at point: Point) {
        guard defaultInputMethod != Self.adbKeyboard else { return }
        let area = keyboard
        let row = Self.keyRows[min(3, max(0, (point.y - area.top) * 4 / max(1, area.height)))]
        switch row[min(row.count - 1, max(0, (point.x - area.left) * row.count / max(1, area.width)))] {
        case "⌫": erase(before: true)
        case "⏎": try? press("ENTER")
        case "⇧": break
        case let key: commitText(String(key))
        }
    }

    // MARK: Input methods

    package var inputMethods: [InputMethod] { methods }

    package var defaultInputMethod: String { setting("default_input_method", in: .secure) ?? Self.stockKeyboard }

    /// `ime set`.
    package mutating func setDefaultInputMethod(_ id: String) throws(PhoneError) {
        guard methods.contains(where: { $0.id == id && $0.isEnabled }) else {
            throw PhoneError(.noSuchInputMethod, "Unknown input method \(id) cannot be selected for user #0")
        }
        putSetting("default_input_method", id, in: .secure)
    }

    /// `ime enable` and `ime disable`; the stock keyboard takes over from a default that is disabled.
    package mutating func setInputMethod(_ id: String, enabled: Bool) throws(PhoneError) {
        guard let index = methods.firstIndex(where: { $0.id == id }) else {
            throw PhoneError(.noSuchInputMethod, "Unknown input method \(id) cannot be enabled for user #0")
        }
        methods[index].isEnabled = enabled
        let enabledIDs = methods.filter(\.isEnabled).map(\.id).joined(separator: ":")
        putSetting("enabled_input_methods", enabledIDs, in: .secure)
        if !enabled, defaultInputMethod == id { putSetting("default_input_method", Self.stockKeyboard, in: .secure) }
    }

    /// Delivers a broadcast; true when somebody received it (the ADB keyboard, when it is the default input method).
    ///
    /// Its intents: `ADB_INPUT_TEXT` with `msg`, `ADB_INPUT_B64` with `msg`, `ADB_INPUT_CHARS` with `chars` (code points),
    /// `ADB_INPUT_CODE` with `code` (a key), `ADB_EDITOR_CODE` with `code`, `ADB_CLEAR_TEXT`.
    package mutating func broadcast(_ action: String, extras: [String: String]) -> Bool {
        guard defaultInputMethod == Self.adbKeyboard, methods.contains(where: { $0.id == Self.adbKeyboard }) else {
            return false
        }
        switch action {
        case "ADB_INPUT_TEXT": commitText(extras["msg"] ?? "")
        case "ADB_INPUT_B64":
            if let bytes = Base64.decode(extras["msg"] ?? "") { commitText(String(decoding: bytes, as: UTF8.self)) }
        case "ADB_INPUT_CHARS":
            let scalars = (extras["chars"] ?? "").split(separator: ",").compactMap {
                UInt32($0).flatMap(UnicodeScalar.init)
            }
            commitText(String(String.UnicodeScalarView(scalars)))
        case "ADB_INPUT_CODE": try? press(extras["code"] ?? "")
        case "ADB_EDITOR_CODE": try? press("ENTER")
        case "ADB_CLEAR_TEXT": try? press("CLEAR")
        default: return false
        }
        return true
    }
}

extension FieldItem {
    /// Whether the keyboard of the field has the character.
    func takes(_ character: Character) -> Bool {
        switch kind {
        case .number: character.isNumber || "+-.,:".contains(character)
        case .phone: character.isNumber || "+-*#(). ,;/N".contains(character)
        case .email: !character.isWhitespace
        case .text: isMultiline || !character.isNewline
        }
    }
}

/// RFC 4648.
enum Base64 {
    static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0, count = 0
        for byte in text.utf8 where byte != 0x3D && byte != 0x0A && byte != 0x0D {
            let value: UInt8
            switch byte {
            case 0x41...0x5A: value = byte - 0x41
            case 0x61...0x7A: value = byte - 0x61 + 26
            case 0x30...0x39: value = byte - 0x30 + 52
            case 0x2B, 0x2D: value = 62
            case 0x2F, 0x5F: value = 63
            default: return nil
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }
}
