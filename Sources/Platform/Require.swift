/// Traps unless a programmer's expectation holds, and says why.
///
/// Unlike `precondition`, whose text the optimiser drops, it prints the message in release builds
/// too: a wrong shape should cost a minute, not an evening.
@inline(__always)
package func require(
    _ condition: @autoclosure () -> Bool, _ message: @autoclosure () -> String,
    file: StaticString = #fileID, line: UInt = #line
) {
    guard condition() else { fatalError(message(), file: file, line: line) }
}
