import Glibc
import Pictures

/// Pictures made of formulas, so that everyone has the same without any licence.
///
/// A formula gives code values from 0 to 1 at a place whose coordinates go from 0 to 1.
enum DrawnPictures {
    private typealias Color = SIMD3<Float>

    /// Code values from black at the left to white at the right.
    static var ramp: Picture { drawn(512) { x, _ in Color(repeating: x) } }

    /// A bright disc on dark grey whose edge is as soft as a fiftieth of the picture.
    static var disc: Picture {
        drawn(512) { x, y in
            let inside = step(0.32 - hypotf(x - 0.5, y - 0.5), 0.02)
            return Color(repeating: 0.1 + 0.8 * inside)
        }
    }

    /// Rings around the middle, rays from it, and a frame, all thin and white.
    static var lines: Picture {
        drawn(1024) { x, y in
            let (across, down) = (x - 0.5, y - 0.5)
            let radius = hypotf(across, down)
            let ring = radius < 0.42 ? abs(remainderf(radius, 0.105)) : 1
            let ray = abs(remainderf(atan2f(down, across) + 0.13, .pi / 4)) * radius
            let frame = abs(max(abs(across), abs(down)) - 0.46)
            let nearest = min(ring, radius > 0.12 && radius < 0.42 ? ray : 1, frame)
            return Color(repeating: step(0.006 - nearest, 0.002))
        }
    }

    /// A face before a green wall, smooth as what decoders draw.
    static var face: Picture {
        drawn(256) { x, y in
            let wall = mix(Color(0.35, 0.5, 0.4), Color(0.12, 0.2, 0.22), y)
            func blob(_ atX: Float, _ atY: Float, _ width: Float, _ height: Float, _ soft: Float)
                -> Float
            {
                step(1 - hypotf((x - atX) / width, (y - atY) / height), soft)
            }
            var color = mix(wall, Color(0.2, 0.25, 0.5), blob(0.5, 1.12, 0.5, 0.35, 0.1))
            color = mix(color, Color(0.23, 0.13, 0.07), blob(0.5, 0.42, 0.3, 0.36, 0.12))
            let light = 1.1 - 0.7 * x
            let skin = Color(0.93, 0.72, 0.58) * light + Color(0.08, 0.03, 0.02)
            color = mix(color, skin, blob(0.5, 0.52, 0.23, 0.32, 0.1))
            for side: Float in [-1, 1] {
                color = mix(
                    color, Color(0.95, 0.93, 0.9), blob(0.5 + 0.1 * side, 0.46, 0.05, 0.025, 0.4))
                color = mix(
                    color, Color(0.1, 0.16, 0.2), blob(0.5 + 0.1 * side, 0.46, 0.02, 0.024, 0.4))
                color = mix(
                    color, Color(0.25, 0.14, 0.08), blob(0.5 + 0.1 * side, 0.405, 0.065, 0.012, 0.6)
                )
            }
            color = mix(color, skin * 0.75, blob(0.515, 0.57, 0.03, 0.05, 0.7))
            return mix(color, Color(0.7, 0.28, 0.28), blob(0.5, 0.69, 0.085, 0.03, 0.4))
        }
    }

    /// Mountains under clouds behind a lake and a tree: soft and hard edges, texture, colours.
    static var scene: Picture { drawn(512) { x, y in landscape(x, y) } }

    private static func landscape(_ x: Float, _ y: Float) -> Color {
        let shore: Float = 0.74
        if y > shore {
            // The lake mirrors what stands above it, stretched and broken by ripples.
            let ripple = (noise(x * 14, y * 160, 3) - 0.5) * 0.035 * (y - shore + 0.03) / 0.1
            let mirrored = shore - (y - shore) * 1.6 + ripple
            let water = backdrop(x + ripple, max(mirrored, 0)) * 0.62 + Color(0.02, 0.06, 0.09)
            return tree(x, y) ?? water
        }
        return tree(x, y) ?? backdrop(x, y)
    }

