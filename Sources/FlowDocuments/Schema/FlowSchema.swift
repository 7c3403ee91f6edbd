package import JSON

/// The JSON Schema of flow files, for editors.
///
/// Editors hold it against each document of a file, so it takes a configuration or a list of commands. It is wider than
/// the reader where values depend on each other.
package enum FlowSchema {
    package static var json: JSONValue {
        [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "A flow of mobile UI steps",
            "anyOf": [["$ref": "#/$defs/config"], ["$ref": "#/$defs/commands"]],
            "$defs": .object(definitions),
        ]
    }

    private static var definitions: JSONObject {
        [
            "config": config,
            "commands": ["type": "array", "items": ["$ref": "#/$defs/command"]],
            "command": .object(FlowSchemaCommands.command),
            "selector": ["anyOf": [text, object(selectorProperties)]],
            "condition": object([
                ("platform", text), ("visible", selector), ("notVisible", selector), ("true", text), ("label", text),
                ("optional", truth),
            ]),
            "names": ["type": "object", "additionalProperties": text],
        ]
    }

    /// Keys that the language does not define are kept, so they are allowed.
    private static var config: JSONValue {
        [
            "type": "object",
            "properties": .object(
                JSONObject([
                    ("appId", text), ("url", text), ("name", text), ("tags", list(of: text)), ("env", names),
                    ("onFlowStart", commands), ("onFlowComplete", commands), ("properties", names),
                ])),
            "anyOf": [["required": ["appId"]], ["required": ["url"]]],
        ]
    }

    // MARK: Values

    /// A scalar; numbers and truths are texts, too.
    static let text: JSONValue = ["type": ["string", "number", "boolean"]]
    /// Digits, which `_` may part.
    static let integer: JSONValue = ["type": ["integer", "string"], "pattern": "^[+-]?[0-9_]+$"]
    static let truth: JSONValue = ["enum": [true, false, "true", "false"]]
    static let selector: JSONValue = ["$ref": "#/$defs/selector"]
    static let condition: JSONValue = ["$ref": "#/$defs/condition"]
    static let commands: JSONValue = ["$ref": "#/$defs/commands"]
    static let names: JSONValue = ["$ref": "#/$defs/names"]
    static let texts: JSONValue = ["anyOf": [text, list(of: text)]]

    static func list(of item: JSONValue) -> JSONValue { ["type": "array", "items": item] }

    /// A mapping of these properties and no others.
    static func object(_ properties: [JSONObject.Member], required: [String] = []) -> JSONValue {
        var schema: JSONObject = ["type": "object", "properties": .object(JSONObject(properties))]
        schema["additionalProperties"] = false
        if !required.isEmpty { schema["required"] = .array(required.map(JSONValue.string)) }
        return .object(schema)
    }

    /// What a selector may hold, with what commands say beside it.
    static var selectorProperties: [JSONObject.Member] {
        (SelectorReader.keys + SelectorReader.options).map { key in (key, value(of: key)) }
    }

    private static func value(of key: String) -> JSONValue {
        switch key {
        case "width", "height", "tolerance", "waitToSettleTimeoutMs": integer
        case "enabled", "checked", "focused", "selected", "retryTapIfNoChange", "waitUntilVisible", "optional": truth
        case "below", "above", "leftOf", "rightOf", "containsChild", "childOf": selector
        case "containsDescendants": list(of: selector)
        default: text
        }
    }
}
