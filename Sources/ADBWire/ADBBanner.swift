package import NIOCore

/// How a side introduces itself in CNXN: `device::ro.product.name=N;ro.product.model=M;features=a,b`.
package struct ADBBanner: Sendable, Hashable {
    /// `host`, `device`, `recovery`, `sideload` or another.
    package var kind: String
    /// In the banner's order; `features` is apart.
    package var properties: [Property]
    package var features: ADBFeatures

    package struct Property: Sendable, Hashable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(kind: String, properties: [Property] = [], features: ADBFeatures) {
        self.kind = kind
        self.properties = properties
        self.features = features
    }

    /// Reads a banner; what is unknown or odd is left out, as AOSP does.
    package init(reading payload: ByteBuffer) {
        var text = String(buffer: payload)
        if let end = text.firstIndex(of: "\0") { text = String(text[..<end]) }
        let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        var properties: [Property] = []
        var features = ADBFeatures()
        for part in parts.dropFirst(2).first?.split(separator: ";") ?? [] {
            guard let equals = part.firstIndex(of: "=") else { continue }
            let value = String(part[part.index(after: equals)...])
            switch part[..<equals] {
            case "features": features = ADBFeatures(value)
            case let name: properties.append(Property(String(name), value))
            }
        }
        self.init(kind: parts.first.map(String.init) ?? "", properties: properties, features: features)
    }

    package subscript(name: String) -> String? { properties.first { $0.name == name }?.value }

    /// The banner as it goes into CNXN.
    package var text: String {
        let fields = properties.map { "\($0.name)=\($0.value)" } + ["features=\(features)"]
        return "\(kind)::" + fields.joined(separator: ";")
    }
}

/// What a side can do; a feature is used when both list it.
package struct ADBFeatures: Sendable, Hashable, CustomStringConvertible {
    package var names: Set<String>

    package init(_ names: Set<String> = []) { self.names = names }

    package init(_ list: String) { names = Set(list.split(separator: ",").map(String.init)) }

    package func contains(_ feature: ADBFeature) -> Bool { names.contains(feature.rawValue) }

    package func intersection(_ other: ADBFeatures) -> ADBFeatures { ADBFeatures(names.intersection(other.names)) }

    /// Separated by commas, in an order that does not change.
    package var description: String { names.sorted().joined(separator: ",") }
}

/// The features that we know by name; source: AOSP `transport.cpp`.
package enum ADBFeature: String, Sendable, CaseIterable {
    case shellV2 = "shell_v2"
    case command = "cmd"
    case statV2 = "stat_v2"
    case listV2 = "ls_v2"
    case fixedPushMkdir = "fixed_push_mkdir"
    case sendReceiveV2 = "sendrecv_v2"
    case delayedAck = "delayed_ack"
}

extension ADBFeatures {
    package init(_ features: [ADBFeature]) { names = Set(features.map(\.rawValue)) }

    /// What our own host offers.
    package static let host = ADBFeatures(
        [.shellV2, .command, .statV2, .listV2, .fixedPushMkdir, .sendReceiveV2, .delayedAck])
}
