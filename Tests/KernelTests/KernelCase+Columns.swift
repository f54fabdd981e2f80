import CKernels
import KernelBodies

/// The windows of pictures [batch, height, width, channels] as the rows of a matrix, and back.
extension KernelCase {
    static let columns = windows.flatMap { windows -> [KernelCase] in
        let detail = "[\(windows.batch), \(windows.height), \(windows.width), \(windows.channels)]"
        let pixels = windows.batch * windows.height * windows.width * windows.channels
        let places = pixelOfEach(windows)
        return [
            KernelCase(kernel: "picture_to_columns", detail: detail) {
                var windows = windows
                var columns = blank(places.count)
                $0.picture_to_columns(&windows, numbers(pixels), &columns)
                return columns
            } expected: {
                let picture = numbers(pixels)
                return places.map { Expected(exactly: $0.map { picture[$0] } ?? 0) }
            }
        ]
            + [false, true].map { hasBias in
                KernelCase(
                    kernel: "columns_to_picture", detail: hasBias ? "\(detail), bias" : detail
                ) {
                    var windows = windows
                    var picture = blank(pixels)
                    let columns = numbers(places.count)
                    let bias = numbers(windows.channels)
                    let body = $0
                    bias.withUnsafeBufferPointer { bias in
                        body.columns_to_picture(
                            &windows, columns, hasBias ? bias.baseAddress : nil, &picture)
                    }
                    return picture
                } expected: {
                    let columns = numbers(places.count)
                    let bias = numbers(windows.channels)
                    var picture = (0..<pixels).map { hasBias ? bias[$0 % windows.channels] : 0 }
                    // The numbers are such that no sum is rounded.
                    for (place, pixel) in places.enumerated() {
                        if let pixel { picture[pixel] += columns[place] }
                    }
                    return picture.map { Expected(exactly: $0) }
                }
            }
    }

    /// The product of windows and weights, bias and slope.
    static let convolvedWindows = windows.filter { $0.windows_width >= 4 }.flatMap { windows in
        [(16, 0), (48, 0.25)].map { (outputs: Int, slope: Float) -> KernelCase in
            let pixels = windows.batch * windows.height * windows.width * windows.channels
            let places = windows.batch * windows.windows_height * windows.windows_width
            let size = windows.kernel_height * windows.kernel_width * windows.channels
            let detail = "[\(places), \(size)] · [\(size), \(outputs)]"
            return KernelCase(kernel: "convolve_windows", detail: detail) {
                var windows = windows
                var y = blank(places * outputs)
                let isDone = $0.convolve_windows(
                    &windows, numbers(pixels), numbers(size * outputs), numbers(outputs), slope,
                    outputs, &y)
                return isDone ? y : []
            } expected: {
                let (picture, weights) = (numbers(pixels), numbers(size * outputs))
                let bias = numbers(outputs)
                let pixel = pixelOfEach(windows)
                return (0..<places * outputs).map { index in
                    let (place, output) = (index / outputs, index % outputs)
                    let terms = (0..<size).map { element in
                        pixel[place * size + element].map {
                            Double(picture[$0]) * Double(weights[element * outputs + output])
                        } ?? 0
                    }
                    let all = sum(terms + [Double(bias[output])])
                    return all.value < 0
                        ? Expected(all.value * Double(slope), within: all.error) : all
                }
            }
        }
    }

    private static func windows(
        _ batch: Int, _ size: (Int, Int), _ channels: Int, windows: (Int, Int), kernel: (Int, Int),
        stride: (Int, Int), padding: (Int, Int)
    ) -> vae_windows {
        vae_windows(
            batch: batch, height: size.0, width: size.1, channels: channels,
            windows_height: windows.0, windows_width: windows.1, kernel_height: kernel.0,
            kernel_width: kernel.1, stride_height: stride.0, stride_width: stride.1,
            padding_height: padding.0, padding_width: padding.1)
    }

    private static let windows = [
        windows(1, (1, 1), 1, windows: (1, 1), kernel: (1, 1), stride: (1, 1), padding: (0, 0)),
        windows(3, (7, 9), 3, windows: (3, 4), kernel: (4, 4), stride: (2, 2), padding: (1, 1)),
        windows(2, (5, 4), 2, windows: (5, 2), kernel: (3, 5), stride: (1, 3), padding: (1, 4)),
        windows(9, (64, 48), 1, windows: (32, 24), kernel: (4, 4), stride: (2, 2), padding: (1, 1)),
        windows(2, (5, 9), 3, windows: (5, 5), kernel: (3, 5), stride: (1, 2), padding: (1, 2)),
        // Pixels at the end that no window reaches.
        windows(2, (8, 8), 4, windows: (2, 2), kernel: (2, 2), stride: (3, 3), padding: (0, 0)),
    ]

    /// For each element of the matrix in order, the pixel it stands for; nil outside the picture.
    private static func pixelOfEach(_ w: vae_windows) -> [Int?] {
        var pixels = [Int?]()
        for picture in 0..<w.batch {
            for place in 0..<w.windows_height * w.windows_width {
                for row in 0..<w.kernel_height {
                    for column in 0..<w.kernel_width {
                        let y = place / w.windows_width * w.stride_height + row - w.padding_height
                        let x = place % w.windows_width * w.stride_width + column - w.padding_width
                        let isInside = 0..<w.height ~= y && 0..<w.width ~= x
                        for channel in 0..<w.channels {
                            pixels.append(
                                isInside
                                    ? ((picture * w.height + y) * w.width + x) * w.channels
                                        + channel : nil)
                        }
                    }
                }
            }
        }
        return pixels
    }
}
