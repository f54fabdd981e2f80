public import Platform

// Numbers out of a file. Bytes in the file are little-endian, as is every machine this runs on.
extension SafeTensorsFile {
    /// The values of the floating-point tensor `name`; those of F64 are rounded to the nearest.
    ///
    /// - Throws: `Failure` (`data`) if there is no such tensor or it holds whole numbers.
    public func floats(_ name: String) throws(Failure) -> [Float] {
        let entry = try entry(name, of: [.float32, .float64, .float16, .bfloat16])
        return [Float](unsafeUninitializedCapacity: entry.count) { buffer, count in
            copy(entry, into: UnsafeMutableBufferPointer(rebasing: buffer[..<entry.count]))
            count = entry.count
        }
    }

    /// Copies the values of the floating-point tensor `name` into `buffer`, which they must fill.
    ///
    /// - Throws: `Failure` (`data`) if there is no such tensor, it holds whole numbers, or the
    ///   number of its values is not `buffer.count`.
    public func readFloats(
        _ name: String, into buffer: UnsafeMutableBufferPointer<Float>
    ) throws(Failure) {
        let entry = try entry(name, of: [.float32, .float64, .float16, .bfloat16])
        guard entry.count == buffer.count else {
            throw Failure(
                .data, "tensor \(quoted(name)) has \(entry.count) values, not \(buffer.count)",
                at: path, remedy: "check that the file belongs to this model")
        }
        copy(entry, into: buffer)
    }

    /// The values of the floating-point tensor `name`, exactly.
    ///
    /// - Throws: `Failure` (`data`) if there is no such tensor or it holds whole numbers.
    public func doubles(_ name: String) throws(Failure) -> [Double] {
        let entry = try entry(name, of: [.float32, .float64, .float16, .bfloat16])
        return switch entry.dataType {
        case .float32: values(entry) { (stored: Float) in Double(stored) }
        case .float16: values(entry) { (stored: Float16) in Double(stored) }
        case .bfloat16: values(entry) { (stored: UInt16) in Double(Float(bfloat16: stored)) }
        default: values(entry) { (stored: Double) in stored }
        }
    }

    /// The values of the tensor `name` of I32 or I64.
    ///
    /// - Throws: `Failure` (`data`) if there is no such tensor or it holds something else.
    public func int64s(_ name: String) throws(Failure) -> [Int64] {
        let entry = try entry(name, of: [.int32, .int64])
        return switch entry.dataType {
        case .int32: values(entry) { (stored: Int32) in Int64(stored) }
        default: values(entry) { (stored: Int64) in stored }
        }
    }

    /// The bytes of the tensor `name` of U8 or BOOL.
    ///
    /// - Throws: `Failure` (`data`) if there is no such tensor or it holds something else.
    public func uint8s(_ name: String) throws(Failure) -> [UInt8] {
        withBytes(of: try entry(name, of: [.uint8, .bool])) { Array($0) }
    }

    private func entry(
        _ name: String, of dataTypes: [SafeTensorsDataType]
    ) throws(Failure) -> SafeTensorsEntry {
        let entry = try entry(name)
        guard dataTypes.contains(entry.dataType) else {
            let wanted = dataTypes.map(\.rawValue).joined(separator: ", ")
            throw Failure(
                .data, "tensor \(quoted(name)) holds \(entry.dataType.rawValue)", at: path,
                remedy: "save it as one of \(wanted)")
        }
        return entry
    }

    private func copy(_ entry: SafeTensorsEntry, into target: UnsafeMutableBufferPointer<Float>) {
        withBytes(of: entry) { bytes in
            switch entry.dataType {
            case .float64: convert(bytes, target) { (stored: Double) in Float(stored) }
            case .float16: convert(bytes, target) { (stored: Float16) in Float(stored) }
            case .bfloat16: convert(bytes, target) { (stored: UInt16) in Float(bfloat16: stored) }
            default: UnsafeMutableRawBufferPointer(target).copyMemory(from: bytes)
            }
        }
    }

    private func values<Stored: BitwiseCopyable, Value: BitwiseCopyable>(
        _ entry: SafeTensorsEntry, _ value: (Stored) -> Value
    ) -> [Value] {
        withBytes(of: entry) { bytes in
            [Value](unsafeUninitializedCapacity: entry.count) { buffer, count in
                convert(bytes, UnsafeMutableBufferPointer(rebasing: buffer[..<entry.count]), value)
                count = entry.count
            }
        }
    }
}

@inline(__always)
private func convert<Stored: BitwiseCopyable, Value: BitwiseCopyable>(
    _ bytes: UnsafeRawBufferPointer, _ target: UnsafeMutableBufferPointer<Value>,
    _ value: (Stored) -> Value
) {
    for index in target.indices {
        let offset = index * MemoryLayout<Stored>.size
        target[index] = value(bytes.loadUnaligned(fromByteOffset: offset, as: Stored.self))
    }
}

extension Float {
    fileprivate init(bfloat16 bits: UInt16) { self.init(bitPattern: UInt32(bits) << 16) }
}
