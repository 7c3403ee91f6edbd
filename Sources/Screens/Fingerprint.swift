/// What makes an element the same element on another day: its role, its names and its class, but not where it is, what
/// it holds or which state it is in.
package struct ElementFingerprint: Sendable, Hashable {
    package var role: Role
    package var resourceIDTail: String
    /// The label as `StableText` has it; empty where the label may be content, as in a field.
    package var label: String
    /// The class without its package, which libraries move ("android.support" became "androidx").
    package var className: String

    /// 64 bits for all four, the same on every machine and in every release.
    package var hash: UInt64 {
        var hash = FNV1a()
        hash.add(role.rawValue)
        hash.add(resourceIDTail)
        hash.add(label)
        hash.add(className)
        return hash.value
    }
}

extension Element {
    package var fingerprint: ElementFingerprint {
        ElementFingerprint(
            role: role, resourceIDTail: String(resourceIDTail), label: stableLabel,
            className: className.split(separator: ".").last.map(String.init) ?? "")
    }

    private var stableLabel: String {
        switch (labelSource, role) {
        case (.none, _), (.resourceID, _):
            ""
        case (.text, .field), (.text, .dropdown), (.text, .slider), (.text, .progress),
            (.children, .dropdown), (.children, .slider), (.children, .progress):
            // Their text is what they hold, whoever put it there.
            ""
        default:
            StableText(label).text
        }
    }
}

/// Which screen this is: equal for two visits to one screen, whatever the clock says and whatever was typed.
///
/// The *set* of its app elements' fingerprints, with the app's package and the screen's title. A set rather than a
/// sequence, because scrolling and late-loading parts change the order; rather than a multiset, because a list of five
/// like rows and one of six are the same screen. Folded system windows do not count, nor do texts that are only a
/// number or a time, for badges come and go.
package struct ScreenFingerprint: Sendable, Hashable, CustomStringConvertible {
    package let value: UInt64

    package init(value: UInt64) { self.value = value }

    /// Reads what `description` prints; nil for anything else.
    package init?(_ text: String) {
        guard text.utf8.count == 16, !text.hasPrefix("+"), !text.hasPrefix("-"), let value = UInt64(text, radix: 16)
        else { return nil }
        self.value = value
    }

    /// Sixteen hexadecimal digits.
    package var description: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}

extension Screen {
    package var fingerprint: ScreenFingerprint {
        var hash = FNV1a()
        hash.add(packageName)
        hash.add(title.map { StableText($0).text } ?? "")
        for element in stableElements.sorted() { hash.add(element) }
        return ScreenFingerprint(value: hash.value)
    }

    /// How much two screens have in common: shared element fingerprints over all of them (Jaccard), 0…1.
    ///
    /// 1 whenever the fingerprints are equal, and for two screens without elements.
    package func similarity(to other: Screen) -> Double {
        let ours = stableElements
        let theirs = other.stableElements
        let shared = ours.intersection(theirs).count
        let all = ours.count + theirs.count - shared
        return all == 0 ? 1 : Double(shared) / Double(all)
    }

    private var stableElements: Set<UInt64> {
        var hashes = Set<UInt64>(minimumCapacity: elements.count)
        for element in elements where element.window == .app {
            let fingerprint = element.fingerprint
            let isOnlyJitter = element.role == .text && !element.label.isEmpty && fingerprint.label.isEmpty
            if !isOnlyJitter { hashes.insert(fingerprint.hash) }
        }
        return hashes
    }
}

/// The 64-bit Fowler–Noll–Vo hash, variant 1a: fixed for ever, unlike Swift's seeded `Hasher`.
struct FNV1a {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    /// Adds a text and an end mark that no UTF-8 holds, so that "ab","c" and "a","bc" differ.
    mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte) }
        add(0xFF as UInt8)
    }

    mutating func add(_ number: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { add(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    private mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
}
