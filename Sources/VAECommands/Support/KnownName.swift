import Datasets
import Platform

/// A value that the user names, out of a known list.
enum KnownName {
    /// The case whose raw value is `text`.
    ///
    /// - Throws: `Failure` (`usage`) that proposes the nearest known name.
    static func parse<Value: RawRepresentable & CaseIterable>(
        _ text: String, as type: Value.Type, for flag: String
    ) throws(Failure) -> Value where Value.RawValue == String {
        let names = type.allCases.map(\.rawValue)
        try check(text, among: names, for: flag)
        guard let value = type.init(rawValue: text) else {
            fatalError("KnownName: \(names) lists \(text), \(type) does not know it")
        }
        return value
    }

    /// Refuses a name that is not known.
    ///
    /// - Throws: `Failure` (`usage`) that proposes the nearest known name.
    static func check(_ text: String, among names: [String], for flag: String) throws(Failure) {
        guard !names.contains(text) else { return }
        let remedy =
            nearestName(to: text, among: names).map { "did you mean \($0)?" }
            ?? "known are \(names.joined(separator: ", "))"
        throw Failure(.usage, "unknown name \"\(text)\"", at: flag, remedy: remedy)
    }
}
