/// Directions for a minimisation, from gradients at the points so far.
///
/// The last few steps and what they changed of the gradient stand for the Hessian. (Nocedal and
/// Wright, "Numerical optimization", 2nd edition, algorithm 7.4.)
struct LimitedMemoryBFGS {
    private struct Step {
        let move: [Double]
        let gradientChange: [Double]
        // move · gradientChange
        let curvature: Double
    }

    private let memory: Int
    private var steps = [Step]()

    /// Keeps the last `memory` steps.
    init(memory: Int = 10) { self.memory = memory }

    /// Whether no step is known.
    var isEmpty: Bool { steps.isEmpty }

    /// Takes in a step; one along which the function does not curve upwards is left out.
    mutating func add(move: [Double], gradientChange: [Double]) {
        let curvature = move.dot(gradientChange)
        guard curvature > 1e-10 * gradientChange.dot(gradientChange) else { return }
        if steps.count == memory { steps.removeFirst() }
        steps.append(Step(move: move, gradientChange: gradientChange, curvature: curvature))
    }

    /// Forgets all steps.
    mutating func reset() { steps.removeAll() }

    /// −H gradient, H being the inverse Hessian as far as it is known.
    ///
    /// - Parameter precondition: multiplies with a guess of the inverse Hessian. Its size matters
    ///   only before there is a step to tell it.
    func direction(_ gradient: [Double], precondition: ([Double]) -> [Double]) -> [Double] {
        var direction = gradient
        var factors = [Double]()
        for step in steps.reversed() {
            let factor = step.move.dot(direction) / step.curvature
            direction = direction.adding(step.gradientChange, times: -factor)
            factors.append(factor)
        }
        direction = precondition(direction)
        if let newest = steps.last {
            let guessed = newest.gradientChange.dot(precondition(newest.gradientChange))
            direction = direction.scaled(by: newest.curvature / guessed)
        }
        for (step, factor) in zip(steps, factors.reversed()) {
            let back = step.gradientChange.dot(direction) / step.curvature
            direction = direction.adding(step.move, times: factor - back)
        }
        return direction.scaled(by: -1)
    }
}
