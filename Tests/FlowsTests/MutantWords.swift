import Foundation

/// What mutations make of words.
enum MutantWords {
    static func reworded(_ text: String) -> String {
        text.isEmpty ? "" : text.contains(" ") ? text + " now" : text + "s"
    }

    static func synonym(_ text: String) -> String {
        text.split(separator: " ").map { word in
            let other = synonyms[word.lowercased()] ?? String(word)
            return word.first?.isUppercase == true ? other.prefix(1).uppercased() + other.dropFirst() : other
        }.joined(separator: " ")
    }

    /// Turns `send_button` into `appSendButton`, and `sendButton` into `app_send_button`.
    static func restyled(_ id: String) -> String {
        var words = [""]
        for character in id {
            if character == "_" || character == "-" || character.isUppercase { words.append("") }
            if character.isLetter || character.isNumber { words[words.count - 1] += character.lowercased() }
        }
        words = ["app"] + words.filter { !$0.isEmpty }
        let camel = words[0] + words.dropFirst().map(\.capitalized).joined()
        return id.contains("_") ? camel : words.joined(separator: "_")
    }

    /// Letters moved on, so that no word is left and like words stay alike.
    static func translated(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    let letter = scalar.value | 0x20
                    guard (0x61...0x7A).contains(letter), let base = Unicode.Scalar(scalar.value & 0x20 | 0x41) else {
                        return scalar
                    }
                    return Unicode.Scalar(base.value + (letter - 0x61 + 11) % 26) ?? scalar
                }))
    }

    private static let synonyms = [
        "settings": "preferences", "options": "settings", "delete": "remove", "remove": "delete", "search": "find",
        "add": "new", "new": "create", "create": "add", "sign": "log", "log": "sign", "login": "sign in",
        "continue": "next", "next": "continue", "cancel": "dismiss", "close": "dismiss", "save": "done",
        "done": "finish", "ok": "got it", "account": "profile", "profile": "account", "photo": "picture",
        "photos": "pictures", "images": "pictures", "image": "picture", "network": "connection", "wi-fi": "wireless",
        "apps": "applications", "share": "send", "send": "submit", "edit": "change", "back": "navigate up",
        "navigate": "go", "home": "start", "menu": "more", "more": "menu", "contacts": "people",
        "messages": "chats", "message": "text", "sound": "audio", "display": "screen", "storage": "memory",
        "about": "info", "help": "support", "mail": "email", "email": "mail", "phone": "device", "open": "show",
        "show": "view", "start": "begin", "play": "start", "notifications": "alerts", "privacy": "data protection",
        "security": "safety", "language": "locale", "date": "day", "accept": "agree", "allow": "permit",
        "skip": "not now", "cart": "basket", "buy": "purchase", "download": "get", "update": "upgrade",
    ]
}
