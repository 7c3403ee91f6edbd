package import JSON

/// A task with every variable in place: something that can be asked, done and checked.
package struct TaskInstance: Sendable {
    package var id: String
    /// By language, at least one each.
    package var phrasings: [String: [String]]
    package var check: String
    package var steps: [AppTask.Step]
}

extension AppTask {
    /// The task itself, where it has no variables.
    package var single: TaskInstance? {
        isSingle ? TaskInstance(id: id, phrasings: phrasings, check: check, steps: steps) : nil
    }

    /// The tasks that this one stands for in a state.
    ///
    /// - Parameters:
    ///   - state: the app's state.
    ///   - pools: what variables are drawn from.
    ///   - generator: draws, once for each record.
    ///   - file: named in errors.
    /// - Returns: one for each record that is meant, in their order.
    /// - Throws: for an expression that cannot be read, a pool that there is none of, and a variable without a value.
    package func instances(
        in state: [String: JSONValue], pools: TextPools, using generator: inout some RandomNumberGenerator,
        file: String
    ) throws(DeclarationError) -> [TaskInstance] {
        let fault = { (message: String) in
            DeclarationError(.badValue, "task \(id): \(message)", file: file, line: 0)
        }
        do throws(ExpressionError) {
            var scope = Scope(state: state)
            var instances: [TaskInstance] = []
            let condition = try condition.map { text throws(ExpressionError) in try ExpressionParser.parse(text) }
            for (number, record) in try subjects(scope).enumerated() {
                scope.it = record
                guard scope.holds(condition) else { continue }
                var variables: [String: String] = [:]
                for (name, value) in record.object?.members ?? [] { variables[name] = value.shownText }
                for (name, expression) in computed {
                    variables[name] = scope.evaluate(try ExpressionParser.parse(expression)).shownText
                }
                for (name, pool) in drawn {
                    guard let text = pools[pool]?.randomElement(using: &generator) else {
                        throw ExpressionError(message: "there is no pool “\(pool)”")
                    }
                    variables[name] = text
                }
                if let instance = try filled(variables, number) { instances.append(instance) }
            }
            return instances
        } catch {
            throw fault(error.message)
        }
    }

    private func subjects(_ scope: Scope) throws(ExpressionError) -> [JSONValue] {
        if let each { return scope.evaluate(try ExpressionParser.parse(each)).array ?? [] }
        if records.isEmpty { return [.null] }
        return records.map { .object(JSONObject($0.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })) }
    }

    /// Nil where a variable's text would end a text in the check.
    private func filled(_ variables: [String: String], _ number: Int) throws(ExpressionError) -> TaskInstance? {
        func fill(_ text: String) throws(ExpressionError) -> String { try Self.filled(text, variables) }
        for (name, value) in variables where value.contains("'") && check.contains("{\(name)}") { return nil }
        var said: [String: [String]] = [:]
        for (language, phrasings) in phrasings {
            said[language] = try phrasings.map { text throws(ExpressionError) in try fill(text) }
        }
        var steps: [Step] = []
        for step in self.steps {
            var step = step
            step.object = try fill(step.object)
            for (key, value) in step.more { step.more[key] = try fill(value) }
            // A record may have a shorter way than others.
            if !step.object.isEmpty { steps.append(step) }
        }
        return TaskInstance(id: "\(id)-\(number + 1)", phrasings: said, check: try fill(check), steps: steps)
    }

    private static func filled(
        _ text: String, _ variables: [String: String]
    ) throws(ExpressionError) -> String {
        var rest = text[...]
        var filled = ""
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            guard let value = variables[name] else {
                throw ExpressionError(message: "nothing says what {\(name)} is")
            }
            filled += rest[..<open] + value
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }
}
