package import JSON
package import Screens

/// The secrets of a run, each with the variable that stands for it in everything that is written.
package struct SecretMask: Sendable {
    private var secrets: [(text: String, name: String)] = []

    package init() {}

    /// Shorter secrets cannot be told from other text, so they are only masked where they stand alone.
    private static let leastSearched = 3

    /// Keeps a text secret from now on.
    ///
    /// `name` is the variable that holds it; without one it gets `SECRET_1` and so on. Returns the variable's name.
    package mutating func add(_ text: String, name: String? = nil) -> String {
        if let known = secrets.firstIndex(where: { $0.text == text }) {
            if let name { secrets[known].name = name }
            return secrets[known].name
        }
        let taken = secrets.count { $0.name.hasPrefix("SECRET_") }
        let name = name ?? "SECRET_\(taken + 1)"
        secrets.append((text, name))
        secrets.sort { $0.text.utf8.count > $1.text.utf8.count }
        return name
    }

    /// Whether the text is one of the secrets.
    package func holds(_ text: String) -> Bool { secrets.contains { $0.text == text } }

    /// The text with `${NAME}` in place of each secret, also where it is written with the escapes of JSON, YAML or XML.
    package func masked(_ text: String) -> String {
        var text = text
        for secret in secrets {
            let stand = "${\(secret.name)}"
            if text == secret.text { return stand }
            guard secret.text.count >= Self.leastSearched else { continue }
            for form in Self.forms(secret.text) where text.contains(form) {
                text = text.split(separator: form, omittingEmptySubsequences: false).joined(separator: stand)
            }
        }
        return text
    }

    private static func forms(_ secret: String) -> [String] {
        let json = String(JSONValue.string(secret).print().dropFirst().dropLast())
        var xml = ""
        for character in secret {
            switch character {
            case "&": xml += "&amp;"
            case "<": xml += "&lt;"
            case ">": xml += "&gt;"
            case "\"": xml += "&quot;"
            default: xml.append(character)
            }
        }
        var forms = [secret]
        for form in [json, xml] where form != secret { forms.append(form) }
        return forms
    }

    /// The value with every text in it masked.
    package func masked(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(masked(text))
        case .array(let items): .array(items.map(masked))
        case .object(let object): .object(JSONObject(object.members.map { (masked($0.key), masked($0.value)) }))
        case .null, .bool, .integer, .number: value
        }
    }

    /// The screen with every text on it masked, for drawings.
    package func masked(_ screen: Screen) -> Screen {
        guard !secrets.isEmpty else { return screen }
        var screen = screen
        screen.title = screen.title.map(masked)
        for index in screen.elements.indices {
            screen.elements[index].label = masked(screen.elements[index].label)
            screen.elements[index].value = screen.elements[index].value.map(masked)
            screen.elements[index].resourceID = masked(screen.elements[index].resourceID)
        }
        return screen
    }
}
