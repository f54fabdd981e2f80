import Autoencoders
import Platform
import TerminalUI

extension ExplorerState {
    /// Does what a key or a command stands for.
    mutating func perform(_ action: Action) -> [Effect] {
        switch action {
        case .quit: return [.quit]
        case .suspend: return [.suspend]
        case .redraw: return [.redraw]
        case .back: back()
        case .help: overlay = .help(scroll: 0)
        case .toggleMouse:
            hasMouse.toggle()
            notice = hasMouse ? "The mouse is on." : "The mouse is off: the terminal selects text."
            return [.setMouse(hasMouse)]
        case .show(let view): show(view)
        case .focusNext: moveFocus(by: 1)
        case .focusPrevious: moveFocus(by: -1)
        case .commandLine: prompt = Prompt(.command)
        case .search: prompt = Prompt(.search)
        case .typeValue: if !visibleCoordinates.isEmpty { prompt = Prompt(.value) }
        case .undo:
            return travel(to: history.undo(from: place), "Undone.", orElse: "Nothing to undo.")
        case .redo:
            return travel(to: history.redo(from: place), "Redone.", orElse: "Nothing to redo.")

        case .move(let direction, let stride): move(direction, stride)
        case .toFirst: moveToEnd(isLast: false)
        case .toLast: moveToEnd(isLast: true)
        case .pick: pick()
        case .resetCoordinate: resetCoordinate()
        case .resetAll: resetAll()
        case .deadCoordinates: toggleDeadCoordinates()
        case .localDirections: toggleLocalDirections()

        case .randomFromPrior: goToRandom(around: nil)
        case .randomNearby: goToRandom(around: place.z)
        case .nextExample: stepExample(by: 1)
        case .previousExample: stepExample(by: -1)
        case .randomExample: goToRandomExample()
        case .nextLabel: chooseNextLabel()
        case .samplePosterior: drawFromPosterior()
        case .snap: snap()
        case .dropRest: dropRest()

        case .pictureMode: cyclePictureMode()
        case .glyphs: cycleGlyphs()
        case .colors: cycleColors()
        case .neighborSpace:
            neighborSpace = neighborSpace == .latents ? .pixels : .latents
            notice = "Nearest by \(neighborSpace.rawValue)."

        case .zoomIn: zoomMap(by: 0.7)
        case .zoomOut: zoomMap(by: 1 / 0.7)
        case .fit: changeMap("The map shows all examples.") { $0.fit() }
        case .pan(let direction): changeMap("The map is moved.") { $0.pan(direction) }
        case .mapAxes: cycleMapAxes()

        case .setAnchor: setAnchor(named: nil)
        case .removeAnchor: removeAnchor()
        case .interpolation: cycleInterpolation()
        case .play: togglePlaying()
        case .loop:
            player.loops.toggle()
            notice = player.loops ? "The path plays forth and back." : "The path plays once."
        case .faster: changeSpeed(by: 1.5)
        case .slower: changeSpeed(by: 1 / 1.5)
        case .gridKind:
            grid.kind = grid.kind == .traversals ? .plane : .traversals
            grid.center = nil
            centerGrid()
            notice =
                grid.kind == .traversals
                ? "Each row sweeps one latent." : "The plane of two latents."

        case .bookmark: return addBookmark(named: nil)
        case .copy:
            notice = "z is in the clipboard, where the terminal allows that."
            return [.copy(place.z.map { "\($0)" }.joined(separator: ","))]
        case .export:
            do throws(CommandError) {
                return [.export(Export(try visibleContent()))]
            } catch {
                notice = "Nothing is written: \(error.message)."
            }
        }
        return []
    }

    /// Shows another view, with the keys going to what it is about.
    mutating func show(_ view: ViewKind) {
        self.view = view
        focus =
            switch view {
            case .walk: .latents
            case .map: .map
            case .path: .path
            case .grid: .grid
            }
        keepFocusVisible()
        if view == .grid {
            grid.center = nil
            centerGrid()
        }
        notice =
            switch view {
            case .walk: "Walk: arrows move the slider in focus."
            case .map:
                data == nil
                    ? "There are no encoded examples to map." : "Map: arrows move z in the plane."
            case .path:
                segments == 0
                    ? "A path needs two anchors: a sets one where z stands."
                    : "Path: left and right scrub, Space plays."
            case .grid: "Grid: arrows choose, Enter goes there, t changes what it shows."
            }
    }

