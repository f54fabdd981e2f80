import Platform
import Testing

/// Numbers as people read them.
@Suite struct NumbersTests {
    @Test(arguments: [
        (0, 2, "0.00"), (1.005, 1, "1.0"), (2.5, 0, "3"), (-2.5, 0, "-3"), (0.999, 2, "1.00"),
        (-0.001, 2, "0.00"), (-0.5, 2, "-0.50"), (123_456.789, 3, "123456.789"),
        (0.05, 2, "0.05"), (.nan, 2, "nan"), (.infinity, 2, "inf"), (-.infinity, 2, "-inf"),
        (1e300, 2, "1e+300"),
    ])
    func fixed(value: Double, digits: Int, expected: String) {
        #expect(Numbers.fixed(value, digits) == expected)
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (60_000, "60,000"), (1_234_567, "1,234,567"),
        (-1000, "-1,000"), (-999, "-999"),
    ])
    func grouped(value: Int, expected: String) {
        #expect(Numbers.grouped(value) == expected)
    }

    @Test(arguments: [(0, "0 epochs"), (1, "1 epoch"), (2, "2 epochs"), (1000, "1,000 epochs")])
    func counted(count: Int, expected: String) {
        #expect(Numbers.counted(count, "epoch") == expected)
    }

    @Test(arguments: [
        (0, "0:00"), (0.6, "0:01"), (59.4, "0:59"), (59.6, "1:00"), (65, "1:05"),
        (3599.7, "1:00:00"), (7389, "2:03:09"), (-3, "0:00"), (.infinity, "?"), (.nan, "?"),
    ])
    func duration(seconds: Double, expected: String) {
        #expect(Numbers.duration(seconds) == expected)
    }
}
