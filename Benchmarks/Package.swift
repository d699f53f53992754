// swift-tools-version: 6.2
import PackageDescription

// The stages are internal to the generator: `@testable`, with `-Xswiftc -enable-testing`, lets this program time each.
let package = Package(
    name: "plumbline-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "plumbline", path: "..")],
    targets: [
        .executableTarget(
            name: "plan-benchmark",
            dependencies: [
                .product(name: "Plumbline", package: "plumbline"),
                .product(name: "PlumblineGenerator", package: "plumbline"),
            ])
    ]
)
