import Platform
import Testing

@Suite struct NearestNameTests {
    @Test(
        arguments: [
            ("fashion-mnist", "fashion-mnist"),
            ("fashon-mnist", "fashion-mnist"),
            ("fahsion-mnist", "fashion-mnist"),
            ("Fashion-MNIST", "fashion-mnist"),
            ("fashion_mnist_5000", "fashion-mnist-5000"),
            ("fashionmnist", "fashion-mnist"),
            ("spirtes", "sprites"),
            ("fas", "fashion-mnist-5000"),
            ("celeba", nil),
            ("", nil),
            ("x", nil),
        ] as [(String, String?)])
    func theNearest(text: String, expected: String?) {
        let names = ["fashion-mnist-5000", "fashion-mnist", "sprites"]
        #expect(nearestName(to: text, among: names) == expected)
    }

    @Test func neighboursSwappedAreOneEdit() {
        // Two replacements would be too far for three letters.
        #expect(nearestName(to: "acb", among: ["abc"]) == "abc")
        #expect(nearestName(to: "axy", among: ["abc"]) == nil)
    }

    @Test func nothingToChooseFrom() {
        #expect(nearestName(to: "abc", among: []) == nil)
        #expect(nearestName(to: "abc", among: [""]) == nil)
    }
}
