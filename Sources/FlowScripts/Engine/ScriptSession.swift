package import FlowDocuments
internal import JSON
internal import Synchronization

/// The expressions and scripts of one run, computed in this process without limits of its own.
///
/// Each is evaluated in a global object of its own, so that nothing it declares leaks into the next one, as in Maestro;
/// `output`, `maestro`, `http` and `faker` belong to a base context that they share.
package final class ScriptSession {
    /// Stands before every source, on its first line, so that lines stay right.
    ///
    /// Maestro's sources are strict too; the second statement keeps the first from being the value of a source that has
    /// none.
    private static let prefix = "\"use strict\";void 0;"

    fileprivate let core: JavaScriptCore
    private let group: OpaquePointer
    private let base: OpaquePointer
    /// The base context's functions, by name.
    private var helpers: [String: OpaquePointer] = [:]
    private var scopes = ScriptScopes()
    /// Takes a request of `http` as JSON and gives the answer as JSON.
    fileprivate let send: (String) -> String

    /// - Parameters:
    ///   - core: the engine.
    ///   - platform: `maestro.platform`.
    ///   - send: answers a request of `http`, JSON with JSON: `status`, `headers` and `body`, or `failure`.
    /// - Throws: `exception` when the engine gives no context.
    package init(
        _ core: JavaScriptCore, platform: String, send: @escaping (String) -> String
    ) throws(FlowScriptError) {
        guard let group = core.createGroup(), let base = core.createContext(group, nil) else {
            throw FlowScriptError(.exception, "the script engine gives no context")
        }
        self.core = core
        self.group = group
        self.base = base
        self.send = send
        sessions.withLock { $0[UInt(bitPattern: base)] = UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque()) }
        try loadGlobals()
        _ = try call("setPlatform", core.value(platform, in: base))
    }

    deinit {
        sessions.withLock { $0[UInt(bitPattern: base)] = nil }
        for helper in helpers.values { core.unprotect(base, helper) }
        core.releaseContext(base)
        core.releaseGroup(group)
    }

    private func loadGlobals() throws(FlowScriptError) {
        let name = core.withString("send") { core.makeFunction(base, $0, answerRequest) }
        if let global = core.globalObject(base) { core.set("send", to: name, of: global, in: base) }
        for source in [GlobalsSource.text, FakerWords.text, FakerSource.text] {
            let result = core.withString(source) { text in
                core.withString(GlobalsSource.name) { core.evaluate(base, text, nil, $0, 1, nil) }
            }
            guard result != nil else { throw FlowScriptError(.exception, "the globals of scripts cannot be made") }
        }
        guard let global = core.globalObject(base), let all = core.property("helpers", of: global, in: base) else {
            throw FlowScriptError(.exception, "the globals of scripts are not there")
        }
        for name in ["prepare", "text", "describe", "takeLogs", "setPlatform", "setCopiedText"] {
            guard let helper = core.property(name, of: all, in: base) else { continue }
            core.protect(base, helper)
            helpers[name] = helper
        }
    }

    package func enterScope() { scopes.enter() }

    package func leaveScope() { scopes.leave() }

    package func set(_ name: String, to value: String) { scopes.set(name, to: value) }

    package func setCopiedText(_ text: String?) throws(FlowScriptError) {
        _ = try call("setCopiedText", text.map { core.value($0, in: base) } ?? core.makeNull(base))
    }

    /// As `FlowScriptEngine.evaluate`.
    package func evaluate(_ expression: String, at place: SourcePlace?) throws(FlowScriptError) -> ScriptOutcome {
        do {
            return try compute(
                expression, file: place?.file ?? "expression", line: place?.line ?? 1, variables: scopes.variables,
                wantsValue: true)
        } catch {
            var error = error
            // The expression's own place is the flow's; what went wrong elsewhere is told with its place.
            if let origin = error.place, origin.file != place?.file, place != nil {
                error.message += " (\(origin.file):\(origin.line))"
            }
            error.place = place
            throw error
        }
    }

    /// As `FlowScriptEngine.run`.
    package func run(
        _ source: String, file: String, environment: [FlowVariable]
    ) throws(FlowScriptError) -> ScriptOutcome {
        var visible = scopes
        visible.enter()
        for variable in environment { visible.set(variable.name, to: variable.value) }
        return try compute(source, file: file, line: 1, variables: visible.variables, wantsValue: false)
    }

    private func compute(
        _ source: String, file: String, line: Int, variables: [String: String], wantsValue: Bool
    ) throws(FlowScriptError) -> ScriptOutcome {
        guard let context = core.createContext(group, nil), let global = core.globalObject(context) else {
            throw FlowScriptError(.tooLarge, "the script engine gives no context")
        }
        defer { core.releaseContext(context) }
        for (name, value) in variables {
            core.set(name, to: core.value(value, in: context), of: global, in: context)
        }
        _ = try call("prepare", global, core.value(source, in: base))
        var thrown: OpaquePointer?
        var isSyntax = false
        let value = core.withString(Self.prefix + source) { text in
            core.withString(file) { name -> OpaquePointer? in
                isSyntax = !core.checkSyntax(context, text, name, Int32(clamping: line), &thrown)
                return isSyntax ? nil : core.evaluate(context, text, nil, name, Int32(clamping: line), &thrown)
            }
        }
        guard let value else {
            let fault = try self.fault(thrown, isSyntax ? .syntax : .exception, file: file, line: line)
            // What was logged before belongs to nobody else.
            _ = try call("takeLogs")
            throw fault
        }
        core.protect(base, value)
        defer { core.unprotect(base, value) }
        let text = wantsValue ? try call("text", value) : ""
        let logs = (try? JSONValue(parsing: call("takeLogs")))?.array ?? []
        return ScriptOutcome(value: text, logs: logs.compactMap(\.string))
    }

    /// What an exception amounts to.
    private func fault(
        _ thrown: OpaquePointer?, _ code: FlowScriptError.Code, file: String, line: Int
    ) throws(FlowScriptError) -> FlowScriptError {
        let text = try call("describe", thrown)
        let facts = (try? JSONValue(parsing: text)) ?? .null
        let message = facts["message"]?.string ?? "an exception that cannot be told"
        guard let origin = facts["file"]?.string, let faultLine = facts["line"]?.integer else {
            // What is thrown and no Error knows no place.
            return FlowScriptError(code, code == .syntax ? message : "\(file): \(message)")
        }
        var column = Int(facts["column"]?.integer ?? 1)
        if origin == file, faultLine == line { column -= Self.prefix.utf16.count }
        let place = SourcePlace(origin, line: Int(faultLine), column: max(1, column))
        return FlowScriptError(facts["isMemory"]?.bool == true ? .tooLarge : code, message, at: place)
    }

    /// Calls a function of the base context and gives the text of what it returns.
    private func call(_ name: String, _ arguments: OpaquePointer?...) throws(FlowScriptError) -> String {
        guard let helper = helpers[name] else { throw FlowScriptError(.exception, "there is no \(name)") }
        var thrown: OpaquePointer?
        let value = core.call(base, helper, nil, arguments.count, arguments, &thrown)
        guard let value else {
            let message = core.text(thrown, in: base) ?? "an exception that cannot be told"
            throw FlowScriptError(message.hasSuffix("Out of memory") ? .tooLarge : .exception, message)
        }
        return core.text(value, in: base) ?? ""
    }
}

/// The sessions of this process by their base contexts: a callback of the C API carries nothing of its own.
///
/// Addresses, since neither a context nor a session is Sendable; an entry ends with its session.
private let sessions = Mutex<[UInt: UInt]>([:])

/// What `send(…)` of the base context calls; it runs on the thread that evaluates, while the session lives.
private let answerRequest: JavaScriptCore.Callback = { context, _, _, count, arguments, _ in
    guard let context, count > 0, let address = sessions.withLock({ $0[UInt(bitPattern: context)] }),
        let pointer = UnsafeRawPointer(bitPattern: address)
    else { return nil }
    let session = Unmanaged<ScriptSession>.fromOpaque(pointer).takeUnretainedValue()
    let request = session.core.text(arguments?[0], in: context) ?? ""
    return session.core.value(session.send(request), in: context)
}
