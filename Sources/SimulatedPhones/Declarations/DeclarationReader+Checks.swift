import JSON
import Spellings

extension DeclarationReader {
    /// Checks what only the whole file can tell: names that are used before they are declared, and translations.
    func check(
        state: [String: JSONValue], screens: [String: ScreenDeclaration], dialogs: [String: DialogDeclaration],
        translations: [String: [String: Template]]
    ) throws(DeclarationError) {
        for (name, node) in openedScreens where screens[name] == nil {
            let hint = Spelling.hint(Spelling.nearest(name, in: screens.keys))
            throw node.error(.unknownName, "there is no screen “\(name)”\(hint)")
        }
        for (name, node) in openedDialogs where dialogs[name] == nil {
            let hint = Spelling.hint(Spelling.nearest(name, in: dialogs.keys))
            throw node.error(.unknownName, "there is no dialog “\(name)”\(hint)")
        }
        var anyScreenVars = Set(screens.values.flatMap { $0.vars.map(\.key) })
        anyScreenVars.insert("record")
        let anyDialogVars = Set(dialogs.values.flatMap { $0.vars.map(\.key) })
        for use in paths {
            guard let first = use.path.members.first else { continue }
            let (what, known): (String, Set<String>) =
                switch use.path.root {
                case .state: ("the state", Set(state.keys))
                case .screen: ("this screen", use.screenVars?.union(["record"]) ?? anyScreenVars)
                case .dialog: ("this dialog", use.dialogVars ?? anyDialogVars)
                default: ("", [first])
                }
            guard known.contains(first) else {
                let hint = Spelling.hint(Spelling.nearest(first, in: known))
                throw use.node.error(.unknownName, "\(what) has no “\(first)” (\(use.path))\(hint)")
            }
        }
        for language in translations.keys.sorted() {
            for (text, node) in texts where translations[language]?[text] == nil {
                throw node.error(.missingTranslation, "“\(text)” has no translation in “\(language)”")
            }
        }
    }
}

extension JSONValue {
    /// The same with an `id` in every record of every list, from 1 where it has none.
    var numbered: JSONValue {
        switch self {
        case .array(let elements):
            var next = (elements.compactMap { $0["id"]?.integer }.max() ?? 0) + 1
            return .array(
                elements.map { element in
                    guard case .object(var record) = element.numbered else { return element }
                    if record["id"] == nil {
                        record["id"] = .integer(next)
                        next += 1
                    }
                    return .object(record)
                })
        case .object(let object):
            return .object(JSONObject(object.members.map { (key: $0.key, value: $0.value.numbered) }))
        default: return self
        }
    }
}
