import Autoencoders
import Platform
import TerminalUI

extension ExplorerState {
    /// The next state, and what the driver has to do for it.
    ///
    /// - Parameter time: seconds on a clock that only runs forwards.
    public mutating func update(_ message: Message, at time: Double) -> [Effect] {
        self.time = max(time, self.time)
        switch message {
        case .input(let event): return handle(event)
        case .tick: play()
        case .data(let data): receive(data)
        case .progress(let text): progress = text
        case .answer(let query, let answer): receive(answer, to: query)
        case .outdated(let slots): outdatedAnswers.formUnion(slots)
        case .report(let text): notice = text
        }
        return []
    }

    /// Changes the place in a step that undo takes back.
    ///
    /// - Parameter name: what changes; steps of one name that follow each other at once are one.
    mutating func change(_ name: String? = nil, _ body: (inout Place) -> Void) {
        var next = place
        body(&next)
        // What is kept of a point must be readable again.
        guard next != place, next.z.allSatisfy({ abs($0) <= ExplorerState.farthestLatent })
        else { return }
        history.willChange(place, as: name, at: time)
        if next.z != place.z {
            lastChange = time
            grid.center = nil
        }
        place = next
        keepCoordinateVisible()
    }

    /// Keeps the slider in focus one that is there.
    mutating func keepCoordinateVisible() {
        coordinate = min(coordinate, max(visibleCoordinates.count - 1, 0))
    }

    private mutating func handle(_ event: TerminalEvent) -> [Effect] {
        switch event {
        case .key(let key): return press(key)
        case .mouse(let mouse): return use(mouse)
        case .resize(let columns, let rows):
            size = (max(columns, 1), max(rows, 1))
            keepFocusVisible()
            return []
        case .interrupt: return [.quit]
        }
    }

    private mutating func press(_ key: KeyPress) -> [Effect] {
        var key = key
        if key.modifiers.contains(.pasted) {
            // A text is no sequence of commands, one of which might quit.
            guard prompt != nil else {
                notice = "Text can be pasted behind : and /."
                return []
            }
            key.modifiers.remove(.pasted)
        }
        if prompt != nil { return type(key) }
        if case .help(let scroll)? = overlay { return readHelp(key, scroll: scroll) }
        if key == KeyPress(.character("c"), .control) { return [.quit] }
        guard let action = KeyMap.standard.action(for: key, in: focus) else {
            notice = "The key \(key) does nothing here; ? lists the keys."
            return []
        }
        return perform(action)
    }

    private mutating func readHelp(_ key: KeyPress, scroll: Int) -> [Effect] {
        let page = max(size.rows - 6, 1)
        switch key.key {
        case .down, .character("j"): overlay = .help(scroll: scroll + 1)
        case .up, .character("k"): overlay = .help(scroll: max(scroll - 1, 0))
        case .pageDown, .character(" "): overlay = .help(scroll: scroll + page)
        case .pageUp: overlay = .help(scroll: max(scroll - page, 0))
        case .home, .character("g"): overlay = .help(scroll: 0)
        case .end, .character("G"): overlay = .help(scroll: .max / 2)
        case .escape, .enter, .function(1), .character("?"), .character("q"): overlay = nil
        case .character("c") where key.modifiers == .control: return [.quit]
        default: break
        }
        if case .help(let scroll)? = overlay {
            overlay = .help(scroll: min(scroll, HelpOverlay.lastScroll(for: self)))
        }
        return []
    }

    /// Takes the encoded examples in: sliders are scaled to them, the map fills.
    private mutating func receive(_ data: ExplorerData) {
        let isFirst = self.data == nil
        self.data = data
        if let names = data.classNames { model.classNames = names }
        space = GaussianLatentSpace(data.statistics)
        let axes = map?.axes ?? .principal(0, 1)
        map =
            MapState(data, axes: axes) ?? MapState(data, axes: .principal(0, 1))
            ?? MapState(data, axes: .principal(0, 0))
        keepCoordinateVisible()
        notice =
            "\(Numbers.counted(data.examples.count, "\(data.part.rawValue) example")) encoded. "
            + "n shows the next, x one at random."
        // Nobody has moved yet: an example shows more than the middle of nowhere.
        if isFirst, history.count == 0, place.example == nil {
            place.z = data.examples.mean(at: 0)
            place.example = data.example(at: 0)
            lastChange = time
        }
    }

    /// Keeps the focus on a pane that is there.
    mutating func keepFocusVisible() {
        let panes = layout.panes
        if !panes.contains(focus), let first = panes.first { focus = first }
    }

    private mutating func play() {
        guard player.isPlaying, segments > 0 else { return }
        let elapsed = max(time - player.lastStep, 0)
        player.lastStep = time
        let end = Double(segments)
        var position =
            place.pathPosition
            + player.direction * elapsed * player.speed / Double(Player.stepsPerSegment)
        if position >= end || position <= 0 {
            let isPast = position >= end
            if player.loops {
                position = isPast ? 2 * end - position : -position
                player.direction = isPast ? -1 : 1
            } else if isPast || player.direction < 0 {
                player.isPlaying = false
                notice = "The path is at its \(isPast ? "end" : "start")."
            }
            position = min(max(position, 0), end)
        }
        scrub(to: position)
    }

    /// Walks to a position of the path, all of one gesture being one step.
    mutating func scrub(to position: Double) {
        let position = min(max(position, 0), Double(segments))
        guard let point = point(at: position, on: player.interpolation) else { return }
        // Playing goes on for longer than a held key: it is one step however long it takes.
        let name = player.isPlaying ? nil : "path"
        if player.isPlaying, isGestureOfPlaying {
            if point != place.z { lastChange = time }
            place.pathPosition = position
            place.z = point
        } else {
            change(name) {
                $0.pathPosition = position
                $0.z = point
                $0.example = nil
            }
            isGestureOfPlaying = player.isPlaying
        }
    }
}
