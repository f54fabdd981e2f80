import CAllocations

/// How often the program has asked the heap for memory.
enum AllocationCount {
    static var now: UInt64 { vae_allocation_count() }
}
