import Datasets
import Testing

@Suite struct ExamplesTests {
    private let shape = ExampleShape(channels: 3, height: 1, width: 2)

    @Test func aShapeSaysWhatItIs() {
        #expect(shape.description == "3x1x2")
        #expect(shape.elementCount == 6)
        #expect(shape != ExampleShape(channels: 3, height: 2, width: 1))
    }

    @Test func pixelsLabelsAndIds() {
        let examples = Examples(
            shape: shape, pixels: Array(0..<12), labels: [4, 2], ids: ["a/1.png", "b/2.png"])
        #expect(examples.count == 2)
        #expect(examples.withUnsafePixels { Array($0) } == Array(0..<12))
        #expect(examples.id(at: 1) == "b/2.png")
        #expect(examples.all.label(at: 1) == 2)
        #expect(examples.all.rows == [0, 1])
    }

    @Test func memoryOfAnotherOriginIsReleasedOnce() {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 10, alignment: 16)
        memory.copyBytes(from: UInt8(0)..<10)
        let log = ReleaseLog()
        do {
            let stable = StableBytes(UnsafeRawBufferPointer(memory)) { bytes in
                log.count += 1
                bytes.deallocate()
            }
            let examples = Examples(count: 1, shape: shape, memory: stable, offset: 4)
            #expect(examples.withUnsafePixels { Array($0) } == [4, 5, 6, 7, 8, 9])
            #expect(log.count == 0)
        }
        #expect(log.count == 1)
    }

    @Test func limitsAreCutAtTheEnd() {
        let examples = Examples(
            shape: ExampleShape(channels: 1, height: 1, width: 1), pixels: [5, 6, 7])
        #expect(examples.all.limit(2).rows == [0, 1])
        #expect(examples.all.limit(9).rows == [0, 1, 2])
        #expect(examples.all.limit(0).count == 0)
        let chosen = Selection(examples, rows: [0, 2])
        #expect(chosen.id(at: 1) == "2")
        #expect(chosen.label(at: 1) == nil)
        #expect(chosen.limit(1).rows == [0])
    }
}

// Unchecked: only one thread is there.
private final class ReleaseLog: @unchecked Sendable {
    var count = 0
}
