// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "runtime-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "plumbline", path: "../..")],
    targets: [
        .executableTarget(
            name: "Bench", dependencies: [.product(name: "PlumblineRuntime", package: "plumbline")],
            swiftSettings: [.enableUpcomingFeature("ExistentialAny"), .treatAllWarnings(as: .error)])
    ]
)
