// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")

let package = Package(
    name: "thimble",
    products: [.executable(name: "thimble", targets: ["thimble"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CJSONC", pkgConfig: "json-c", providers: [.apt(["libjson-c-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        module("JSON", ["CJSONC"]),
        module("YAML", ["CYAML"]),
        module("Hierarchies", ["CLibXML2", "JSON"]),
        module("Screens", ["Hierarchies", "JSON"]),
        module("Patterns"),
        module("Spellings"),
        module("Schemas", ["Patterns", "JSON"]),
        module("Tools", ["Schemas", "Screens", "Spellings", "JSON"]),
        module("Decoding", ["Schemas", "Patterns", "Tools", "JSON"]),
        // Kernels are fast in debug builds, too: a debug build runs the model for its tests.
        .target(name: "CKernels", cSettings: [.unsafeFlags(["-O3"])]),
        .target(name: "CShippedModel", exclude: ["thimble.gguf"]),
        module("EmbeddedSLM", ["CKernels", "CShippedModel", "Decoding"]),
        module("LanguageModels", ["Tools", "JSON"]),
        module(
            "ChatEndpoints",
            [
                "LanguageModels", "Tools", "JSON", nioCore, nioPosix,
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        module("Devices", ["Hierarchies"]),
        module("Pictures", ["CPNG"]),
        module("FlowDocuments", ["Spellings", "YAML", "JSON"]),
        module(
            "Flows",
            [
                "FlowDocuments", "Pictures", "Spellings", "Devices", "Tools", "Screens", "Hierarchies", "JSON",
            ]),
        module("FlowScripts", ["FlowDocuments", "JSON"]),
        module("FlowReports", ["Flows", "FlowDocuments", "Screens", "Hierarchies", "JSON"]),
        module("FlowExports", ["Flows", "FlowDocuments", "Devices", "Hierarchies", "YAML", "JSON"]),
        module(
            "MaestroConformance",
            ["Flows", "FlowDocuments", "Pictures", "Devices", "Screens", "Hierarchies", "JSON"]),
        module(
            "Agents",
            [
                "EmbeddedSLM", "Flows", "Devices", "LanguageModels", "Decoding", "Tools", "Screens", "Hierarchies",
                "JSON",
            ]),
        module("ADBWire", [nioCore]),
        module("ADBKeys", ["ADBWire", "COpenSSL"]),
        module("ADBTransport", ["ADBWire", nioCore, nioPosix, nioTLS, nioSSL]),
        module(
            "DeviceBridge", ["ADBTransport", "ADBWire", "ADBKeys", "Devices", "Hierarchies", "JSON", nioCore, nioPosix]),
        module("SimulatedPhones", ["Devices", "Hierarchies", "Spellings", "JSON", "CZlib", "YAML"]),
        module(
            "DeviceSimulator",
            [
                "SimulatedPhones", "ADBTransport", "ADBWire", "ADBKeys", "Hierarchies", "JSON", "COpenSSL", nioCore,
                nioPosix,
            ]),
        module(
            "Lessons",
            ["SimulatedPhones", "Agents", "Flows", "Devices", "Tools", "Screens", "Hierarchies", "JSON"]),
        .executableTarget(
            name: "thimble",
            dependencies: [
                "JSON", "Hierarchies", "Screens", "Tools", "Decoding", "LanguageModels", "ChatEndpoints", "Flows",
                "FlowDocuments", "FlowScripts", "FlowReports", "FlowExports", "MaestroConformance",
                "Agents", "EmbeddedSLM",
                "Devices", "DeviceBridge", "DeviceSimulator",
                "SimulatedPhones", "Lessons", "ADBTransport", "ADBKeys", "ADBWire", nioCore, nioPosix,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .target(
            name: "DeviceTestSupport", dependencies: ["Devices", "Hierarchies"], path: "Tests/DeviceTestSupport",
            swiftSettings: strict),
        .target(
            name: "ToolTestSupport",
            dependencies: ["Tools", "Schemas", "Screens", "Hierarchies", "JSON", "TestSupport"],
            path: "Tests/ToolTestSupport", swiftSettings: strict),
        tests("JSONTests", ["JSON", "TestSupport"]),
        tests("YAMLTests", ["YAML"]),
        tests("HierarchiesTests", ["Hierarchies", "JSON", "TestSupport"]),
        tests("ScreensTests", ["Screens", "Hierarchies", "JSON", "TestSupport"]),
        tests("ToolsTests", ["Tools", "Schemas", "Screens", "JSON", "TestSupport", "ToolTestSupport"]),
        tests("FlowDocumentsTests", ["FlowDocuments", "Schemas", "YAML", "JSON", "TestSupport"]),
        // What the tests start in place of `thimble script-host`.
        .executableTarget(
            name: "ScriptHost", dependencies: ["FlowScripts"], path: "Tests/ScriptHost", swiftSettings: strict),
        tests("FlowScriptsTests", ["FlowScripts", "FlowDocuments", "JSON", "TestSupport", "ScriptHost"]),
        tests(
            "FlowReportsTests",
            ["FlowReports", "Flows", "FlowDocuments", "Screens", "Hierarchies", "JSON", "TestSupport"]),
        tests("FlowExportsTests", ["FlowExports", "FlowDocuments", "Devices", "JSON", "TestSupport"]),
        tests(
            "MaestroConformanceTests",
            ["MaestroConformance", "Flows", "FlowScripts", "FlowDocuments", "TestSupport", "ScriptHost"]),
        tests(
            "FlowsTests",
            [
                "Flows", "FlowDocuments", "MaestroConformance", "SimulatedPhones", "Devices", "Tools", "Screens",
                "Hierarchies", "YAML",
                "JSON", "TestSupport", "DeviceTestSupport",
            ]),
        // Flows under faults: for the tests of a few, and for tools/flake.
        .target(
            name: "FlakeTrials",
            dependencies: ["Flows", "FlowDocuments", "SimulatedPhones", "Devices", "Screens", "Hierarchies"],
            path: "Tests/FlakeTrials", swiftSettings: strict),
        tests("FlakeTests", ["FlakeTrials"]),
        tests(
            "AgentsTests",
            [
                "Agents", "Flows", "Devices", "LanguageModels", "Tools", "Screens", "Hierarchies", "JSON",
                "TestSupport",
                "DeviceTestSupport",
            ]
        ),
        tests(
            "CommandTests",
            [
                "thimble", "Agents", "Flows", "FlowDocuments", "Devices", "Screens", "Tools", "JSON",
                "DeviceTestSupport",
                "TestSupport",
                "DeviceBridge", "DeviceSimulator", "SimulatedPhones", "ADBTransport", nioCore,
            ]),
        tests("PatternsTests", ["Patterns", "TestSupport"]),
        tests("SchemasTests", ["Schemas", "Patterns", "JSON", "TestSupport"]),
        tests(
            "DecodingTests",
            ["Decoding", "Schemas", "Patterns", "Tools", "Screens", "JSON", "TestSupport", "ToolTestSupport"]),
        tests("EmbeddedSLMTests", ["EmbeddedSLM", "CKernels", "Decoding", "TestSupport"]),
        tests("LanguageModelsTests", ["LanguageModels", "Tools", "JSON", "TestSupport"]),
        tests(
            "ChatEndpointsTests",
            [
                "ChatEndpoints", "LanguageModels", "Tools", "JSON", "TestSupport", nioCore, nioPosix,
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        tests("ADBWireTests", ["ADBWire", "ADBKeys", "TestSupport", nioCore]),
        tests("ADBTransportTests", ["ADBTransport", "ADBWire", "ADBKeys", "TestSupport", nioCore, nioPosix]),
        tests(
            "DeviceBridgeTests",
            [
                "DeviceBridge", "DeviceSimulator", "SimulatedPhones", "ADBTransport", "ADBWire", "ADBKeys", "Devices",
                "Hierarchies", "JSON", "TestSupport", nioCore, nioPosix,
            ]),
        tests(
            "SimulatedPhonesTests",
            ["SimulatedPhones", "Lessons", "Devices", "Screens", "Hierarchies", "JSON", "TestSupport"]),
        tests(
            "LessonsTests",
            ["Lessons", "SimulatedPhones", "Agents", "Tools", "Screens", "Hierarchies", "JSON"]),
        tests(
            "DeviceSimulatorTests",
            [
                "DeviceSimulator", "SimulatedPhones", "ADBTransport", "ADBWire", "ADBKeys", "Hierarchies", "JSON",
                "TestSupport", nioCore, nioPosix,
            ]),
    ]
)

// libFuzzer brings its own `main`, so these products exist only for tools/fuzz, which sets the variable. The modules are
// instrumented too: coverage of the target alone would steer the fuzzer nowhere.
if Context.environment["THIMBLE_FUZZ"] != nil {
    let instrumented = strict + [.unsafeFlags(["-sanitize=fuzzer,address"])]
    for name in [
        "JSON", "Hierarchies", "Screens", "ADBWire", "ADBKeys", "Patterns", "Schemas", "Tools", "Decoding",
        "LanguageModels", "Spellings", "YAML", "FlowDocuments", "FlowExports",
    ] {
        package.targets.first { $0.name == name }?.swiftSettings = instrumented
    }
    package.targets.append(
        .target(
            name: "FuzzLaws",
            dependencies: [
                "CLibXML2", "Hierarchies", "Screens", "JSON", "ADBWire", "ADBKeys", "Patterns", "Schemas", "Tools",
                "Decoding", "LanguageModels", "FlowDocuments", "FlowExports", nioCore,
            ],
            path: "tools/fuzzers/Laws",
            swiftSettings: strict + [.unsafeFlags(["-sanitize=address"])]))
    for syntax in ["XML", "JSON", "ADB", "MODEL", "FLOW"] {
        package.targets.append(
            .executableTarget(
                name: "Fuzz\(syntax)", dependencies: ["FuzzLaws"], path: "tools/fuzzers/\(syntax)",
                swiftSettings: strict + [.unsafeFlags(["-parse-as-library", "-sanitize=fuzzer,address"])],
                linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]))
    }
}

// What the bridge, the decoder and the embedded model cost, and whether models give what they are asked for; built by
// tools/bench-bridge, tools/bench-decoding, tools/bench-model, tools/check-decoding, tools/check-endpoint and
// tools/check-model alone, which set the variable.
if Context.environment["THIMBLE_BENCH"] != nil {
    package.targets.append(
        .executableTarget(
            name: "bridge-bench",
            dependencies: ["DeviceBridge", "ADBTransport", "ADBWire", "ADBKeys", "Devices", "Hierarchies", nioCore],
            path: "tools/benches/Bridge", swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
    package.targets.append(
        .executableTarget(
            name: "decoding-bench", dependencies: ["Decoding", "Schemas", "JSON"], path: "tools/benches/Decoding",
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
    package.targets.append(
        .executableTarget(
            name: "endpoint-check", dependencies: ["ChatEndpoints", "LanguageModels", "Tools", "JSON"],
            path: "tools/benches/Endpoint", swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
    package.targets.append(
        .executableTarget(
            name: "flake-bench", dependencies: ["FlakeTrials"],
            path: "tools/benches/Flake", swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
    package.targets.append(
        .executableTarget(
            name: "model-bench", dependencies: ["EmbeddedSLM", "Decoding"],
            path: "tools/benches/Model", swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}
