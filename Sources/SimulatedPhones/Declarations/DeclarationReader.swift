import JSON
import Spellings

/// Reads a file into an `AppDeclaration`, and remembers what has to be checked once all of it is known.
struct DeclarationReader {
    static let depthLimit = 12

    /// Where in the file a name was used.
    typealias Use = (name: String, node: YAMLNode)

    var openedScreens: [Use] = []
    var openedDialogs: [Use] = []
    /// Variables of the screen being read; nil in dialogs, which any screen may open.
    var screenVars: Set<String>?
    /// Variables of the dialog being read; nil in translations, which any may use.
    var dialogVars: Set<String>? = []
    var paths: [(path: StatePath, node: YAMLNode, screenVars: Set<String>?, dialogVars: Set<String>?)] = []
    /// Texts shown, for the check of translations.
    var texts: [Use] = []
    var prefix = ""

    // MARK: Small parts

    mutating func template(_ node: YAMLNode, shown: Bool = true) throws(DeclarationError) -> Template {
        let text = try node.text
        let template: Template
        do { template = try Template(parsing: text) } catch {
            throw node.error(.badExpression, "in “\(text)”: \(error.message)")
        }
        for expression in template.expressions { note(expression, at: node) }
        if shown, template.needsTranslation { texts.append((template.source, node)) }
        return template
    }

    mutating func expression(_ node: YAMLNode) throws(DeclarationError) -> Expression {
        let text = try node.text
        do {
            let expression = try ExpressionParser.parse(text)
            note(expression, at: node)
            return expression
        } catch { throw node.error(.badExpression, "in “\(text)”: \(error.message)") }
    }

    mutating func path(_ node: YAMLNode) throws(DeclarationError) -> StatePath { try path(try node.text, at: node) }

    mutating func path(_ text: String, at node: YAMLNode) throws(DeclarationError) -> StatePath {
        do throws(ExpressionError) {
            let path = try ExpressionParser.parsePath(text)
            guard path.isSettable else { throw ExpressionError(message: "“\(text)” cannot be set") }
            note(.path(path), at: node)
            return path
        } catch { throw node.error(.badExpression, error.message) }
    }

    private mutating func note(_ expression: Expression, at node: YAMLNode) {
        for path in expression.paths { paths.append((path, node, screenVars, dialogVars)) }
        for text in expression.translatedTexts { texts.append((text, node)) }
    }

    func icon(_ node: YAMLNode) throws(DeclarationError) -> String {
        let name = try node.text
        guard Icons.names.contains(name) else {
            let hint = Spelling.hint(Spelling.nearest(name, in: Icons.names))
            throw node.error(.unknownName, "there is no icon “\(name)”\(hint)")
        }
        return name
    }

    mutating func value(_ node: YAMLNode, depth: Int = 0) throws(DeclarationError) -> ValueTemplate {
        guard depth < Self.depthLimit else { throw node.error(.limit, "values lie more than \(Self.depthLimit) deep") }
        if node.isMapping { return .record(try values(node, depth: depth + 1)) }
        if node.isSequence {
            var list: [ValueTemplate] = []
            for element in try node.elements { list.append(try value(element, depth: depth + 1)) }
            return .list(list)
        }
        let scalar = try node.scalar
        guard let text = scalar.string, text.contains("{{") else { return .constant(scalar) }
        return .template(try template(node, shown: false))
    }

    mutating func values(_ node: YAMLNode, depth: Int = 0) throws(DeclarationError) -> [(
        key: String, value: ValueTemplate
    )] {
        var values: [(key: String, value: ValueTemplate)] = []
        for (key, member) in try node.members { values.append((key, try value(member, depth: depth))) }
        return values
    }

    mutating func assignments(_ node: YAMLNode) throws(DeclarationError) -> [(path: StatePath, value: ValueTemplate)] {
        var assignments: [(path: StatePath, value: ValueTemplate)] = []
        for (key, member) in try node.members { assignments.append((try path(key, at: member), try value(member))) }
        return assignments
    }

    mutating func options(_ node: YAMLNode) throws(DeclarationError) -> [Option] {
        var options: [Option] = []
        for element in try node.elements {
            guard element.isMapping else {
                options.append(Option(label: try template(element), value: try element.scalar))
                continue
            }
            var members = try YAMLMembers(element)
            let label = try members.required("label")
            options.append(Option(label: try template(label), value: try (members["value"] ?? label).scalar))
            try members.finish()
        }
        return options
    }

    mutating func command(_ node: YAMLNode, needsIcon: Bool = false) throws(DeclarationError) -> Command {
        var members = try YAMLMembers(node)
        let command = try command(&members, needsIcon: needsIcon)
        try members.finish()
        return command
    }

    mutating func command(_ members: inout YAMLMembers, needsIcon: Bool = false) throws(DeclarationError) -> Command {
        let iconNode = needsIcon ? try members.required("icon") : members["icon"]
        return Command(
            label: needsIcon
                ? try members["label"].reading({ node throws(DeclarationError) in try template(node) })
                    ?? .empty : try template(try members.required("label")),
            icon: try iconNode.reading({ node throws(DeclarationError) in try icon(node) }),
            id: try members["id"]?.text,
            when: try members["when"].reading({ node throws(DeclarationError) in try expression(node) }),
            enabled: try members["enabled"].reading({ node throws(DeclarationError) in try expression(node) }),
            tap: try actions(members["tap"]))
    }

    mutating func commands(_ node: YAMLNode?, needsIcon: Bool = false) throws(DeclarationError) -> [Command] {
        var commands: [Command] = []
        for element in try node?.elements ?? [] { commands.append(try command(element, needsIcon: needsIcon)) }
        return commands
    }

    mutating func optional(_ node: YAMLNode?) throws(DeclarationError) -> Template? {
        guard let node else { return nil }
        return try template(node)
    }

    mutating func condition(_ node: YAMLNode?) throws(DeclarationError) -> Expression? {
        guard let node else { return nil }
        return try expression(node)
    }
}
