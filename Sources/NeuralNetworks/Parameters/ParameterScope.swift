import Platform
public import TensorCore

/// Collects the parameters of a model while its modules are built.
///
/// A scope stands for a dotted path. A module asks its scope for parameters, and hands
/// `scope["name"]` to the modules within it:
///
///     let scope = ParameterScope()
///     let encoder = Linear(784, 400, in: scope["encoder"])   // encoder.weight, encoder.bias
///     let parameters = ParameterSet(scope.parameters, using: &generator)
public struct ParameterScope {
    private final class Registry {
        var parameters = [Parameter]()
        var end = 0
    }

    private let registry: Registry
    private let path: String
    /// How weights made in this scope start, unless a module says otherwise.
    public let initializer: Initializer

    /// An empty top-level scope.
    public init(initializer: Initializer = .pytorch) {
        registry = Registry()
        path = ""
        self.initializer = initializer
    }

    private init(registry: Registry, path: String, initializer: Initializer) {
        self.registry = registry
        self.path = path
        self.initializer = initializer
    }

    /// The scope `name` within this one.
    public subscript(name: String) -> ParameterScope {
        ParameterScope(registry: registry, path: joined(name), initializer: initializer)
    }

    /// Declares a parameter.
    ///
    /// - Precondition: the path is new.
    public func parameter(
        _ name: String, shape: Shape, fan: Fan, initializer: Initializer
    ) -> Parameter {
        let path = joined(name)
        require(
            !registry.parameters.contains { $0.path == path }, "parameter \(path) declared twice")
        let parameter = Parameter(
            path: path, shape: shape, index: registry.parameters.count, offset: registry.end,
            initializer: initializer, fan: fan)
        registry.parameters.append(parameter)
        // Each begins on a cache line of its own.
        registry.end += (shape.count + 15) / 16 * 16
        return parameter
    }

    /// All parameters declared so far in this scope's model, in order.
    public var parameters: [Parameter] { registry.parameters }

    private func joined(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}
