import Devices
import Hierarchies

/// What Android's commands print, read.
///
/// Text in, values out; nothing here talks to a device.
///
/// The texts differ between versions; the tests hold samples of each kind.
enum DeviceReports {
    /// `[name]: [value]` of `getprop`; values may span lines.
    static func properties(_ text: String) -> [String: String] {
        var properties: [String: String] = [:]
        var name: String?
        for line in lines(text) {
            if line.hasPrefix("["), let end = line.range(of: "]: [") {
                let key = String(line[line.index(after: line.startIndex)..<end.lowerBound])
                var value = String(line[end.upperBound...])
                name = value.hasSuffix("]") ? nil : key
                if value.hasSuffix("]") { value.removeLast() }
                properties[key] = value
            } else if let open = name {
                var value = line
                if value.hasSuffix("]") {
                    value.removeLast()
                    name = nil
                }
                properties[open, default: ""] += "\n" + value
            }
        }
        return properties
    }

    /// `Physical size: 1080x2400`, and `Override size:` where one is set, which then counts.
    static func size(_ text: String) -> Size? {
        value("Override size", in: text).flatMap(pair) ?? value("Physical size", in: text).flatMap(pair)
    }

    static func density(_ text: String) -> Int? {
        (value("Override density", in: text) ?? value("Physical density", in: text)).flatMap { Int($0) }
    }

    /// From `dumpsys input` (`SurfaceOrientation: 1`) or `dumpsys window` (`mCurrentRotation=ROTATION_90`,
    /// `mRotation=1`).
    static func rotation(_ text: String) -> Int? {
        for (mark, unit) in [
            ("mCurrentRotation=ROTATION_", 90), ("mCurrentRotation=", 1), ("mRotation=ROTATION_", 90),
            ("mRotation=", 1), ("SurfaceOrientation: ", 1), ("mDisplayRotation=ROTATION_", 90),
        ] {
            guard let found = text.range(of: mark) else { continue }
            let digits = text[found.upperBound...].prefix { $0.isASCII && $0.isNumber }
            if let number = Int(digits), (0...3).contains(number / unit) { return number / unit }
        }
        return nil
    }

    /// From `mCurrentFocus=Window{4d8cf9b u0 com.android.settings/com.android.settings.Settings}`, and when a pop-up
    /// without a component has the focus, from `mFocusedApp=…`.
    static func foreground(_ text: String) -> ForegroundApp? {
        for mark in ["mCurrentFocus=", "mFocusedApp=", "mResumedActivity", "topResumedActivity"] {
            for line in lines(text) where line.contains(mark) {
                let words = line.split { " {}".contains($0) }
                for word in words where word.contains("/") && !word.contains("=") {
                    let parts = word.split(separator: "/", maxSplits: 1)
                    guard parts.count == 2, parts[0].contains(".") else { continue }
                    return ForegroundApp(package: String(parts[0]), activity: String(word))
                }
            }
        }
        return nil
    }

    /// Components (`package/activity`) in the answers of `cmd package`.
    static func components(_ text: String) -> [(package: String, activity: String)] {
        lines(text).compactMap { line in
            guard !line.contains("="), !line.contains(" "), let slash = line.firstIndex(of: "/") else { return nil }
            return (String(line[..<slash]), line)
        }
    }

    /// A complaint that stands where there should be none: `Error: …`, `java.lang.…Exception`.
    static func complaint(_ text: String) -> String? {
        lines(text).first {
            $0.hasPrefix("Error") || $0.hasPrefix("Exception") || $0.hasPrefix("java.") || $0.hasPrefix("ERROR")
                || $0.hasPrefix("Security exception") || $0.hasPrefix("Killed")
        }
    }

    static func firstLine(_ texts: String, or other: String) -> String {
        lines(texts).first ?? lines(other).first ?? ""
    }

    /// Trimmed lines that are not empty; old shells end them with CR LF.
    static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            let trimmed = line.drop { $0 == " " || $0 == "\t" }
            let end = trimmed.lastIndex { $0 != " " && $0 != "\t" }
            return end.map { String(trimmed[...$0]) }
        }
    }

    private static func value(_ name: String, in text: String) -> String? {
        lines(text).first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
    }

    private static func pair(_ text: String) -> Size? {
        let parts = text.split(separator: "x").compactMap { Int($0) }
        return parts.count == 2 ? Size(width: parts[0], height: parts[1]) : nil
    }
}

extension String {
    /// The first place of a text in this one.
    fileprivate func range(of text: String) -> Range<String.Index>? { firstRange(of: text) }
}
