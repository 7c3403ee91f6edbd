package import JSON

extension SimulatedPhone {
    /// Everything that an app holds; nil where no such app is installed.
    package func appState(_ package: String) -> [String: JSONValue]? { apps[package]?.state }

    /// Whether a task's check holds for an app.
    /// - Throws: for an expression that cannot be read.
    package func holds(_ check: String, in package: String) throws(DeclarationError) -> Bool {
        do {
            return Scope(state: apps[package]?.state ?? [:]).evaluate(try ExpressionParser.parse(check)).isTrue
        } catch {
            throw DeclarationError(.badExpression, "in “\(check)”: \(error.message)", file: package, line: 0)
        }
    }

    /// Whether the app in front shows the screen that it begins with.
    package var isOnMainScreen: Bool { frontEntry?.name == apps[front]?.declaration.main }

    /// Turns a truth in an app's state round; anything else stays.
    package mutating func flip(_ key: String, of package: String) {
        guard let truth = apps[package]?.state[key]?.bool else { return }
        try? setState(package, key, .bool(!truth))
    }

    /// Gives the app's records other names: each text of a member gets another one, wherever in the state it stands.
    ///
    /// - Parameters:
    ///   - package: the app.
    ///   - members: such as `notes.title`, each with the texts to choose from.
    ///   - generator: chooses.
    package mutating func rename(
        in package: String, _ members: [(member: String, texts: [String])],
        using generator: inout some RandomNumberGenerator
    ) {
        var names: [(old: String, new: String)] = []
        var taken: Set<String> = []
        for (member, texts) in members {
            let parts = member.split(separator: ".").map(String.init)
            guard parts.count == 2, let records = apps[package]?.state[parts[0]]?.array else { continue }
            var fresh = texts.shuffled(using: &generator)
            for case let old? in records.map({ $0[parts[1]]?.string }) where !old.isEmpty {
                guard !names.contains(where: { $0.old == old }) else { continue }
                while let new = fresh.popLast() {
                    guard taken.insert(new).inserted else { continue }
                    names.append((old, new))
                    break
                }
            }
        }
        // A name may be part of another: the longest goes first.
        names.sort { $0.old.count > $1.old.count }
        for (key, value) in apps[package]?.state ?? [:] {
            let renamed = value.renamed(names)
            if renamed != value { try? setState(package, key, renamed) }
        }
    }
}

extension JSONValue {
    fileprivate func renamed(_ names: [(old: String, new: String)]) -> JSONValue {
        switch self {
        case .string(let text): .string(Self.renamed(text, names))
        case .array(let elements): .array(elements.map { $0.renamed(names) })
        case .object(let object): .object(JSONObject(object.members.map { ($0.key, $0.value.renamed(names)) }))
        case .null, .bool, .integer, .number: self
        }
    }

    /// The text with each old name in it replaced once, whatever the new one contains.
    private static func renamed(_ text: String, _ names: [(old: String, new: String)]) -> String {
        if let name = names.first(where: { $0.old == text }) { return name.new }
        for name in names where name.old.count >= 4 {
            guard let range = text.firstRange(of: name.old) else { continue }
            return renamed(String(text[..<range.lowerBound]), names) + name.new
                + renamed(String(text[range.upperBound...]), names)
        }
        return text
    }
}

extension AppDeclaration {
    /// What a text of the declaration, or of the platform, is in a language.
    package func text(_ text: String, language: String) -> String {
        translations[language]?[text]?.source ?? SystemApp.text(text, language: language)
    }
}
