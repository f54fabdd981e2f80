/// What is known of Fashion-MNIST (Xiao, Rasul, Vollgraf, 2017, https://arxiv.org/abs/1708.07747).
enum FashionMNIST {
    static let shape = ExampleShape(channels: 1, height: 28, width: 28)

    /// The names of its classes, in the order of the labels.
    static let classNames = [
        "t-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
        "ankle boot",
    ]

    /// The labels its training set begins with, by which it is known from other data sets that
    /// have files of the same names.
    static let firstLabels: [UInt8] = [
        9, 0, 0, 3, 0, 2, 7, 2, 5, 5, 0, 9, 5, 5, 7, 9, 1, 0, 6, 4, 3, 1, 4, 8, 4, 3, 0, 2, 4, 4, 5,
        3,
    ]
}
