// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "plumbline",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Plumbline", targets: ["Plumbline"]),
        .library(
            name: "PlumblineGenerator", targets: ["PlumblinePlan", "PlumblineRuleTests", "PlumblineGenerator"]),
        .library(name: "PlumblineTool", targets: ["PlumblineTool"]),
        .library(name: "PlumblineRuntime", targets: ["PlumblineRuntime"]),
        .library(name: "PlumblineGzip", targets: ["PlumblineGzip"]),
        .library(name: "PlumblineSwiftMetrics", targets: ["PlumblineSwiftMetrics"]),
        .library(name: "FeatureStore", targets: ["FeatureStore", "FeatureStoreMetrics"]),
        .executable(name: "feature-store", targets: ["feature-store"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.20.0", traits: []),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.0.2", traits: ["JSON"]),
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.5.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.1.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
    ],
    targets: [
        // The specification half: vocabulary, plan, proofs, generator, tool.
        .target(name: "Plumbline", swiftSettings: strict),
        .target(name: "PlumblinePlan", dependencies: ["Plumbline"], swiftSettings: strict),
        .target(name: "PlumblineRuleTests", dependencies: ["Plumbline", "PlumblinePlan"], swiftSettings: strict),
        .systemLibrary(
            name: "CLibYAML", pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .target(
            name: "PlumblineTemplates", path: "templates",
            resources: [
                .embedInCode("guide.md.mustache"), .embedInCode("runbook.md.mustache"),
                .embedInCode("runbook_index.md.mustache"), .embedInCode("swift_header.mustache"),
                .embedInCode("yaml_header.mustache"),
            ],
            swiftSettings: strict),
        .target(
            name: "PlumblineGenerator",
            dependencies: [
                "Plumbline", "PlumblinePlan", "PlumblineRuleTests", "CLibYAML", "PlumblineTemplates",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            swiftSettings: strict),
        .target(
            name: "PlumblineTool",
            dependencies: [
                "Plumbline", "PlumblinePlan", "PlumblineRuleTests", "PlumblineGenerator",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "specs", dependencies: ["Plumbline", "PlumblineTool"], path: "specs", swiftSettings: strict),
        // Objectives that Tests/Simulation holds against made-up events.
        .executableTarget(
            name: "simulated-specs", dependencies: ["Plumbline", "PlumblineTool"], path: "Tests/Simulation/specs",
            swiftSettings: strict),

        // The service half: the runtime, the generated metrics, the FeatureStore.
        .target(name: "CThreadNumber"),
        .target(name: "PlumblineRuntime", dependencies: ["CThreadNumber"], swiftSettings: strict),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .target(name: "PlumblineGzip", dependencies: ["PlumblineRuntime", "CZlib"], swiftSettings: strict),
        .target(
            name: "PlumblineSwiftMetrics",
            dependencies: ["PlumblineRuntime", .product(name: "CoreMetrics", package: "swift-metrics")],
            swiftSettings: strict),
        .target(
            name: "FeatureStoreMetrics", dependencies: ["PlumblineRuntime"], path: "generated/FeatureStoreMetrics",
            swiftSettings: strict),
        .systemLibrary(
            name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
        .systemLibrary(name: "CDuckDB"),
        .systemLibrary(name: "CEpoll"),
        .target(
            name: "FeatureStorePages",
            resources: [
                .embedInCode("status.html"), .embedInCode("status.css"), .embedInCode("status.js"),
                .embedInCode("openapi.json"),
            ],
            swiftSettings: strict),
        .target(
            name: "FeatureStore",
            dependencies: [
                "FeatureStoreMetrics", "FeatureStorePages", "PlumblineRuntime", "PlumblineGzip",
                "PlumblineSwiftMetrics", "CLibPQ", "CDuckDB", "CEpoll",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "feature-store",
            dependencies: [
                "FeatureStore", .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),

        // The judges that tests ask, and folders for them.
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(
            name: "PlumblineTests", dependencies: ["Plumbline", "FeatureStoreMetrics", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "PlumblineRuleTestsTests",
            dependencies: ["Plumbline", "PlumblinePlan", "PlumblineRuleTests", "PlumblineGenerator", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "PlumblineGeneratorTests",
            dependencies: [
                "Plumbline", "PlumblinePlan", "PlumblineRuleTests", "PlumblineGenerator", "PlumblineTool",
                "PlumblineRuntime", "FeatureStoreMetrics", "specs", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "PlumblineRuntimeTests",
            dependencies: [
                "PlumblineRuntime", "PlumblineGzip", "PlumblineSwiftMetrics",
                .product(name: "CoreMetrics", package: "swift-metrics"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "FeatureStoreTests",
            dependencies: [
                "FeatureStore", "FeatureStoreMetrics", "FeatureStorePages", "PlumblineRuntime",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
    ]
)
