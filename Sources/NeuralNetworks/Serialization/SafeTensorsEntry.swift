/// One tensor of a safetensors file: what its header says of it.
public struct SafeTensorsEntry: Equatable, Sendable {
    /// The dotted path of the tensor, `encoder.layers.0.weight`.
    public let name: String
    /// The format of its values.
    public let dataType: SafeTensorsDataType
    /// Its dimensions, the slowest first; empty for a scalar.
    public let shape: [Int]
    /// Where its bytes lie, counted from the end of the header.
    public let byteRange: Range<Int>

    /// The number of its values.
    public var count: Int { byteRange.count / dataType.byteCount }
}