    /// Chooses the middle of the grid's first row, or of the plane.
    private mutating func centerGrid() {
        let rows = gridPoints(layout)
        grid.column = (rows.first?.count ?? 1) / 2
        grid.row = grid.kind == .plane ? rows.count / 2 : 0
    }

    private mutating func moveFocus(by step: Int) {
        let panes = layout.panes
        guard let index = panes.firstIndex(of: focus) else { return keepFocusVisible() }
        focus = panes[(index + step + panes.count) % panes.count]
        notice = "Keys go to the \(focus.title)."
    }

    // One level back at a time, and never out of the program.
    private mutating func back() {
        if player.isPlaying {
            stopPlaying()
            notice = "Stopped."
        } else if place.sliders != .latents {
            toggleLocalDirections()
        } else if place.label != nil {
            change { $0.label = nil }
            notice = "Examples of all labels."
        } else {
            notice = "q quits."
        }
    }

    /// Goes to a place of the history; bookmarks that come or go with it are kept in their file too.
    private mutating func travel(
        to place: Place?, _ done: String, orElse nothing: String
    ) -> [Effect] {
        stopPlaying()
        guard let place else {
            notice = nothing
            return []
        }
        let old = self.place
        if place.z != old.z { lastChange = time }
        self.place = place
        if case .local(let directions, let base) = place.sliders, directions.isEmpty {
            self.place.sliders = .local(knownDirections(at: base), base: base)
        }
        player.anchor = min(player.anchor, max(place.anchors.count - 1, 0))
        keepCoordinateVisible()
        keepFocusVisible()
        notice = done
        return place.bookmarks == old.bookmarks ? [] : [.saveBookmarks(place.bookmarks)]
    }

    /// The path stands still.
    mutating func stopPlaying() {
        player.isPlaying = false
        isGestureOfPlaying = false
    }

    private mutating func cyclePictureMode() {
        switch pictureMode {
        case .mean:
            pictureMode = .sample(seed: generator.next())
            notice = "A sample: decoded from a draw of the posterior around here."
        case .sample:
            pictureMode = .deviation
            notice = "The deviation of each pixel over draws of the posterior."
        case .deviation:
            pictureMode = .mean
            notice = "The mean of what is decoded."
        }
        lastChange = time
    }

    private mutating func cycleGlyphs() {
        let sets = screen.glyphSets
        let index = sets.firstIndex(of: renderer.glyphs) ?? 0
        renderer.glyphs = sets[(index + 1) % max(sets.count, 1)]
        notice = "Pictures are drawn with: \(renderer.glyphs.rawValue)."
    }

    private mutating func cycleColors() {
        let depths = ColorDepth.allCases.filter { $0 <= screen.colors }
        let index = depths.firstIndex(of: renderer.colors) ?? 0
        renderer.colors = depths[(index + 1) % depths.count]
        let name =
            switch renderer.colors {
            case .mono: "none"
            case .ansi16: "16"
            case .palette256: "256"
            case .trueColor: "all"
            }
        notice = "Colours of pictures: \(name)."
    }

    /// Keeps where z stands as a bookmark.
    mutating func addBookmark(named name: String?) -> [Effect] {
        let name = name ?? nextBookmarkName
        let bookmark = Bookmark(name: name, z: place.z)
        change {
            $0.bookmarks.removeAll { $0.name == name }
            $0.bookmarks.append(bookmark)
        }
        notice = "Bookmark \(name)."
        return [.saveBookmarks(place.bookmarks)]
    }

    private var nextBookmarkName: String {
        var number = place.bookmarks.count + 1
        while place.bookmarks.contains(where: { $0.name == "b\(number)" }) { number += 1 }
        return "b\(number)"
    }
}
