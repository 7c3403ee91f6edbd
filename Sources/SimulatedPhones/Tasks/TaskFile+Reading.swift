import YAML

extension TaskFile {
    /// Reads a list of tasks, or a mapping with `vary`, `flip`, `phrasings` and `tasks`.
    /// - Throws: for what is no task, with file and line.
    package init(yaml bytes: [UInt8], file: String) throws(DeclarationError) {
        let root = try YAMLNode.root(of: bytes, file: file)
        guard root.isMapping else {
            tasks = try root.elements.map { node throws(DeclarationError) in try AppTask(node) }
            return
        }
        var members = try YAMLMembers(root)
        tasks = try (try members["tasks"]?.elements ?? []).map { node throws(DeclarationError) in try AppTask(node) }
        for (id, node) in try members["phrasings"]?.members ?? [] { phrasings[id] = try node.phrasings }
        renamed = try (try members["vary"]?.members ?? []).map { member throws(DeclarationError) in
            (member.key, try member.value.text)
        }
        flipped = try (try members["flip"]?.elements ?? []).map { node throws(DeclarationError) in try node.text }
        try members.finish()
    }
}

/// Texts to draw from, by the names of the pools; `1..30` is the pool of those numbers.
package struct TextPools: Sendable {
    private var pools: [String: [String]] = [:]

    package init(yaml bytes: [UInt8], file: String) throws(DeclarationError) {
        for (name, node) in try YAMLNode.root(of: bytes, file: file).members {
            pools[name] = try node.elements.map { element throws(DeclarationError) in try element.text }
        }
    }

    /// The texts of a pool; nil where there is none of that name.
    package subscript(name: String) -> [String]? {
        if let pool = pools[name] { return pool }
        guard let dots = name.firstRange(of: ".."), let first = Int(name[..<dots.lowerBound]),
            let last = Int(name[dots.upperBound...]), first <= last, last - first < 100_000
        else { return nil }
        return (first...last).map(String.init)
    }
}

extension AppTask {
    init(_ node: YAMLNode) throws(DeclarationError) {
        var members = try YAMLMembers(node)
        id = try members.required("id").text
        phrasings = try members.required("instruction").phrasings
        check = try members.required("check").text
        let steps = try members.required("steps")
        self.steps = try steps.elements.map { step throws(DeclarationError) in try Step(step) }
        if self.steps.isEmpty { throw steps.error(.badValue, "a task has steps") }
        each = try members["each"].map { node throws(DeclarationError) in try node.text }
        records = try (try members["of"]?.elements ?? []).map { record throws(DeclarationError) in try record.texts }
        condition = try members["where"].map { node throws(DeclarationError) in try node.text }
        computed = try (try members["let"]?.members ?? []).map { member throws(DeclarationError) in
            (member.key, try member.value.text)
        }
        drawn = try (try members["with"]?.members ?? []).map { member throws(DeclarationError) in
            (member.key, try member.value.text)
        }
        try members.finish()
    }
}

extension AppTask.Step {
    fileprivate init(_ node: YAMLNode) throws(DeclarationError) {
        let texts = try node.texts
        let verbs = texts.keys.filter { Self.keys[$0] != nil }
        guard verbs.count == 1, let verb = verbs.first, let object = texts[verb] else {
            throw node.error(.badValue, "a step does one thing, not \(texts.keys.sorted().joined(separator: ", "))")
        }
        let more = texts.filter { $0.key != verb }
        if let odd = more.keys.first(where: { Self.keys[verb]?.contains($0) != true }) {
            throw node.error(.unknownKey, "\(verb) knows no “\(odd)”")
        }
        self.init(verb: verb, object: object, more: more)
    }
}

extension YAMLNode {
    fileprivate static func root(of bytes: [UInt8], file: String) throws(DeclarationError) -> YAMLNode {
        do throws(YAMLError) {
            guard let tree = try YAMLTree.parse(bytes) else {
                throw YAMLError(.malformed, "there is nothing in it", line: 1, column: 1)
            }
            return YAMLNode(tree, in: file)
        } catch {
            throw DeclarationError(.malformed, error.message, file: file, line: error.line)
        }
    }

    fileprivate var texts: [String: String] {
        get throws(DeclarationError) {
            var texts: [String: String] = [:]
            for (key, value) in try members { texts[key] = try value.text }
            return texts
        }
    }

    /// A text or a list of texts in English, or by language.
    fileprivate var phrasings: [String: [String]] {
        get throws(DeclarationError) {
            guard isMapping else { return ["en": try said] }
            var phrasings: [String: [String]] = [:]
            for (language, node) in try members { phrasings[language] = try node.said }
            return phrasings
        }
    }

    private var said: [String] {
        get throws(DeclarationError) {
            let said = try elementsOrSelf.map { node throws(DeclarationError) in try node.text }
            if said.isEmpty { throw error(.badValue, "something must be said here") }
            return said
        }
    }
}

/// The apps that no model may learn from, so that they tell what it makes of apps it never saw.
package struct UnseenApps: Sendable {
    /// Their files' names.
    package let names: Set<String>

    package init(yaml bytes: [UInt8], file: String) throws(DeclarationError) {
        let node = try YAMLNode.root(of: bytes, file: file)
        names = Set(try node.elements.map { element throws(DeclarationError) in try element.text })
    }
}
