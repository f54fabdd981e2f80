import PictureQuality
import Platform
import TerminalUI

/// A kind of terminal text that pictures are drawn as, with everything that draws it.
struct RenderTarget: Sendable {
    let name: String
    let colors: ColorDepth
    /// What braille may look like; one that makes no difference where there is none.
    var dots = [BrailleDots.font]
    let ours: [OurSetting]
    let chafa: [ChafaSetting]

    /// Without colours only the brightness can be right.
    var channels: ComparedChannels { colors == .mono ? .luminance : .color }

    /// The targets with these names; all where there are none.
    ///
    /// - Throws: `Failure` (`usage`) for an unknown name.
    static func named(_ names: [String]) throws(Failure) -> [RenderTarget] {
        if names.isEmpty { return all }
        var targets = [RenderTarget]()
        for name in names {
            guard let target = all.first(where: { $0.name == name }) else {
                throw Failure(
                    .usage, "no such target", at: name,
                    remedy: "the targets are \(all.map { $0.name }.joined(separator: ", "))")
            }
            targets.append(target)
        }
        return targets
    }
}

extension RenderTarget {
    static let all = [
        RenderTarget(
            name: "mono-braille", colors: .mono, dots: BrailleDots.allCases,
            ours: OurSetting.monoBraille, chafa: ChafaSetting.monoBraille),
        RenderTarget(
            name: "mono-blocks", colors: .mono, ours: OurSetting.monoBlocks,
            chafa: ChafaSetting.monoBlocks),
        RenderTarget(
            name: "ascii", colors: .mono, ours: OurSetting.ascii, chafa: ChafaSetting.ascii),
        RenderTarget(
            name: "256", colors: .palette256, ours: OurSetting.palette256,
            chafa: ChafaSetting.palette256),
        RenderTarget(
            name: "true-color", colors: .trueColor, ours: OurSetting.trueColor,
            chafa: ChafaSetting.trueColor),
    ]
}