    private static func backdrop(_ x: Float, _ y: Float) -> Color {
        let far = 0.46 - 0.3 * abs(noise(x * 2.6 + 3, 1.5, 6) - 0.5) - 0.12 * noise(x * 5, 7, 5)
        let near = 0.6 + 0.12 * noise(x * 3 + 9, 4, 6) - 0.1 * x
        if y > near {
            let grass = noise(x * 60, y * 90, 4)
            let light = noise(x * 6, y * 6 + 20, 3)
            return mix(Color(0.12, 0.2, 0.07), Color(0.55, 0.56, 0.22), grass * light * 1.6)
        }
        if y > far {
            let relief = noise(x * 22, y * 22 + 5, 6) - noise(x * 22 + 0.5, y * 22 + 5.3, 6)
            let snow = step(far + 0.1 + 0.1 * noise(x * 18, y * 18, 4) - y, 0.02)
            let rock = mix(Color(0.34, 0.33, 0.38), Color(0.55, 0.6, 0.7), (y - far) * 1.5)
            let color = mix(rock, Color(0.94, 0.95, 0.98), snow)
            return color * (0.85 + 1.6 * relief)
        }
        let sky = mix(Color(0.25, 0.45, 0.78), Color(0.86, 0.88, 0.86), y * 2)
        let cloud = step(noise(x * 4 + 40, y * 9, 6) - 0.52, 0.16)
        let sun = expf(-hypotf(x - 0.22, (y - 0.16) * 1.2) * 14)
        return mix(sky, Color(0.97, 0.96, 0.95), cloud * 0.85) + Color(1, 0.85, 0.5) * sun
    }

    /// A trunk with twigs and leaves at the right, nil beside it.
    private static func tree(_ x: Float, _ y: Float) -> Color? {
        let trunk = abs(x - 0.79 - 0.03 * sinf(y * 9)) < 0.008 + 0.012 * y && y > 0.3 && y < 0.9
        let spread = 1 - hypotf((x - 0.8) / 0.2, (y - 0.3) / 0.24)
        let leaf = noise(x * 34, y * 34 + 11, 4)
        if leaf + spread * 0.55 > 0.66 && spread > 0 {
            return mix(Color(0.05, 0.1, 0.04), Color(0.4, 0.48, 0.14), noise(x * 50, y * 50, 3))
        }
        return trunk ? Color(0.16, 0.11, 0.08) * (0.6 + noise(x * 90, y * 12, 3)) : nil
    }

    private static func drawn(_ side: Int, _ color: (Float, Float) -> Color) -> Picture {
        var levels = [Float](repeating: 0, count: 3 * side * side)
        for y in 0..<side {
            for x in 0..<side {
                let value = color(
                    (Float(x) + 0.5) / Float(side), (Float(y) + 0.5) / Float(side))
                for channel in 0..<3 { levels[(channel * side + y) * side + x] = value[channel] }
            }
        }
        return Picture(width: side, height: side, channels: 3, planar: levels)
    }

    /// From 0 to 1 as `value` goes from `-width / 2` to `width / 2`, without a corner.
    private static func step(_ value: Float, _ width: Float) -> Float {
        let t = min(max(value / width + 0.5, 0), 1)
        return t * t * (3 - 2 * t)
    }

    private static func mix(_ first: Color, _ second: Color, _ share: Float) -> Color {
        let share = min(max(share, 0), 1)
        return first + (second - first) * share
    }

    /// Value noise, 0 to 1: the sum of `octaves` grids of random values, each twice as fine as the
    /// one before and weighing half.
    private static func noise(_ x: Float, _ y: Float, _ octaves: Int) -> Float {
        var (sum, weight, total) = (Float(0), Float(1), Float(0))
        var (x, y) = (x, y)
        for octave in 0..<octaves {
            let (left, top) = (x.rounded(.down), y.rounded(.down))
            let (column, row) = (Int32(left), Int32(top))
            func value(_ dx: Int32, _ dy: Int32) -> Float { random(column + dx, row + dy, octave) }
            let (across, down) = (smooth(x - left), smooth(y - top))
            let upper = value(0, 0) + (value(1, 0) - value(0, 0)) * across
            let lower = value(0, 1) + (value(1, 1) - value(0, 1)) * across
            sum += weight * (upper + (lower - upper) * down)
            total += weight
            weight /= 2
            (x, y) = (x * 2, y * 2)
        }
        return sum / total
    }

    private static func smooth(_ t: Float) -> Float { t * t * (3 - 2 * t) }

    /// A number from 0 to 1 for each point of each grid.
    private static func random(_ x: Int32, _ y: Int32, _ octave: Int) -> Float {
        var bits = UInt32(bitPattern: x) &* 0x9E37_79B1 ^ UInt32(bitPattern: y) &* 0x85EB_CA77
        bits = (bits ^ UInt32(octave) &* 0xC2B2_AE3D ^ bits >> 15) &* 0x2C1B_3C6D
        bits = (bits ^ bits >> 12) &* 0x297A_2D39
        return Float((bits ^ bits >> 15) >> 8) / Float(1 << 24)
    }
}
