import Autoencoders
import Glibc
import Platform

/// The models that come with the program, which go by their names anywhere.
enum ShippedModels {
    /// The path of the model that a user calls `name`: `name` itself if something is there, or if
    /// no shipped model is called that.
    static func path(of name: String) -> String {
        guard !name.isEmpty, !name.contains("/"), FileSystem.kind(of: name) == .missing else {
            return name
        }
        return folders.map { "\($0)/\(name)" }.first {
            FileSystem.kind(of: "\($0)/\(TrainedModel.weightsName)") == .file
        } ?? name
    }

    /// Where models may lie: in `$VAE_MODELS`, where the program was installed, and in the checkout
    /// that it was built in.
    private static var folders: [String] {
        let named = getenv("VAE_MODELS").map { String(cString: $0) } ?? ""
        let program = FileSystem.absolute("/proc/self/exe") ?? ""
        let above = sequence(first: FileSystem.parent(of: program)) { folder in
            folder == "/" ? nil : FileSystem.parent(of: folder)
        }
        let checkout = above.prefix(6).first {
            FileSystem.kind(of: "\($0)/Package.swift") == .file
        }
        return [
            named, "\(FileSystem.parent(of: program))/../share/swift-vae/models",
            checkout.map { "\($0)/models" } ?? "",
        ].filter { !$0.isEmpty }
    }
}
