// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

let milterDependencies: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
    .product(name: "Logging", package: "swift-log"),
]

let package = Package(
    name: "inward",
    products: [
        .executable(name: "inward", targets: ["inward"]),
        .library(
            name: "InwardKit",
            targets: ["Matching", "Messages", "Detection", "Policy", "Redaction", "Vault", "Casework"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Debian: libpcre2-dev
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        // Debian: zlib1g-dev
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CByteScan", publicHeadersPath: "include"),
        .target(name: "Matching", dependencies: ["CPCRE2", "CByteScan"], swiftSettings: strict),
        .target(name: "Messages", dependencies: ["CByteScan", "CZlib"], swiftSettings: strict),
        .target(
            name: "Detection", dependencies: ["Matching", "Messages", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict),
        .target(
            name: "Policy",
            dependencies: ["Detection", "Messages", "Matching", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict),
        .target(name: "Redaction", dependencies: ["Detection", "Messages"], swiftSettings: strict),
        .target(
            name: "Vault",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ], swiftSettings: strict),
        .target(
            name: "Casework",
            dependencies: [
                "Vault", "Policy", "Redaction", "Detection", "Messages", "Matching",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            resources: [.embedInCode("Requests/Data")], swiftSettings: strict),
        .target(
            name: "Service",
            dependencies: [
                "Casework", "Milter", "Policy", "Vault", "Detection", "Messages", "Matching",
                .product(name: "Yams", package: "Yams"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .target(name: "Milter", dependencies: milterDependencies, swiftSettings: strict),
        .executableTarget(
            name: "inward",
            dependencies: [
                // Matching is not imported: its types lie inside of Detection's, and a target is only built anew for what it names.
                "Service", "Casework", "Milter", "Policy", "Vault", "Detection", "Messages", "Matching",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        // The same random numbers in every run, for tests.
        .target(name: "Seeded", path: "Tests/Seeded", swiftSettings: strict),
        .testTarget(name: "MatchingTests", dependencies: ["Matching", "Seeded"], swiftSettings: strict),
        .testTarget(name: "MessagesTests", dependencies: ["Messages"], swiftSettings: strict),
        .testTarget(
            name: "DetectionTests", dependencies: ["Detection", "Messages", "Matching", "Seeded"], swiftSettings: strict
        ),
        .testTarget(
            name: "PolicyTests", dependencies: ["Policy", "Detection", "Messages", "Seeded"], swiftSettings: strict),
        .testTarget(
            name: "RedactionTests", dependencies: ["Redaction", "Detection", "Messages", "Seeded"],
            exclude: ["Readers"],
            swiftSettings: strict),
        .testTarget(name: "VaultTests", dependencies: ["Vault", "Seeded"], swiftSettings: strict),
        // A program for CaseworkTests to run on a disk that fails.
        .executableTarget(
            name: "StoreDriver", dependencies: ["Casework"], path: "Tests/StoreDriver", swiftSettings: strict),
        .executableTarget(
            name: "ServiceDriver",
            dependencies: [
                "Service", "Casework", "Policy", "Detection", "Messages",
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/ServiceDriver", swiftSettings: strict),
        // A disk that fails, for both.
        .target(name: "FaultDisk", path: "Tests/FaultDisk", swiftSettings: strict),
        .testTarget(
            name: "CaseworkTests",
            dependencies: [
                "Casework", "StoreDriver", "FaultDisk", "Seeded", "Vault", "Policy", "Detection", "Messages",
            ],
            swiftSettings: strict
        ),
        // Load on a service of this machine, for Benchmarks/run.
        .executableTarget(
            name: "ServiceLoad", dependencies: ["Service", "Casework", "Detection", "Messages"],
            path: "Benchmarks/Sources/ServiceLoad", swiftSettings: strict),
        .testTarget(
            name: "ServiceTests",
            dependencies: [
                "Service", "ServiceDriver", "FaultDisk", "Milter", "Casework", "Vault", "Policy", "Detection",
                "Messages",
            ],
            swiftSettings: strict),
        // A filter for MilterTests to run under miltertest.
        .executableTarget(
            name: "MilterEcho", dependencies: ["Milter"] + milterDependencies, path: "Tests/MilterEcho",
            swiftSettings: strict),
        // What a fuzzer calls.
        .target(
            name: "MilterFuzz", dependencies: ["Milter"] + milterDependencies, path: "Tests/MilterFuzz",
            swiftSettings: strict),
        .testTarget(
            name: "MilterTests",
            dependencies: [
                "Milter", "MilterEcho", "MilterFuzz", "Seeded", .product(name: "NIOEmbedded", package: "swift-nio"),
            ]
                + milterDependencies,
            exclude: ["Lua"], swiftSettings: strict),
        .testTarget(
            name: "CommandTests",
            dependencies: ["inward", "FaultDisk", "Service", "Casework", "Detection", "Messages"],
            exclude: ["Fixtures", "Golden"], swiftSettings: strict),
    ]
)
