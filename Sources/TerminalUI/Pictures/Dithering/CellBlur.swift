/// How the parts of cells melt together for an eye at a usual distance: a Gaussian whose
/// deviation is half a cell's width, a cell being twice as high as wide.
struct CellBlur {
    /// The blur along rows.
    let across: BlurKernel
    /// The blur along columns.
    let down: BlurKernel
    /// The blur twice, `k * k`, along rows.
    let correlationAcross: BlurKernel
    /// The blur twice, along columns.
    let correlationDown: BlurKernel

    /// The blur on a grid of `partsAcross`×`partsDown` places to a cell.
    init(partsAcross: Int, partsDown: Int) {
        let (x, y) = (Float(partsAcross) / 2, Float(partsDown) / 4)
        across = BlurKernel(deviation: x)
        down = BlurKernel(deviation: y)
        correlationAcross = BlurKernel(deviation: x * Float(2).squareRoot())
        correlationDown = BlurKernel(deviation: y * Float(2).squareRoot())
    }
}
