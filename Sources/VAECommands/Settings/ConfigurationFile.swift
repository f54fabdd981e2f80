import Autoencoders
import Datasets
import Platform

/// A JSON file of training choices: `{"epochs": 20, "latent-dim": 10, "hidden": [400, 200]}`.
enum ConfigurationFile {
    /// Reads the choices in the file at `path`.
    ///
    /// - Throws: `Failure` (`noInput`) if it is missing, (`data`) if it is no JSON object of known
    ///   keys.
    static func read(_ path: String) throws(Failure) -> TrainingChoices {
        let text = try FileSystem.read(path)
        let keys = try JSON.value(Keys.self, from: text, at: path)
        let known = TrainingChoices.CodingKeys.allCases.map(\.rawValue)
        for key in keys.names where !known.contains(key) {
            let remedy =
                nearestName(to: key, among: known).map { "did you mean \"\($0)\"?" }
                ?? "the keys are the names of the flags of vae train"
            throw Failure(.data, "unknown key \"\(key)\"", at: path, remedy: remedy)
        }
        return try JSON.value(TrainingChoices.self, from: text, at: path)
    }

    private struct Keys: Decodable {
        var names: [String]

        private struct AnyKey: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            names = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue).sorted()
        }
    }
}
