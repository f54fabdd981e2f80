import CKernels

/// Copies of tensors in bfloat16, for products to read: each tensor is rounded once.
///
/// A tape has one for what it rounds on its way forward. A rule that is walked back makes one over
/// it, and its copies go with it.
final class BFloat16Copies {
    private struct Key: Hashable {
        let storage: ObjectIdentifier
        let offset: Int
        let count: Int
    }

    private struct Entry {
        /// Kept, so that no other tensor gets its identity.
        let source: Storage
        let copy: Storage
    }

    private let lower: BFloat16Copies?
    private var entries = [Key: Entry]()

    /// No copies but those of `lower`.
    init(over lower: BFloat16Copies? = nil) { self.lower = lower }

    /// The copy of `tensor`: as many numbers of 16 bits.
    func copy(of tensor: Tensor) -> Storage {
        let key = Key(
            storage: ObjectIdentifier(tensor.storage), offset: tensor.offset, count: tensor.count)
        if let copy = existing(key) { return copy }
        let copy = Storage(count: (tensor.count + 1) / 2)
        withExtendedLifetime(tensor) {
            vae_round_to_bfloat16(
                tensor.pointer,
                UnsafeMutableRawPointer(copy.pointer).assumingMemoryBound(to: UInt16.self),
                tensor.count)
        }
        entries[key] = Entry(source: tensor.storage, copy: copy)
        return copy
    }

    private func existing(_ key: Key) -> Storage? {
        entries[key]?.copy ?? lower?.existing(key)
    }
}

/// What a product reads of a tensor: its floats, or their copy in bfloat16.
struct ProductInput {
    private let storage: Storage
    /// Valid as long as the value is kept.
    let pointer: UnsafeRawPointer

    init(_ tensor: Tensor, _ copies: BFloat16Copies?) {
        storage = copies?.copy(of: tensor) ?? tensor.storage
        pointer = UnsafeRawPointer(copies == nil ? tensor.pointer : storage.pointer)
    }
}
