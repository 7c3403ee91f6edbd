/// An intent as `am` reads it from its arguments; source: AOSP `Intent.parseCommandArgs`.
struct AndroidIntent {
    var action: String?
    var categories: [String] = []
    var data: String?
    var type: String?
    var flags: String?
    var package: String?
    /// `package/class`, as given.
    var component: String?
    var extras: [String: String] = [:]
    /// What stands before the operands and is not the intent's: `-W`, `-S`.
    var switches: Set<String> = []
    /// An option that nobody knows.
    var unknown: String?

    init(_ arguments: [String]) {
        var words = arguments[...]
        while let word = words.popFirst() {
            switch word {
            case "-a": action = words.popFirst()
            case "-c": words.popFirst().map { categories.append($0) }
            case "-d": data = words.popFirst()
            case "-t": type = words.popFirst()
            case "-f": flags = words.popFirst()
            case "-p": package = words.popFirst()
            case "-n": component = words.popFirst()
            case "--brief", "--components": switches.insert(word)
            case "-W", "-S", "-D", "-N", "--activity-clear-top", "--activity-new-task", "--activity-clear-task",
                "--activity-single-top", "--include-stopped-packages", "--receiver-foreground":
                switches.insert(word)
            case "--user", "-R", "--windowingMode", "--display", "--receiver-permission": words = words.dropFirst()
            case "-e", "--es", "--ei", "--ez", "--el", "--ef", "--eu", "--eia", "--esa", "--esn":
                guard let name = words.popFirst() else { break }
                extras[name] = word == "--esn" ? "" : words.popFirst() ?? ""
            case _ where word.hasPrefix("-"): unknown = unknown ?? word
            case _ where word.contains("://") || word.hasPrefix("tel:") || word.hasPrefix("mailto:"):
                action = action ?? "android.intent.action.VIEW"
                data = word
            case _ where word.contains("/"): component = word
            default: package = word
            }
        }
    }

    /// The component's package and class, the class as given.
    var componentParts: (package: String, activity: String)? {
        guard let component, let slash = component.firstIndex(of: "/") else { return nil }
        return (String(component[..<slash]), String(component[component.index(after: slash)...]))
    }

    /// The class with its package in front where it was shortened.
    static func fullClass(_ name: String, in package: String) -> String {
        name.hasPrefix(".") ? package + name : name
    }

    /// `package/class`, the class without its package where it begins with that.
    static func shortComponent(_ name: String, in package: String) -> String {
        let full = fullClass(name, in: package)
        return package + "/" + (full.hasPrefix(package + ".") ? String(full.dropFirst(package.count)) : full)
    }

    /// As `Intent.toString` has it.
    var description: String {
        var parts: [String] = []
        if let action { parts.append("act=\(action)") }
        if !categories.isEmpty { parts.append("cat=[\(categories.joined(separator: ","))]") }
        if let data {
            // Newer versions hide all but the scheme.
            let scheme = data.prefix { $0 != ":" }
            parts.append("dat=\(scheme == data ? data : scheme + (data.contains("://") ? "://..." : ":..."))")
        }
        if let type { parts.append("typ=\(type)") }
        if let flags { parts.append("flg=\(flags)") }
        if let package { parts.append("pkg=\(package)") }
        if let (package, activity) = componentParts {
            parts.append("cmp=\(Self.shortComponent(activity, in: package))")
        }
        if !extras.isEmpty { parts.append("(has extras)") }
        return "Intent { \(parts.joined(separator: " ")) }"
    }
}
