import FoundationEssentials
import Glibc
import Synchronization
import TestSupport
import Testing

/// Models that many tests use, trained once: 3 latents, 200 pictures, an epoch.
enum SmallModel {
    /// The flags that make a model small and its training silent.
    static let flags = "--limit 200 -e 1 --hidden 16 -z 3 -q"

    /// What the pixels are to the model; a test finds the model in the folder of that name.
    enum Kind: String, CaseIterable {
        case grey, dynamic, threshold, gaussian

        /// The flags that choose it.
        var flags: String {
            switch self {
            case .grey: ""
            case .dynamic, .threshold: " --binarize \(rawValue)"
            case .gaussian: " --likelihood gaussian --sigma 0.5"
            }
        }
    }

    private static let shared = Mutex<TemporaryFolder?>(nil)

    /// A folder with a copy of each model, the test's own.
    static func copies() throws -> TemporaryFolder {
        let folder = TemporaryFolder()
        try shared.withLock { models in
            let originals = models ?? train()
            for kind in Kind.allCases {
                try FileManager.default.copyItem(
                    atPath: originals.path(of: kind.rawValue),
                    toPath: folder.path(of: kind.rawValue))
            }
            models = originals
        }
        return folder
    }

    private static func train() -> TemporaryFolder {
        let folder = TemporaryFolder()
        for kind in Kind.allCases {
            let outcome = vae("train \(flags)\(kind.flags) -o \(kind.rawValue)", in: folder)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        atexit { SmallModel.shared.withLock { $0 = nil } }
        return folder
    }
}
