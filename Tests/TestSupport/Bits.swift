public import TensorCore

/// The bit patterns of a tensor's elements: equal only where every element is the very same number.
public func bits(_ tensor: Tensor) -> [UInt32] { tensor.elements.map(\.bitPattern) }
