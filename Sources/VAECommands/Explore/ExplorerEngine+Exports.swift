import LatentExplorer
import Pictures
import Platform

extension ExplorerEngine {
    func write(_ export: Export) -> String {
        do throws(Failure) {
            let path: String
            if let named = export.path {
                path = named
            } else {
                path = try freePath(for: export.content)
            }
            switch export.content {
            case .picture(let z): try Exports.picture(pictures(at: [z])[0], to: path)
            case .film(let points): try Exports.filmStrip(pictures(at: points), to: path)
            case .grid(let points, let perRow):
                guard !points.isEmpty else { return "There is no grid to write." }
                try Exports.grid(pictures(at: points), columns: perRow, to: path)
            case .animation(let points, let perSecond, let loops):
                try Exports.animation(
                    pictures(at: points), delay: 1 / perSecond, loops: loops, to: path)
            case .latents(let marks):
                try Exports.latents(marks.map { ($0.name, $0.z) }, to: path)
            }
            return "Written to \(path)."
        } catch {
            return error.description
        }
    }

    private func pictures(at points: [LatentPoint]) -> [Picture] {
        decode(points).map { rendering.picture(of: $0) }
    }

    /// A name that no file in the current folder has.
    private func freePath(for content: Export.Content) throws(Failure) -> String {
        let (name, ending) =
            switch content {
            case .picture: ("picture", "png")
            case .film: ("film", "png")
            case .grid: ("grid", "png")
            case .animation: ("path", "gif")
            case .latents: ("latents", "csv")
            }
        for number in 1...9999 {
            let path = "\(name)-\(number).\(ending)"
            if FileSystem.kind(of: path) == .missing { return path }
        }
        throw Failure(
            .cannotCreate, "all names are taken", at: "\(name)-9999.\(ending)",
            remedy: "name a file: :export \(name) FILE")
    }
}
