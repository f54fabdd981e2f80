public import TerminalUI

/// What happens to an explorer.
public enum Message: Sendable {
    /// A person did something.
    case input(TerminalEvent)
    /// Time has passed.
    case tick
    /// The examples were encoded.
    case data(ExplorerData)
    /// Work behind the screen goes on; nil when it is done.
    case progress(String?)
    /// A question was answered.
    case answer(Query, Answer)
    /// More is known of the examples: what was answered for these parts is to be asked again.
    case outdated(Set<Query.Slot>)
    /// An effect was carried out, or failed: something to say.
    case report(String)
}

/// What an explorer cannot do itself.
public enum Effect: Sendable, Hashable {
    case quit, suspend, redraw
    case setMouse(Bool)
    /// Text for the clipboard.
    case copy(String)
    case export(Export)
    /// All bookmarks, to be kept beside the model.
    case saveBookmarks([Bookmark])
}

/// Something to write to a file.
public struct Export: Sendable, Hashable {
    /// What it is.
    public enum Content: Sendable, Hashable {
        /// What is decoded at a point.
        case picture(LatentPoint)
        /// What is decoded at points, side by side.
        case film([LatentPoint])
        /// What is decoded at points, so many in a row.
        case grid([LatentPoint], perRow: Int)
        /// What is decoded at points, one after another, so many a second.
        case animation([LatentPoint], perSecond: Double, loops: Bool)
        /// Points with their names.
        case latents([Bookmark])
    }

    /// What it is.
    public var content: Content
    /// The file; nil for a name that is not taken yet.
    public var path: String?

    /// An export of `content`.
    public init(_ content: Content, path: String? = nil) {
        self.content = content
        self.path = path
    }
}
