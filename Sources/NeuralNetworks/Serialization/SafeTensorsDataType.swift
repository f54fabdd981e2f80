/// The number formats that this library reads from and writes to safetensors files.
///
/// The raw value is the format's name in a file's header. Bytes are little-endian.
/// Source: <https://github.com/huggingface/safetensors#format>
public enum SafeTensorsDataType: String, CaseIterable, Sendable {
    /// IEEE 754 binary32.
    case float32 = "F32"
    /// IEEE 754 binary64.
    case float64 = "F64"
    /// IEEE 754 binary16.
    case float16 = "F16"
    /// The upper half of a binary32.
    case bfloat16 = "BF16"
    /// Signed, two's complement, 32 bits.
    case int32 = "I32"
    /// Signed, two's complement, 64 bits.
    case int64 = "I64"
    /// Unsigned, 8 bits.
    case uint8 = "U8"
    /// One byte, 0 or 1.
    case bool = "BOOL"

    /// The size of one value, in bytes.
    public var byteCount: Int {
        switch self {
        case .float64, .int64: 8
        case .float32, .int32: 4
        case .float16, .bfloat16: 2
        case .uint8, .bool: 1
        }
    }

    /// The size of a tensor of this type, in bytes; nil if it overflows or a dimension is negative.
    func byteCount(shape: [Int]) -> Int? {
        var total = byteCount
        for dimension in shape {
            let (product, overflow) = total.multipliedReportingOverflow(by: dimension)
            if overflow || dimension < 0 { return nil }
            total = product
        }
        return total
    }
}
