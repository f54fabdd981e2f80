// swift-tools-version: 6.2

import PackageDescription

// Floors of the house: a target may depend only on targets of a lower floor. The architecture
// test reads the numbers below and the imports in Sources, and fails on an upward one.
// docs/architecture.md says what lives where.

let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// The folder with `include` and `lib` of a oneDNN that is not the system's. The library stands there
// with its path, because folders that pkg-config names come before ours.
let oneDNN = Context.environment["ONEDNN_ROOT"]
let oneDNNHeaders: [CSetting] = oneDNN.map { [.unsafeFlags(["-isystem", "\($0)/include"])] } ?? []
let oneDNNLibrary: [LinkerSetting] =
    oneDNN.map {
        [.unsafeFlags(["-Xlinker", "\($0)/lib/libdnnl.so", "-Xlinker", "-rpath=\($0)/lib"])]
    } ?? [.linkedLibrary("dnnl")]

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "swift-vae",
    products: [
        .executable(name: "vae", targets: ["vae"]),
        .library(
            name: "SwiftVAE",
            targets: [
                "TensorCore", "NeuralNetworks", "Datasets", "Autoencoders", "Training",
                "Pictures", "TerminalUI", "LatentExplorer", "Platform",
            ]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        // Floor 0: system libraries, C, and the platform.
        .target(name: "COneDNN", cSettings: oneDNNHeaders, linkerSettings: oneDNNLibrary),
        .target(
            name: "CKernels", linkerSettings: [.linkedLibrary("gomp"), .linkedLibrary("m")]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(name: "CGIF", providers: [.apt(["libgif-dev"])]),
        .target(name: "CJPEG", linkerSettings: [.linkedLibrary("jpeg")]),
        .target(name: "CLocale"),
        .target(
            name: "CNcursesw",
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("resolv")]),
        .target(name: "CWaitPolicy"),
        .target(name: "CPeak"),
        .target(name: "CAllocations"),
        .target(name: "CFashionMNIST", exclude: ["data"]),
        .target(name: "Platform"),

        // Floor 1
        .target(name: "TensorCore", dependencies: ["COneDNN", "CKernels", "Platform"]),
        .target(name: "Pictures", dependencies: ["CPNG", "CGIF", "CJPEG", "Platform"]),

        // Floor 2
        .target(name: "NeuralNetworks", dependencies: ["TensorCore", "Platform"]),
        .target(
            name: "Datasets",
            dependencies: [
                "TensorCore", "Pictures", "Platform", "CZlib", "CDeflate", "CFashionMNIST",
            ]),
        .target(name: "TerminalUI", dependencies: ["Pictures", "Platform", "CLocale"]),

        // Floor 3
        .target(
            name: "Autoencoders",
            dependencies: ["NeuralNetworks", "TensorCore", "CKernels", "Platform"]),
        .target(name: "PictureQuality", dependencies: ["TerminalUI", "Pictures", "Platform"]),
        .target(name: "TerminalNcurses", dependencies: ["TerminalUI", "Platform", "CNcursesw"]),

        // Floor 4
        .target(
            name: "Training",
            dependencies: [
                "Autoencoders", "NeuralNetworks", "Datasets", "TensorCore", "Platform",
            ]),
        .target(
            name: "LatentExplorer",
            dependencies: ["Autoencoders", "TensorCore", "TerminalUI", "Pictures", "Platform"]),

        // Floor 5
        .target(
            name: "VAECommands",
            dependencies: [
                "LatentExplorer", "TerminalNcurses", "Training", "Autoencoders", "NeuralNetworks",
                "Datasets", "TerminalUI", "Pictures", "TensorCore", "Platform", argumentParser,
            ]),

        // Floor 6
        .executableTarget(name: "vae", dependencies: ["VAECommands", "CWaitPolicy"]),
        .executableTarget(
            name: "vae-bench",
            dependencies: [
                "VAECommands", "Training", "Autoencoders", "PictureQuality", "NeuralNetworks",
                "Datasets", "TerminalUI", "Pictures", "TensorCore", "Platform", "CKernels", "CPeak",
                "CAllocations", "CWaitPolicy", argumentParser,
            ]),

        .target(
            name: "TestSupport", dependencies: ["TensorCore", "NeuralNetworks", "Platform"],
            path: "Tests/TestSupport"),
        .target(name: "KernelBodies", dependencies: ["CKernels"], path: "Tests/KernelBodies"),
        .target(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal"),
        .target(
            name: "RandomFrames", dependencies: ["TerminalUI"], path: "Tests/RandomFrames"),
        .executableTarget(
            name: "terminal-probe",
            dependencies: ["RandomFrames", "TerminalNcurses", "TerminalUI", "Platform"],
            path: "Tests/terminal-probe"),
        .testTarget(name: "ArchitectureTests"),
        .testTarget(
            name: "KernelTests",
            dependencies: ["KernelBodies", "CKernels", "Platform", "TestSupport"]),
        .testTarget(name: "PlatformTests", dependencies: ["Platform", "TestSupport"]),
        .testTarget(name: "TensorCoreTests", dependencies: ["TensorCore", "TestSupport"]),
        .testTarget(
            name: "PicturesTests", dependencies: ["Pictures", "CGIF", "Platform", "TestSupport"]),
        .testTarget(
            name: "NeuralNetworksTests",
            dependencies: ["NeuralNetworks", "Platform", "TestSupport"], exclude: ["Fixtures"]),
        .testTarget(
            name: "DatasetsTests",
            dependencies: ["Datasets", "Pictures", "Platform", "CZlib", "TestSupport"],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "TerminalUITests",
            dependencies: ["TerminalUI", "Pictures", "Platform", "CAllocations", "TestSupport"],
            exclude: ["Goldens"]),
        .testTarget(
            name: "PictureQualityTests",
            dependencies: ["PictureQuality", "Pictures", "Platform", "TerminalUI", "TestSupport"]),
        .testTarget(
            name: "AutoencodersTests", dependencies: ["Autoencoders", "TestSupport"],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "TerminalNcursesTests",
            dependencies: [
                "TerminalNcurses", "TerminalUI", "Platform", "CPseudoTerminal", "RandomFrames",
                "TestSupport", "terminal-probe",
            ]),
        .testTarget(
            name: "TrainingTests", dependencies: ["Training", "CAllocations", "TestSupport"]),
        .testTarget(
            name: "LatentExplorerTests",
            dependencies: [
                "LatentExplorer", "Autoencoders", "TensorCore", "TerminalUI", "Pictures",
                "Platform",
                "TestSupport",
            ], exclude: ["Goldens"]),
        .testTarget(
            name: "VAECommandsTests",
            dependencies: [
                "VAECommands", "LatentExplorer", "Autoencoders", "Datasets", "TestSupport", "vae",
            ]),
        .testTarget(
            name: "BenchmarkTests",
            dependencies: ["Pictures", "Platform", "TestSupport", "vae", "vae-bench"]),
    ]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = swiftSettings
}
