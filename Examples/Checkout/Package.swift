// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "checkout",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "plumbline", path: "../..")],
    targets: [
        // The specs are the generator: `swift run specs generate` writes generated/.
        .executableTarget(
            name: "specs",
            dependencies: [
                .product(name: "Plumbline", package: "plumbline"),
                .product(name: "PlumblineTool", package: "plumbline"),
            ],
            path: "specs"),

        // The service records through what was generated, and knows nothing of the generator.
        .target(
            name: "CheckoutMetrics", dependencies: [.product(name: "PlumblineRuntime", package: "plumbline")],
            path: "generated/CheckoutMetrics"),
        .executableTarget(
            name: "checkout",
            dependencies: ["CheckoutMetrics", .product(name: "PlumblineRuntime", package: "plumbline")]),
        .testTarget(name: "CheckoutTests", dependencies: ["checkout", "CheckoutMetrics"]),
    ]
)
