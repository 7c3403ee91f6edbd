internal import JSON

/// Holds what was read against what Maestro's cases list, which leave out what is a default of its classes.
enum FormComparison {
    /// Where the two differ, with both sides; nil when they are alike.
    static func difference(_ mine: JSONValue, _ theirs: JSONValue, at path: String = "") -> String? {
        switch (mine, theirs) {
        case (.object(let own), .object(let wanted)):
            for key in Set(own.keys).union(wanted.keys).sorted() where !ofTheMachine.contains(key) {
                let place = path.isEmpty ? key : "\(path).\(key)"
                let usual = defaults[key] ?? .null
                let pair = (
                    own[key] ?? usual, wanted[key] ?? (own[key].map(isNothing) == true ? own[key] : nil) ?? usual
                )
                if let difference = difference(pair.0, pair.1, at: place) { return difference }
            }
            return nil
        case (.array(let own), .array(let wanted)) where own.count == wanted.count:
            for (index, pair) in zip(own, wanted).enumerated() {
                if let difference = difference(pair.0, pair.1, at: "\(path)[\(index)]") { return difference }
            }
            return nil
        default:
            let isAlike = mine == theirs || scalar(mine) != nil && scalar(mine) == scalar(theirs)
            return isAlike ? nil : "\(path) is \(mine.print()), not \(theirs.print())"
        }
    }

    /// At a dotted path; what is not there has its default.
    static func value(_ path: String, of form: JSONValue) -> JSONValue {
        var value = form
        for key in path.split(separator: ".").map(String.init) { value = value[key] ?? defaults[key] ?? .null }
        return value
    }

    /// A text, number or truth as one text; numbers of either kind are alike.
    static func scalar(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        case .number(let number): number == number.rounded() ? String(Int64(number)) : String(number)
        case .bool(let truth): String(truth)
        case .null, .array, .object: nil
        }
    }

    private static func isNothing(_ value: JSONValue) -> Bool {
        value == false || value == .null || value.array?.isEmpty == true || value.object?.isEmpty == true
    }

    /// Of the classes' parameters.
    private static let defaults: [String: JSONValue] = [
        "duration": 400, "length": 8, "inputType": "TEXT", "scrollDuration": "40", "originalSpeedValue": "40",
        "timeout": "20000", "visibilityPercentage": 100, "outputVariable": "aiOutput", "thresholdPercentage": "95",
    ]

    /// Paths and contents of files, which were those of the machine that the cases were made on.
    private static let ofTheMachine: Set<String> = ["script", "sourceDescription", "mediaPaths"]
}
