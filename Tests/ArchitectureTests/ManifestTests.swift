import Testing

@Suite struct ManifestTests {
    private let manifest = Manifest(
        """
        // Floors of the house: Floor 9 is not one.
        let parser = Target.Dependency.product(
            name: "ArgumentParser", package: "swift-argument-parser")
        let package = Package(
            name: "house",
            products: [.library(name: "All", targets: ["Low", "High"])],
            dependencies: [.package(url: "https://example.com/a", from: "1.0.0")],
            targets: [
                // Floor 0: the ground
                .systemLibrary(name: "CLow", pkgConfig: "low", providers: [.apt(["low-dev"])]),
                .target(name: "Low", linkerSettings: [.linkedLibrary("low")]),  // .target(
                // .target(name: "Gone"),

                // Floor 2
                .target(
                    name: "High",
                    dependencies: [
                        "Low", parser, .product(name: "Logging", package: "swift-log"),
                        .target(name: "CLow", condition: .when(platforms: [.linux])),
                    ], exclude: ["data"]),
                .executableTarget(name: "main", dependencies: ["High"], path: "Sources/Other"),
                .target(name: "Support", dependencies: ["Low"], path: "Tests/Support"),
                .testTarget(name: "LowTests", dependencies: ["Low", "Support"]),
            ]
        )
        """)

    @Test func targetsAreFoundWithTheirFloors() {
        #expect(
            manifest.targets == [
                .init(name: "CLow", floor: 0, dependencies: [], path: "Sources/CLow", line: 10),
                .init(name: "Low", floor: 0, dependencies: [], path: "Sources/Low", line: 11),
                .init(
                    name: "High", floor: 2,
                    dependencies: ["Low", "ArgumentParser", "Logging", "CLow"],
                    path: "Sources/High", line: 15),
                .init(
                    name: "main", floor: 2, dependencies: ["High"], path: "Sources/Other",
                    line: 21),
                .init(
                    name: "Support", floor: nil, dependencies: ["Low"], path: "Tests/Support",
                    line: 22),
                .init(
                    name: "LowTests", floor: nil, dependencies: ["Low", "Support"],
                    path: "Tests/LowTests", line: 23),
            ])
    }
}
