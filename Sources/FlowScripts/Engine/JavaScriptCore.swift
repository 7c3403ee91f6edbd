package import FlowDocuments
internal import Glibc

/// The functions of JavaScriptCore's C API that scripts need, from a library that is loaded at run time.
///
/// Nothing links to it: whoever runs no scripts needs no such library. Contexts, groups, values and strings are opaque
/// pointers, as in the C API.
package struct JavaScriptCore {
    /// WebKitGTK's builds of it as distributions name them, the newest interface that Debian 12 has first.
    package static let libraries = [
        "libjavascriptcoregtk-4.1.so.0", "libjavascriptcoregtk-6.0.so.1", "libjavascriptcoregtk-4.0.so.18",
    ]

    /// What an exception is left in.
    typealias Exception = UnsafeMutablePointer<OpaquePointer?>?
    typealias Arguments = UnsafePointer<OpaquePointer?>?
    typealias Callback =
        @convention(c) (
            _ context: OpaquePointer?, _ function: OpaquePointer?, _ this: OpaquePointer?, _ count: Int,
            _ arguments: Arguments, Exception
        ) -> OpaquePointer?

    let createGroup: @convention(c) () -> OpaquePointer?
    let releaseGroup: @convention(c) (OpaquePointer) -> Void
    let createContext: @convention(c) (_ group: OpaquePointer, _ globalClass: OpaquePointer?) -> OpaquePointer?
    let releaseContext: @convention(c) (OpaquePointer) -> Void
    let group: @convention(c) (_ context: OpaquePointer) -> OpaquePointer?
    let globalObject: @convention(c) (_ context: OpaquePointer) -> OpaquePointer?

    let makeString: @convention(c) (UnsafePointer<UInt16>?, Int) -> OpaquePointer?
    let releaseString: @convention(c) (OpaquePointer) -> Void
    let stringUnits: @convention(c) (OpaquePointer) -> UnsafePointer<UInt16>?
    let stringCount: @convention(c) (OpaquePointer) -> Int

    let checkSyntax:
        @convention(c) (
            _ context: OpaquePointer, _ source: OpaquePointer, _ file: OpaquePointer?, _ line: Int32, Exception
        ) -> Bool
    let evaluate:
        @convention(c) (
            _ context: OpaquePointer, _ source: OpaquePointer, _ this: OpaquePointer?, _ file: OpaquePointer?,
            _ line: Int32, Exception
        ) -> OpaquePointer?
    let call:
        @convention(c) (
            _ context: OpaquePointer, _ function: OpaquePointer, _ this: OpaquePointer?, _ count: Int, Arguments,
            Exception
        ) -> OpaquePointer?
    let makeFunction: @convention(c) (OpaquePointer, _ name: OpaquePointer?, Callback) -> OpaquePointer?
    let getProperty: @convention(c) (OpaquePointer, OpaquePointer, _ name: OpaquePointer, Exception) -> OpaquePointer?
    let setProperty:
        @convention(c) (
            OpaquePointer, OpaquePointer, _ name: OpaquePointer, _ value: OpaquePointer, _ attributes: UInt32, Exception
        ) -> Void

    let makeNull: @convention(c) (OpaquePointer) -> OpaquePointer?
    let makeStringValue: @convention(c) (OpaquePointer, _ string: OpaquePointer) -> OpaquePointer?
    let copyText: @convention(c) (OpaquePointer, _ value: OpaquePointer, Exception) -> OpaquePointer?
    let protect: @convention(c) (OpaquePointer, _ value: OpaquePointer) -> Void
    let unprotect: @convention(c) (OpaquePointer, _ value: OpaquePointer) -> Void

    /// Loads the first library that is there.
    ///
    /// It stays loaded until the process ends: it has threads of its own.
    ///
    /// - Parameter libraries: names that the loader looks up, the preferred first.
    /// - Throws: `noEngine` when there is none of them.
    package init(libraries: [String] = Self.libraries) throws(FlowScriptError) {
        guard let handle = libraries.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first else {
            throw .noEngine
        }
        createGroup = try Self.function("JSContextGroupCreate", in: handle)
        releaseGroup = try Self.function("JSContextGroupRelease", in: handle)
        createContext = try Self.function("JSGlobalContextCreateInGroup", in: handle)
        releaseContext = try Self.function("JSGlobalContextRelease", in: handle)
        group = try Self.function("JSContextGetGroup", in: handle)
        globalObject = try Self.function("JSContextGetGlobalObject", in: handle)
        makeString = try Self.function("JSStringCreateWithCharacters", in: handle)
        releaseString = try Self.function("JSStringRelease", in: handle)
        stringUnits = try Self.function("JSStringGetCharactersPtr", in: handle)
        stringCount = try Self.function("JSStringGetLength", in: handle)
        checkSyntax = try Self.function("JSCheckScriptSyntax", in: handle)
        evaluate = try Self.function("JSEvaluateScript", in: handle)
        call = try Self.function("JSObjectCallAsFunction", in: handle)
        makeFunction = try Self.function("JSObjectMakeFunctionWithCallback", in: handle)
        getProperty = try Self.function("JSObjectGetProperty", in: handle)
        setProperty = try Self.function("JSObjectSetProperty", in: handle)
        makeNull = try Self.function("JSValueMakeNull", in: handle)
        makeStringValue = try Self.function("JSValueMakeString", in: handle)
        copyText = try Self.function("JSValueToStringCopy", in: handle)
        protect = try Self.function("JSValueProtect", in: handle)
        unprotect = try Self.function("JSValueUnprotect", in: handle)
    }

    private static func function<Function>(
        _ name: String, in handle: UnsafeMutableRawPointer
    ) throws(FlowScriptError) -> Function {
        guard let address = dlsym(handle, name) else { throw .noEngine }
        return unsafeBitCast(address, to: Function.self)
    }
}

extension FlowScriptError {
    /// No library is installed; says how to install one.
    package static var noEngine: FlowScriptError {
        let command = "apt-get install libjavascriptcoregtk-4.1-0"
        return FlowScriptError(
            .noEngine, "no JavaScript engine is installed; run: \(geteuid() == 0 ? "" : "sudo ")\(command)")
    }
}
