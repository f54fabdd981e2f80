public import TensorCore

/// A part of a network that maps one batch to another.
///
/// A module is a value that describes a computation; its parameters' values come with the pass.
public protocol Module: Sendable {
    /// Computes the module's output for a batch.
    func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable
}

/// A module that can apply an activation in its own pass.
package protocol FusibleModule: Module {
    /// What is applied to the result.
    var activation: FusedActivation { get set }
}
