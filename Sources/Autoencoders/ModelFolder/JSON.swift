import FoundationEssentials
package import Platform

/// JSON as this project writes and reads it: keys sorted, slashes plain, strange input an error
/// that names the field.
package enum JSON {
    /// `value` as text; `isPretty` breaks it into lines.
    package static func text(_ value: some Encodable, isPretty: Bool = false) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            fatalError("JSON: \(type(of: value)) cannot be encoded: \(error)")
        }
    }

    /// The value written in `text`; `place` is where it comes from.
    ///
    /// - Throws: `Failure` (`data`) that names the field.
    package static func value<Value: Decodable>(
        _ type: Value.Type, from text: [UInt8], at place: String,
        remedy: String = "correct the file"
    ) throws(Failure) -> Value {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        do {
            return try decoder.decode(type, from: Data(text))
        } catch let error as DecodingError {
            throw Failure(.data, error.summary, at: place, remedy: remedy)
        } catch {
            throw Failure(.data, "not valid JSON", at: place, remedy: remedy)
        }
    }
}

extension DecodingError {
    fileprivate var summary: String {
        switch self {
        case .keyNotFound(let key, let context):
            return "field \(path(context.codingPath + [key])) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return context.codingPath.isEmpty
                ? "not a JSON object" : "field \(path(context.codingPath)) has the wrong type"
        case .dataCorrupted(let context):
            if context.codingPath.isEmpty { return "not valid JSON" }
            // An enumeration's own text speaks of Swift types; the value stands at its end.
            let detail =
                context.debugDescription.split(separator: "invalid String value ", maxSplits: 1)
                .dropFirst().first.map { "\"\($0)\" is not known" } ?? context.debugDescription[...]
            return "field \(path(context.codingPath)): \(detail)"
        @unknown default:
            return "not what was expected"
        }
    }

    private func path(_ keys: [any CodingKey]) -> String {
        keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}
