import Platform

// Anchors and playing.
extension ExplorerState {
    /// Sets an anchor where z stands, or goes to a point and sets it there; one of that name moves.
    mutating func setAnchor(named name: String?, at point: TypedPoint? = nil) {
        let name = name ?? nextAnchorName
        let here = TypedPoint(z: place.z, example: place.example)
        let (z, example) = ((point ?? here).z, (point ?? here).example)
        let anchor = Anchor(name: name, z: z, example: example)
        change {
            $0.z = z
            $0.example = example
            if let index = $0.anchors.firstIndex(where: { $0.name == name }) {
                $0.anchors[index] = anchor
            } else {
                $0.anchors.append(anchor)
            }
            $0.pathPosition = Double($0.anchors.firstIndex { $0.name == name } ?? 0)
        }
        player.anchor = Int(place.pathPosition)
        notice =
            segments == 0
            ? "Anchor \(name). Go elsewhere and set another, then Space plays the way."
            : "Anchor \(name). Space plays the way, i changes its kind, 3 shows it."
        keepFocusVisible()
    }

    mutating func removeAnchor() {
        guard place.anchors.indices.contains(player.anchor) else {
            notice = "There is no anchor."
            return
        }
        let name = place.anchors[player.anchor].name
        stopPlaying()
        change { [index = player.anchor] in
            $0.anchors.remove(at: index)
            // Anchors behind it move up, and with them where z stands.
            if Double(index) < $0.pathPosition { $0.pathPosition -= 1 }
            let last = Double(max($0.anchors.count - 1, 0))
            $0.pathPosition = min(max($0.pathPosition, 0), last)
        }
        player.anchor = min(player.anchor, max(place.anchors.count - 1, 0))
        keepFocusVisible()
        notice = "Anchor \(name) is gone; u brings it back."
    }

    mutating func cycleInterpolation() {
        let all = space.interpolations
        let index = all.firstIndex(of: player.interpolation) ?? -1
        setInterpolation(all[(index + 1) % all.count])
    }

    mutating func setInterpolation(_ interpolation: Interpolation) {
        player.interpolation = interpolation
        if segments > 0, player.isPlaying { scrub(to: place.pathPosition) }
        notice = "The way is \(interpolation.rawValue)."
    }

    mutating func togglePlaying() {
        guard segments > 0 else {
            notice = "A path needs two anchors: a sets one where z stands."
            return
        }
        player.isPlaying.toggle()
        isGestureOfPlaying = false
        player.lastStep = time
        if player.isPlaying, place.pathPosition >= Double(segments) {
            if player.loops { player.direction = -1 } else { scrub(to: 0) }
        } else if place.pathPosition <= 0 {
            player.direction = 1
        }
        if !player.loops { player.direction = 1 }
        notice = player.isPlaying ? "Playing; Space pauses." : "Paused."
    }

    mutating func changeSpeed(by factor: Double) {
        player.speed = min(max(player.speed * factor, 1), 120)
        notice = "\(Numbers.fixed(player.speed, 0)) steps a second."
    }
}
