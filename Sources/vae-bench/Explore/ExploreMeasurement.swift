import Platform

/// Measures the explorer on one screen, as a person at it would feel it.
struct ExploreMeasurement {
    let screen: ExploreScreen
    /// The folder of the model.
    let model: String
    /// A folder of a model with many encoded examples.
    let manyCodes: String
    /// Keys of a series.
    let runs: Int

    /// A held key repeats after so many seconds.
    private static let repeatTime = 0.04
    /// When a picture has not changed for so long it is drawn anew, as well as can be.
    private static let restTime = 0.15
    /// Cells that at least are written where the picture is, for it to be a new one.
    private static let leastCells = 5
    /// Frames that take longer count as this.
    private static let patience = 2.0

    /// - Throws: `Failure` (`unavailable`) if the program cannot be run, or does not do what its
    ///   keys are known to do.
    func results() throws(Failure) -> [ExploreResult] {
        try keys() + starts() + panning()
    }

    private func explorer(_ model: String) throws(Failure) -> TerminalProgram {
        try TerminalProgram(["explore", model], on: screen)
    }

    // One session: a held key, keys with pauses, then nothing.
    private func keys() throws(Failure) -> [ExploreResult] {
        let program = try explorer(model)
        try program.waitUntilIdle()
        let seconds = program.processorSeconds
        let held = try series(program, count: runs) { _ in ExploreMeasurement.repeatTime }
        let spent = program.processorSeconds - seconds
        try program.waitUntilIdle()
        // From when a fine drawing has just begun to when it is long there.
        let rested = try series(program, count: max(runs / 4, 7)) { 0.16 + 0.04 * Double($0 % 7) }
        try program.waitUntilIdle()
        let idle = idle(program)
        program.quit()
        return [
            figure(.keyToFrame, held.map(\.first), bytes: held.map(\.firstBytes)),
            figure(.keyToPicture, held.map(\.picture), bytes: held.map(\.pictureBytes)),
            figure(.keySeconds, [spent / Double(runs)]),
            figure(.restedKeyToFrame, rested.map(\.first), bytes: rested.map(\.firstBytes)),
            figure(.restedKeyToPicture, rested.map(\.picture), bytes: rested.map(\.pictureBytes)),
            figure(
                .refined, rested.compactMap { $0.refined?.seconds },
                bytes: rested.compactMap { $0.refined?.bytes }),
        ].compactMap(\.self) + idle
    }

    private func figure(
        _ name: ExploreResult.Case, _ samples: [Double], bytes: [Int] = []
    ) -> ExploreResult? {
        samples.isEmpty
            ? nil : ExploreResult(name, screen, samples: samples, bytes: bytes)
    }

    /// What followed a key.
    private struct Response {
        let first: Double
        let firstBytes: Int
        let picture: Double
        let pictureBytes: Int
        let refined: (seconds: Double, bytes: Int)?
    }

    private func series(
        _ program: TerminalProgram, count: Int, pause: (Int) -> Double
    ) throws(Failure) -> [Response] {
        var responses = [Response]()
        for index in 0..<count {
            let begin = ContinuousClock.now
            program.type(index % 2 == 0 ? Keys.right : Keys.left)
            var frames = [TerminalProgram.Frame]()
            // The next key waits for this one's picture: whose it was could not be told.
            while !frames.contains(where: isPicture),
                let frame = program.frame(within: ExploreMeasurement.patience)
            {
                frames.append(frame)
            }
            frames += program.frames(within: pause(index) - (ContinuousClock.now - begin).seconds)
            guard let first = frames.first, let picture = frames.first(where: isPicture) else {
                throw Failure(
                    .unavailable, "a key changes nothing on the screen", at: screen.size,
                    remedy: "use a model that has learnt more")
            }
            let refined = frames.first {
                isPicture($0) && ($0.time - begin).seconds > ExploreMeasurement.restTime
            }
            responses.append(
                Response(
                    first: (first.time - begin).seconds, firstBytes: first.content.bytes,
                    picture: (picture.time - begin).seconds, pictureBytes: picture.content.bytes,
                    refined: refined.map {
                        ($0.time - begin).seconds - ExploreMeasurement.restTime
                    }.map { ($0, refined?.content.bytes ?? 0) }))
        }
        return responses
    }

    private func isPicture(_ frame: TerminalProgram.Frame) -> Bool {
        frame.content.watchedCells >= ExploreMeasurement.leastCells
    }

    private func idle(_ program: TerminalProgram) -> [ExploreResult] {
        let (seconds, bytes) = (program.processorSeconds, program.byteCount)
        _ = program.frames(within: 2)
        return [
            ExploreResult(
                .idleSeconds, screen, samples: [(program.processorSeconds - seconds) / 2]),
            ExploreResult(
                .idleBytes, screen, unit: "bytes",
                samples: [Double(program.byteCount - bytes) / 2]),
        ]
    }

    private func starts() throws(Failure) -> [ExploreResult] {
        var (first, picture) = ([Double](), [Double]())
        for _ in 0..<min(runs, 15) {
            let program = try explorer(model)
            var hasBegun = false
            while let frame = program.frame(within: 10) {
                let seconds = (frame.time - program.start).seconds
                // A blank screen comes before all else.
                if !hasBegun, frame.content.characters > 0 {
                    first.append(seconds)
                    hasBegun = true
                }
                if hasBegun, frame.content.watchedCells > 100, frame.content.characters > 100 {
                    picture.append(seconds)
                    break
                }
            }
            program.quit()
        }
        return [figure(.start, first), figure(.startToPicture, picture)].compactMap(\.self)
    }

    // The next key is pressed when a frame is there: how many there can be in a second.
    private func panning() throws(Failure) -> [ExploreResult] {
        let program = try explorer(manyCodes)
        try program.waitUntilIdle()
        program.type(Keys.map)
        try program.waitUntilIdle()
        var (samples, bytes) = ([Double](), [Int]())
        for index in 0..<runs {
            let begin = ContinuousClock.now
            program.type(index % 2 == 0 ? Keys.panRight : Keys.panLeft)
            guard let frame = program.frame(within: ExploreMeasurement.patience) else { break }
            samples.append((frame.time - begin).seconds)
            bytes.append(frame.content.bytes)
        }
        program.quit()
        return [figure(.pan, samples, bytes: bytes)].compactMap(\.self)
    }

    /// What keys send.
    private enum Keys {
        static let left = "\u{1B}OD"
        static let right = "\u{1B}OC"
        static let map = "2"
        static let panLeft = "\u{1B}[1;5D"
        static let panRight = "\u{1B}[1;5C"
    }
}
