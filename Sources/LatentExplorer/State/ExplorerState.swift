import Autoencoders
import TensorCore
public import TerminalUI

/// Everything the explorer knows: what it shows is a function of it.
///
/// A value: `update` makes the next one, and nothing else changes it.
public struct ExplorerState: Sendable {
    /// The model.
    public internal(set) var model: ModelFacts
    /// What the drawings may use.
    let screen: Screen

    /// Where a person stands; what undo brings back.
    public internal(set) var place: Place
    var history = History<Place>()
    /// The encoded examples; nil before they are there, or where there are none.
    public internal(set) var data: ExplorerData?
    /// What can be done in the latent space.
    public internal(set) var space: any LatentSpace
    /// Draws random points; its state is part of the explorer's.
    var generator: PhiloxGenerator
    /// How far random points lie from the middle, 1 being as the prior has it.
    var temperature: Float = 1

    /// The screen's size in cells.
    public internal(set) var size: (columns: Int, rows: Int)
    /// What is shown.
    public internal(set) var view = ViewKind.walk
    /// The pane that keys go to.
    public internal(set) var focus = Pane.latents
    /// What lies over the panes.
    var overlay: Overlay?
    /// The line that is being typed.
    var prompt: Prompt?
    var prompts = PromptHistory()
    /// What just happened, in a line.
    public internal(set) var notice: String
    /// Work behind the screen, such as encoding.
    var progress: String?
    /// Whether the mouse is used.
    var hasMouse: Bool

    /// The slider in focus.
    var coordinate = 0
    var showsDeadCoordinates = false
    var pictureMode = PictureMode.mean
    /// How pictures are drawn.
    var renderer: PictureRenderer
    var map: MapState?
    var neighborSpace = NeighborSpace.latents
    var neighbor = 0
    var player = Player()
    /// Whether playing has already made its one step of the history.
    var isGestureOfPlaying = false
    var grid = GridState()
    /// What a press of the mouse holds, until it is released.
    var dragged: DragTarget?
    var lastPress: (column: Int, row: Int, time: Double)?

    /// The newest answer for each part of the screen.
    var answers: [Query.Slot: (query: Query, answer: Answer)] = [:]
    /// The parts whose answers are shown until there are better ones.
    var outdatedAnswers: Set<Query.Slot> = []

    /// The time of the last message, seconds.
    public internal(set) var time = 0.0
    /// When what is decoded last changed; drawings are refined once it rests.
    var lastChange = -1.0

    /// An explorer of `model` that stands at the origin.
    ///
    /// - Parameters:
    ///   - space: what can be done before there are data.
    ///   - screen: what the drawings may use.
    ///   - bookmarks: points kept from before.
    public init(
        model: ModelFacts, space: any LatentSpace, screen: Screen, bookmarks: [Bookmark] = [],
        hasMouse: Bool = true, seed: UInt64 = 0
    ) {
        self.model = model
        self.space = space
        self.screen = screen
        self.hasMouse = hasMouse
        size = (screen.columns, screen.rows)
        renderer = screen.renderer
        generator = PhiloxGenerator(seed: seed, stream: 0)
        place = Place(z: space.origin)
        place.bookmarks = bookmarks
        notice = "Arrows move, ? helps, q quits."
    }

    /// Whether the mouse is used.
    public var usesMouse: Bool { hasMouse }

    /// Whether the path plays.
    package var isPlaying: Bool { player.isPlaying }

    /// The line that is being typed; nil if none is.
    package var promptLine: String? { prompt?.line }

    /// What is wrong with the line that was typed; nil if nothing is.
    package var problem: String? { prompt?.problem?.message }

    /// Begins with a view, with nothing said of it.
    public mutating func begin(with view: ViewKind) {
        let greeting = notice
        show(view)
        notice = greeting
    }

