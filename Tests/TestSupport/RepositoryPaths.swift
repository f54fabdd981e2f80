import FoundationEssentials
import Platform

/// The folder of the checkout that the tests were built from, without a slash at its end.
public let repositoryRoot: String = {
    // This file is ROOT/Tests/TestSupport/RepositoryPaths.swift.
    FileSystem.parent(of: FileSystem.parent(of: FileSystem.parent(of: #filePath)))
}()

/// The path of a file in `Tests/Fixtures`.
public func fixturePath(_ name: String) -> String { "\(repositoryRoot)/Tests/Fixtures/\(name)" }

/// The content of a JSON file in `Tests/Fixtures`; the strings `inf`, `-inf` and `nan` are numbers.
///
/// - Throws: `Failure` if the file cannot be read, `DecodingError` if it does not hold a `Value`.
public func decodeFixture<Value: Decodable>(
    _ name: String, as type: Value.Type = Value.self
) throws -> Value {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(type, from: Data(FileSystem.read(fixturePath(name))))
}
