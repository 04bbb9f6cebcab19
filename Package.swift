// swift-tools-version: 6.2
import PackageDescription

// A misspelt feature name is silent, so RepositoryTests compares these names with what the compiler prints.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    // The fields of every kind are generic, and their users are in other modules.
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

/// For the targets that talk to C.
let houseFacingC: [SwiftSetting] = house + [.strictMemorySafety()]

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let jwtKit: Target.Dependency = .product(name: "JWTKit", package: "jwt-kit")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "twinhall",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "twinhall", targets: ["twinhall"]),
        .executable(name: "twinhall-imaging", targets: ["twinhall-imaging"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/vapor/jwt-kit", exact: "5.7.1"),
    ],
    targets: [
        .target(name: "Records", swiftSettings: house),
        .target(name: "Kinds", dependencies: ["Records"], swiftSettings: house),
        .target(name: "Localisation", dependencies: ["Records"], swiftSettings: house),
        .target(name: "IIIF", dependencies: ["Records"], swiftSettings: house),
        .target(name: "Prose", dependencies: ["CCMark"], swiftSettings: houseFacingC),
        .target(
            name: "Pages", dependencies: ["Records", "Localisation", "Prose", "IIIF"], swiftSettings: house),
        .target(
            name: "Ledger", dependencies: ["Records", "Kinds", grdb, grdbSQLite, crypto], swiftSettings: house
        ),
        .target(
            name: "Office", dependencies: ["Records", grdb, crypto, cryptoExtras], swiftSettings: house),
        .target(
            name: "OpenID", dependencies: ["Office", asyncHTTPClient, jwtKit, nioCore, nioHTTP1, nioPosix],
            swiftSettings: house),
        .target(name: "Search", dependencies: ["Records", "CStemmer"], swiftSettings: houseFacingC),
        .target(
            name: "Catalogue",
            dependencies: ["Records", "Kinds", "Ledger", "Prose", "Search", grdb, grdbSQLite],
            swiftSettings: house),
        .target(
            name: "Imaging", dependencies: ["Records", "CZlib", "CPageCache"], swiftSettings: houseFacingC),
        .target(name: "Mail", dependencies: ["CCurl"], swiftSettings: houseFacingC),
        .target(
            name: "ContentPackages",
            dependencies: ["Records", "Kinds", "Ledger", "Catalogue", "Imaging"],
            swiftSettings: house),
        .target(
            name: "Erasure", dependencies: ["Records", "Kinds", "Ledger", "Catalogue", "CZlib"],
            swiftSettings: house),
        .target(
            name: "Translations", dependencies: ["Records", "Kinds", "Ledger", "Catalogue"],
            swiftSettings: house),
        .target(
            name: "Hall",
            dependencies: [
                "Records", "Kinds", "Ledger", "Catalogue", "Localisation", "Pages", "Imaging", "Office",
                "Erasure", "Translations", "Prose", "Mail", "Search", "IIIF", "CZlib", "CQREncode",
                crypto, hummingbird, hummingbirdCore, httpTypes, nioCore, nioHTTP1, logging, lifecycle,
            ],
            swiftSettings: house),
        .executableTarget(
            name: "twinhall",
            dependencies: [
                "Records", "Kinds", "Ledger", "Catalogue", "ContentPackages", "Imaging", "Localisation",
                "Erasure", "Translations", "Hall", "Mail", "Office", "OpenID",
                hummingbird, argumentParser, configuration, logging, nioCore, systemPackage,
            ],
            swiftSettings: house),
        .executableTarget(
            name: "twinhall-imaging", dependencies: ["CVips", "Imaging"], swiftSettings: houseFacingC),
        .target(name: "CPageCache"),
        .target(
            name: "CVips", dependencies: ["CVipsLibrary"], exclude: ["library"],
            linkerSettings: [.linkedLibrary("turbojpeg")]),
        .systemLibrary(
            name: "CVipsLibrary", path: "Sources/CVips/library", pkgConfig: "vips",
            providers: [.apt(["libvips-dev", "libturbojpeg0-dev"])]),
        .target(name: "CCurl", dependencies: ["CCurlLibrary"], exclude: ["library"]),
        .systemLibrary(
            name: "CCurlLibrary", path: "Sources/CCurl/library", pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CQREncode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
        .systemLibrary(name: "CCMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),

        .target(name: "TestKit", dependencies: ["Records"], path: "Tests/TestKit", swiftSettings: house),
        .testTarget(name: "RecordsTests", dependencies: ["Records", "TestKit"], swiftSettings: house),
        .testTarget(name: "IIIFTests", dependencies: ["IIIF", "Records", "TestKit"], swiftSettings: house),
        .testTarget(
            name: "LocalisationTests", dependencies: ["Records", "Localisation"], swiftSettings: house),
        .testTarget(
            name: "PagesTests",
            dependencies: ["Records", "Localisation", "Pages", "Prose", "IIIF", "TestKit"],
            exclude: ["Snapshots"], swiftSettings: house),
        .testTarget(
            name: "KindsTests", dependencies: ["Kinds", "Records", "TestKit"], exclude: ["Frozen"],
            swiftSettings: house),
        .testTarget(
            name: "CatalogueTests",
            dependencies: ["Catalogue", "Kinds", "Ledger", "Records", "Search", "TestKit", grdb],
            swiftSettings: house),
        .testTarget(
            name: "ContentPackagesTests",
            dependencies: [
                "ContentPackages", "Catalogue", "Imaging", "Kinds", "Ledger", "Records", "TestKit",
                "twinhall-imaging",
            ],
            swiftSettings: house),
        .testTarget(
            name: "LedgerTests", dependencies: ["Records", "Ledger", grdb, crypto], exclude: ["Golden"],
            swiftSettings: house),
        .testTarget(
            name: "TranslationsTests",
            dependencies: ["Translations", "Catalogue", "Kinds", "Ledger", "Records", "TestKit"],
            swiftSettings: house),
        .testTarget(
            name: "ErasureTests",
            dependencies: [
                "Erasure", "Catalogue", "Kinds", "Ledger", "Office", "Records", "TestKit", grdb,
            ],
            swiftSettings: house),
        .testTarget(
            name: "OfficeTests", dependencies: ["Office", "TestKit", grdb, crypto], swiftSettings: house),
        .testTarget(
            name: "ImagingTests",
            dependencies: ["CVips", "Imaging", "Records", "TestKit", "twinhall-imaging"],
            swiftSettings: houseFacingC),
        .testTarget(name: "MailTests", dependencies: ["Mail"], swiftSettings: house),
        .testTarget(
            name: "OpenIDTests",
            dependencies: [
                "Office", "OpenID", hummingbird, hummingbirdTesting, crypto, cryptoExtras, httpTypes, nioCore,
                nioPosix,
            ],
            swiftSettings: house),
        .testTarget(
            name: "HallTests",
            dependencies: [
                "Records", "Kinds", "Ledger", "Catalogue", "Localisation", "Office", "Pages", "Imaging",
                "Erasure", "Translations", "Hall", "Mail", "IIIF",
                "twinhall-imaging", hummingbird, hummingbirdTesting, httpTypes, nioCore, nioPosix, logging,
                "TestKit", grdbSQLite,
            ],
            swiftSettings: house),
        .testTarget(
            name: "RepositoryTests", dependencies: ["Records", "Kinds", "Localisation", "Pages"],
            swiftSettings: house),
    ]
)
