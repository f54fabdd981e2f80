import Glibc
import Synchronization

/// Memory for tensors: aligned to 64 bytes, taken from the system once and then handed around.
///
/// A training step takes and returns the same sizes as the step before it, so in the steady state
/// no memory comes from the system. `trim()`, called between steps, gives back what the last step
/// did not need.
package final class BufferPool: Sendable {
    /// The pool that tensors use.
    package static let shared = BufferPool()

    /// How often memory was taken from the system, and how many bytes are held now.
    package struct Statistics: Sendable {
        package var systemAllocations = 0
        package var bytesHeld = 0
    }

    // Unchecked: pointers in the lists belong to nobody else until they are handed out.
    private struct SizeClass: @unchecked Sendable {
        var free = [UnsafeMutableRawPointer]()
        var inUse = 0
        var peak = 0
    }

    private struct State: Sendable {
        var classes = [Int: SizeClass]()
        var statistics = Statistics()
    }

    private let state = Mutex(State())

    private init() {}

    /// What has been taken from the system so far.
    package var statistics: Statistics { state.withLock { $0.statistics } }

    /// Memory for at least `count` floats, with undefined content.
    func take(count: Int) -> (pointer: UnsafeMutablePointer<Float>, capacity: Int) {
        let capacity = BufferPool.capacity(for: count)
        let address = state.withLock { state -> UInt in
            var sizeClass = state.classes[capacity] ?? SizeClass()
            let pointer: UnsafeMutableRawPointer
            if let free = sizeClass.free.popLast() {
                pointer = free
            } else {
                pointer = .allocate(byteCount: capacity * 4, alignment: 64)
                state.statistics.systemAllocations += 1
                state.statistics.bytesHeld += capacity * 4
            }
            sizeClass.inUse += 1
            sizeClass.peak = max(sizeClass.peak, sizeClass.inUse)
            state.classes[capacity] = sizeClass
            return UInt(bitPattern: pointer)
        }
        guard let pointer = UnsafeMutablePointer<Float>(bitPattern: address) else {
            fatalError("BufferPool: no memory for \(count) floats")
        }
        return (pointer, capacity)
    }

    /// Gives memory back that `take` handed out.
    func giveBack(_ pointer: UnsafeMutablePointer<Float>, capacity: Int) {
        let address = UInt(bitPattern: pointer)
        state.withLock { state in
            guard let pointer = UnsafeMutableRawPointer(bitPattern: address) else { return }
            state.classes[capacity]?.inUse -= 1
            state.classes[capacity]?.free.append(pointer)
        }
    }

    /// Returns to the system what was not in use at any time since the last call.
    package func trim() {
        state.withLock { state in
            for (capacity, var sizeClass) in state.classes {
                while sizeClass.inUse + sizeClass.free.count > sizeClass.peak,
                    let pointer = sizeClass.free.popLast()
                {
                    pointer.deallocate()
                    state.statistics.bytesHeld -= capacity * 4
                }
                sizeClass.peak = sizeClass.inUse
                state.classes[capacity] = sizeClass
            }
        }
    }

    /// `count` rounded up so that near sizes share memory: to whole cache lines, and above 1,024
    /// floats to an eighth of the next lower power of two.
    private static func capacity(for count: Int) -> Int {
        let count = max(count, 1)
        let step = count <= 1024 ? 16 : 1 << (count.bitWidth - 1 - count.leadingZeroBitCount - 3)
        return (count + step - 1) / step * step
    }
}
