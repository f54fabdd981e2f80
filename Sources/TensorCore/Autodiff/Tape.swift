import CKernels
import Platform

/// A record of the operations of one step, from which gradients are computed backwards.
///
/// An append-only list of coarse nodes with integer ids: a node's inputs always come before it, so
/// walking the list backwards is a topological order. A tape is made for one step, used by one
/// thread and thrown away. Without a tape nothing is recorded and nothing is kept.
public final class Tape {
    private struct Node {
        /// Nil for a leaf.
        let operation: Operation?
        let inputs: [Int]
        let value: Tensor
        let needsGradient: Bool
    }

    private var nodes = [Node]()
    /// What products read where they are computed in bfloat16.
    let copies: BFloat16Copies?

    /// An empty tape; `precision` is that of the products it will record, forwards and backwards.
    ///
    /// - Precondition: this processor can compute in `precision`. Where it is not `isNative`,
    ///   products are slow.
    public init(precision: Precision = .float32) {
        require(precision.isComputable, "Tape: \(precision) needs AVX-512 at least")
        copies = precision == .bfloat16 ? BFloat16Copies() : nil
        nodes.reserveCapacity(64)
    }

    /// A variable whose gradient will be asked for, such as a parameter.
    public func variable(_ value: Tensor) -> Variable {
        append(Node(operation: nil, inputs: [], value: value, needsGradient: true))
    }

    /// Appends the result of an operation on `inputs`, of which at least one is on this tape.
    func record(_ operation: Operation, _ inputs: [Variable], value: Tensor) -> Variable {
        let ids = inputs.map { input -> Int in
            guard let place = input.place else { return constant(input.value) }
            require(place.tape === self, "\(operation): inputs stand on different tapes")
            return place.id
        }
        return append(
            Node(
                operation: operation, inputs: ids, value: value,
                needsGradient: ids.contains { nodes[$0].needsGradient }))
    }

    private func constant(_ value: Tensor) -> Int {
        nodes.append(Node(operation: nil, inputs: [], value: value, needsGradient: false))
        return nodes.count - 1
    }

    private func append(_ node: Node) -> Variable {
        nodes.append(node)
        return Variable(value: node.value, place: .init(tape: self, id: nodes.count - 1))
    }

    /// The gradients of `loss` by all leaves of the tape.
    ///
    /// - Precondition: `loss` is a scalar on this tape.
    public func gradients(of loss: Variable) -> GradientStore {
        guard let place = loss.place, place.tape === self else {
            fatalError("gradients: the loss does not stand on this tape")
        }
        require(loss.value.count == 1, "gradients: the loss has shape \(loss.shape), not []")
        var gradients = [Tensor?](repeating: nil, count: nodes.count)
        gradients[place.id] = Tensor(repeating: 1, shape: loss.shape)
        for id in stride(from: place.id, through: 0, by: -1) {
            let node = nodes[id]
            guard let operation = node.operation, node.needsGradient,
                let upstream = gradients[id].take()
            else { continue }
            let needed = node.inputs.map { nodes[$0].needsGradient }
            let byInputs = operation.gradients(
                inputs: node.inputs.map { nodes[$0].value }, output: node.value,
                upstream: upstream, needed: needed, copies.map { BFloat16Copies(over: $0) })
            for (input, gradient) in zip(node.inputs, byInputs) where nodes[input].needsGradient {
                guard let gradient else {
                    fatalError("gradients: \(operation) has no rule for an input")
                }
                gradients[input].accumulate(gradient)
            }
        }
        return GradientStore(tape: self, gradients: gradients)
    }
}

extension Optional<Tensor> {
    /// Moves the first gradient in; adds later ones, in place where nobody else sees the memory.
    fileprivate mutating func accumulate(_ gradient: Tensor) {
        guard let sum = take() else {
            self = gradient
            return
        }
        var storage = sum.storage
        let (shape, offset) = (sum.shape, sum.offset)
        _ = consume sum
        if isKnownUniquelyReferenced(&storage) {
            withExtendedLifetime(gradient) {
                vae_accumulate(gradient.pointer, storage.pointer + offset, shape.count)
            }
            self = Tensor(shape: shape, storage: storage, offset: offset)
        } else {
            self = BinaryFunction.add.forward(
                Tensor(shape: shape, storage: storage, offset: offset), gradient)
        }
    }
}
