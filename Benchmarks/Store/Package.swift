// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "store-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "plumbline", path: "../.."),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    ],
    targets: [
        .executableTarget(
            name: "store-benchmark",
            dependencies: [
                .product(name: "FeatureStore", package: "plumbline"), .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: [.enableUpcomingFeature("ExistentialAny"), .treatAllWarnings(as: .error)])
    ]
)
