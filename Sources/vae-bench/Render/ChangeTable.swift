/// How much of the screen changes with small changes of the pictures, a line for each setting.
struct ChangeTable {
    let target: RenderTarget
    let results: [ChangeResult]

    private static let widths = [8, 24, 24, 9, 9, 9, 9]

    var lines: [String] {
        var lines = [
            "\(target.name): share of the screen that changes with the picture",
            ChangeTable.line(["", "setting", "change", "cells", "most", "bytes", "most"]),
        ]
        let settings =
            target.ours.map { (RenderResult.Renderer.ours, $0.name) }
            + target.chafa.map { (.chafa, $0.name) }
        for (renderer, setting) in settings {
            for change in PictureChange.allCases {
                let group = results.filter {
                    $0.renderer == renderer && $0.setting == setting
                        && $0.change == change.rawValue
                }
                guard !group.isEmpty else { continue }
                let figures = [\ChangeResult.shareOfCells, \.shareOfBytes].flatMap { share in
                    let values = group.map { $0[keyPath: share] }
                    let mean = values.reduce(0, +) / Double(values.count)
                    return [mean, values.max() ?? 0].map { TextTable.fixed($0 * 100, 1) + "%" }
                }
                lines.append(
                    ChangeTable.line([renderer.rawValue, setting, change.rawValue] + figures))
            }
        }
        return lines + [""]
    }

    private static func line(_ columns: [String]) -> String {
        TextTable.line(columns, widths: widths, leading: 3)
    }
}
