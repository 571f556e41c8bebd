// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

// A package of its own, so that Inward itself never asks for Hyperscan.
let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "inward", path: "..")],
    targets: [
        // Debian: libhyperscan-dev
        .systemLibrary(name: "CHyperscan", pkgConfig: "libhs", providers: [.apt(["libhyperscan-dev"])]),
        .executableTarget(
            name: "MatcherBenchmark",
            dependencies: ["CHyperscan", .product(name: "InwardKit", package: "inward")], swiftSettings: strict),
        .executableTarget(
            name: "StageBenchmark", dependencies: [.product(name: "InwardKit", package: "inward")],
            swiftSettings: strict),
    ]
)
