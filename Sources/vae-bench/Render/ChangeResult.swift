import PictureQuality
import Pictures
import Platform
import TerminalUI

/// How much of the screen changes when a picture changes a little: a line of JSON.
struct ChangeResult: Encodable {
    let target: String
    let picture: String
    let renderer: RenderResult.Renderer
    let setting: String
    let change: String
    /// The share of the cells that look different.
    let shareOfCells: Double
    /// The bytes that write those cells, in those that write all.
    let shareOfBytes: Double

    private enum CodingKeys: String, CodingKey {
        case target, picture, renderer, setting, change
        case shareOfCells = "share_of_cells"
        case shareOfBytes = "share_of_bytes"
    }
}

/// A small change of a picture, such as the next frame brings.
enum PictureChange: String, CaseIterable {
    case exposure = "2% brighter"
    case blend = "5% of its mirror image"

    func applied(to light: LightRaster) -> LightRaster {
        var changed = light
        for plane in 0..<3 {
            for pixel in changed.planes[plane].indices {
                switch self {
                case .exposure: changed.planes[plane][pixel] *= 1.02
                case .blend:
                    let x = pixel % light.width
                    let mirrored = light.planes[plane][pixel - x + light.width - 1 - x]
                    changed.planes[plane][pixel] += 0.05 * (mirrored - light.planes[plane][pixel])
                }
            }
        }
        return changed
    }
}

extension RenderMeasurement {
    /// What changes on the screen with each change of a picture, in every setting of a target.
    func changes(
        _ target: RenderTarget, _ picture: RenderPicture, _ light: LightRaster
    ) throws(Failure) -> [ChangeResult] {
        var results = [ChangeResult]()
        let before = try drawings(of: scaled(light), for: target, isTimed: false)
        for change in PictureChange.allCases {
            let changed = scaled(change.applied(to: light))
            let after = try drawings(of: changed, for: target, isTimed: false)
            for (old, new) in zip(before, after) {
                let all = ScreenUpdate(to: new.grid, colors: target.colors)
                let update = ScreenUpdate(from: old.grid, to: new.grid, colors: target.colors)
                results.append(
                    ChangeResult(
                        target: target.name, picture: picture.name, renderer: new.renderer,
                        setting: new.setting, change: change.rawValue,
                        shareOfCells: Double(update.cells) / Double(all.cells),
                        shareOfBytes: Double(update.bytes) / Double(all.bytes)))
            }
        }
        return results
    }
}
