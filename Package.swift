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

let package = Package(
    name: "thimble",
    products: [.executable(name: "thimble", targets: ["thimble"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CJSONC", pkgConfig: "json-c", providers: [.apt(["libjson-c-dev"])]),
        module("JSON", ["CJSONC"]),
        module("Hierarchies", ["CLibXML2", "JSON"]),
        module("Screens", ["Hierarchies", "JSON"]),
        module("Tools", ["Screens", "JSON"]),
        module("Flows", ["Tools", "Screens", "Hierarchies", "JSON"]),
        module("Agents", ["Tools", "Screens", "Hierarchies", "JSON"]),
        .executableTarget(
            name: "thimble",
            dependencies: [
                "JSON", "Hierarchies", "Screens", "Tools", "Flows", "Agents",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        tests("JSONTests", ["JSON", "TestSupport"]),
        tests("HierarchiesTests", ["Hierarchies", "JSON", "TestSupport"]),
        tests("ScreensTests", ["Screens", "Hierarchies", "JSON", "TestSupport"]),
        tests("ToolsTests", ["Tools", "Screens", "Hierarchies", "JSON", "TestSupport"]),
        tests("FlowsTests", ["Flows", "Tools", "Screens", "Hierarchies", "JSON"]),
        tests("AgentsTests", ["Agents", "Tools", "Screens", "Hierarchies", "JSON"]),
        tests("CommandTests", ["thimble", "Agents", "JSON"]),
    ]
)

// libFuzzer brings its own `main`, so these products exist only for tools/fuzz, which sets the variable. The modules are
// instrumented too: coverage of the target alone would steer the fuzzer nowhere.
if Context.environment["THIMBLE_FUZZ"] != nil {
    let instrumented = strict + [.unsafeFlags(["-sanitize=fuzzer,address"])]
    for name in ["JSON", "Hierarchies", "Screens"] {
        package.targets.first { $0.name == name }?.swiftSettings = instrumented
    }
    package.targets.append(
        .target(
            name: "FuzzLaws", dependencies: ["CLibXML2", "Hierarchies", "Screens", "JSON"], path: "tools/fuzzers/Laws",
            swiftSettings: strict + [.unsafeFlags(["-sanitize=address"])]))
    for syntax in ["XML", "JSON"] {
        package.targets.append(
            .executableTarget(
                name: "Fuzz\(syntax)", dependencies: ["FuzzLaws"], path: "tools/fuzzers/\(syntax)",
                swiftSettings: strict + [.unsafeFlags(["-parse-as-library", "-sanitize=fuzzer,address"])],
                linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]))
    }
}
