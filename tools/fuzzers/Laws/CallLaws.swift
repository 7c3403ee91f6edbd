internal import Decoding
internal import JSON
internal import Schemas
internal import Tools

/// Definitions of tools, beside them under `plan` calls of these tools.
func checkTools(_ bytes: [UInt8]) {
    let limits = JSONLimits(bytes: 16 << 10, depth: 64, values: 1000, objects: 500)
    guard let document = try? JSONValue(parsing: bytes, limits: limits) else { return }
    guard let tools = try? Tool.list(document), let registry = try? ToolRegistry(tools) else { return }
    let space = CallSpace(registry, on: nil)
    _ = space.text
    _ = try? space.gbnf()
    _ = space.openAITools.print()
    let schema: JSONSchema
    do throws(SchemaError) {
        schema = try JSONSchema(space.jsonSchema)
    } catch {
        require(error.code == .tooLarge, "the schema of calls can be read")
        return
    }
    for choice in space.choices {
        do throws(SchemaError) {
            _ = try JSONSchema(choice.argumentsSchema)
        } catch {
            require(error.code == .tooLarge, "the schema of arguments can be read")
        }
    }
    checkPlan(document["plan"] ?? document, of: space, schema)
}

/// A call that is valid fits the schema of calls; a plan needs only calls that it has.
private func checkPlan(_ document: JSONValue, of space: CallSpace, _ schema: JSONSchema) {
    for notation in PlanNotation.allCases {
        guard let calls = try? notation.calls(document) else { continue }
        for call in calls.prefix(16) {
            if let valid = try? space.validate(call) {
                require((try? space.validate(valid)) != nil, "a call that was made valid is valid")
                require(schema.accepts(valid.json), "a valid call fits the schema of calls")
            }
        }
        guard let plan = try? CallPlan(calls, registry: space.registry) else { continue }
        for (index, needs) in plan.dependencies.enumerated() {
            require(needs.allSatisfy { plan.calls.indices.contains($0 - 1) && $0 != index + 1 }, "a plan has no loops")
        }
    }
}
