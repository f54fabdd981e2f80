/// Values that were, and values that were undone.
///
/// Changes that follow each other as one gesture, such as a held key, are one step.
struct History<Value: Sendable & Equatable>: Sendable {
    /// A change that may still grow: of what, and when it last did.
    private struct Gesture {
        let name: String
        var time: Double
    }

    private var past: [Value] = []
    private var future: [Value] = []
    private var gesture: Gesture?
    /// Whether a gesture lasts until it is ended, however long that takes: a button is held.
    var isHeld = false

    /// A key that is held down repeats within this many seconds, the first time too.
    static var pause: Double { 0.7 }

    /// Keeps `value`, which is about to change.
    ///
    /// - Parameter name: what changes; nil for a change that stands alone.
    mutating func willChange(_ value: Value, as name: String?, at time: Double) {
        defer { gesture = name.map { Gesture(name: $0, time: time) } }
        future.removeAll()
        if let gesture, let name, gesture.name == name,
            isHeld || time - gesture.time < Self.pause
        {
            return
        }
        past.append(value)
    }

    /// Ends a gesture: what comes is a new step.
    mutating func endGesture() {
        gesture = nil
        isHeld = false
    }

    /// The value before the last step; nil if there is none.
    mutating func undo(from value: Value) -> Value? {
        gesture = nil
        guard let earlier = past.popLast() else { return nil }
        future.append(value)
        return earlier
    }

    /// The value that was undone last; nil if there is none.
    mutating func redo(from value: Value) -> Value? {
        gesture = nil
        guard let later = future.popLast() else { return nil }
        past.append(value)
        return later
    }

    /// Steps that can be undone.
    var count: Int { past.count }
}