    /// What drawings may use: a terminal, or a piece of paper.
    public struct Screen: Sendable {
        /// Cells in a row.
        public var columns: Int
        /// Rows.
        public var rows: Int
        /// How pictures are drawn at first.
        public var renderer: PictureRenderer
        /// What else pictures can be drawn with.
        public var glyphSets: [GlyphSet]
        /// The most colours there are.
        public var colors: ColorDepth
        /// Whether lines and marks beyond ASCII are there.
        public var isUTF8: Bool

        /// A screen of `terminal` whose pictures `renderer` draws.
        public init(_ terminal: TerminalCapabilities, renderer: PictureRenderer) {
            columns = terminal.columns
            rows = terminal.rows
            self.renderer = renderer
            glyphSets = GlyphSet.allCases.filter { terminal.glyphSets.contains($0) }
            colors = terminal.colors
            isUTF8 = terminal.isUTF8
        }
    }

    /// What lies over the panes.
    enum Overlay: Sendable, Hashable {
        /// Keys and terms, scrolled by so many lines.
        case help(scroll: Int)
    }

    /// What a press of the mouse holds.
    enum DragTarget: Sendable, Hashable {
        case slider(Int)
        case map
        case path
    }
}

extension ExplorerState {
    /// Plays a path.
    struct Player: Sendable {
        var isPlaying = false
        var loops = true
        /// Steps a second; an anchor is `stepsPerSegment` steps from the next.
        var speed = 12.0
        /// 1 or −1, for going forth and back.
        var direction = 1.0
        /// When it last went on, seconds.
        var lastStep = 0.0
        var interpolation = Interpolation.linear
        /// The anchor in focus.
        var anchor = 0

        static var stepsPerSegment: Int { ExplorerState.stepsPerSegment }
    }

    /// What the grid shows.
    struct GridState: Sendable {
        enum Kind: Sendable, Hashable {
            /// A row for each coordinate, columns through its values.
            case traversals
            /// The plane of two coordinates.
            case plane
        }

        var kind = Kind.traversals
        var column = 0
        var row = 0
        /// Where the grid was made around; nil is where z stands.
        var center: LatentPoint?
    }

    /// What was last answered for `slot`, whether that is still what is asked or not.
    func answer(for slot: Query.Slot) -> Answer? { answers[slot]?.answer }

    /// What was last decoded at z, as the screen shows it.
    var picture: Decoded? {
        guard case .decoded(let decoded)? = answer(for: .picture) else { return nil }
        return decoded.first
    }

    /// The example that was loaded, as the model sees it.
    var original: Decoded? {
        guard let example = place.example, answers[.original]?.query == .original(example),
            case .decoded(let decoded)? = answer(for: .original)
        else { return nil }
        return decoded.first
    }

    /// Where z stands, as last answered.
    var standing: Standing? {
        guard case .standing(let standing)? = answer(for: .standing) else { return nil }
        return standing
    }

    /// The nearest examples, as last answered.
    var neighbors: Neighbors? {
        guard case .neighbors(let neighbors)? = answer(for: .neighbors) else { return nil }
        return neighbors
    }

    /// What is known of a way between the anchors as they are now.
    func report(on interpolation: Interpolation) -> PathReport? {
        let slot = Query.Slot.path(interpolation)
        guard
            answers[slot]?.query == .path(anchors: place.anchors.map(\.z), interpolation),
            case .path(let report)? = answer(for: slot)
        else { return nil }
        return report
    }

    /// When something is to be drawn without a person doing anything; nil if never.
    public var wakeTime: Double? {
        if player.isPlaying { return player.lastStep + 1 / 30 }
        let refinement = lastChange + ExplorerState.restTime
        return lastChange >= 0 && time < refinement ? refinement : nil
    }

    /// Steps from an anchor to the next, of which the film and the search are made.
    public static let stepsPerSegment = 16

    /// Drawings are refined when nothing has moved for so many seconds.
    static var restTime: Double { 0.15 }

    /// Whether what is decoded is changing right now.
    var isMoving: Bool {
        player.isPlaying || lastChange >= 0 && time < lastChange + ExplorerState.restTime
    }
}
