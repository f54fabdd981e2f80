import PictureQuality
import Testing

@Suite struct RGBColorTests {
    @Test(
        arguments: [
            (0, RGBColor.black), (1, RGBColor(205, 0, 0)), (7, RGBColor(229, 229, 229)),
            (12, RGBColor(92, 92, 255)), (15, .white), (16, .black), (17, RGBColor(0, 0, 95)),
            (22, RGBColor(0, 95, 0)), (52, RGBColor(95, 0, 0)), (110, RGBColor(135, 175, 215)),
            (231, .white), (232, RGBColor(8, 8, 8)), (255, RGBColor(238, 238, 238)),
        ] as [(UInt8, RGBColor)])
    func thePaletteIsThatOfXterm(index: UInt8, color: RGBColor) {
        #expect(RGBColor.palette(index) == color)
    }

    @Test func everyIndexOfTheCubeAndTheGreysIsAColorOfItsOwn() {
        let colors = (16...255).map { index in
            let color = RGBColor.palette(UInt8(index))
            return Int(color.red) << 16 | Int(color.green) << 8 | Int(color.blue)
        }
        #expect(Set(colors).count == 240)
    }

    @Test func lightIsLinear() {
        let light = RGBColor(0, 188, 255).light
        #expect(light[0] == 0 && light[2] == 1)
        #expect(abs(light[1] - 0.5029) < 0.0001)
    }
}
