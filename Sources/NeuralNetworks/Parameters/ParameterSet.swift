import Platform
public import TensorCore

/// The values of a model's parameters, in one flat piece of memory.
///
/// Only an optimiser writes here, between steps. The tensors it gives out are views, valid until
/// the next change; take a `copy()` to keep values, for instance the best so far.
public final class ParameterSet: Sendable {
    /// What the values belong to, in order.
    public let parameters: [Parameter]
    package let arena: Arena

    /// Parameters with their starting values.
    public init(_ parameters: [Parameter], using generator: inout PhiloxGenerator) {
        self.parameters = parameters
        arena = Arena(count: ParameterSet.extent(of: parameters))
        for parameter in parameters {
            let start = parameter.initializer(
                parameter.shape, fan: parameter.fan, using: &generator)
            set(parameter, to: start)
        }
    }

    /// Parameters that are all zero.
    public init(zeros parameters: [Parameter]) {
        self.parameters = parameters
        arena = Arena(count: ParameterSet.extent(of: parameters))
    }

    private init(parameters: [Parameter], arena: Arena) {
        self.parameters = parameters
        self.arena = arena
    }

    /// The present value of `parameter`.
    public subscript(parameter: Parameter) -> Tensor {
        arena.tensor(at: parameter.offset, shape: parameter.shape)
    }

    /// A copy of all present values.
    public func copy() -> ParameterSet {
        ParameterSet(parameters: parameters, arena: Arena(copying: arena))
    }

    /// Replaces the values of `parameter`.
    ///
    /// - Precondition: `value` has its shape.
    public func set(_ parameter: Parameter, to value: Tensor) {
        require(
            value.shape == parameter.shape,
            "parameter \(parameter.path): \(value.shape) is not \(parameter.shape)")
        arena.withUnsafeMutableElements { all in
            value.withUnsafeElements { source in
                let target = UnsafeMutableBufferPointer(
                    rebasing: all[parameter.offset..<parameter.offset + parameter.shape.count])
                _ = target.update(fromContentsOf: source)
            }
        }
    }

    /// Replaces all values by those of another set of the same model.
    public func set(to other: ParameterSet) {
        require(parameters == other.parameters, "ParameterSet.set: the models differ")
        other.arena.withUnsafeElements { source in
            arena.withUnsafeMutableElements { _ = $0.update(fromContentsOf: source) }
        }
    }

    /// The number of scalar parameters.
    public var scalarCount: Int { parameters.reduce(0) { $0 + $1.shape.count } }

    private static func extent(of parameters: [Parameter]) -> Int {
        parameters.map { $0.offset + $0.shape.count }.max() ?? 0
    }
}
