/// The one of `names` that `text` was most likely meant to be, if any is near.
///
/// Near is an edit distance of at most a third of the longer of the two, letters of either case
/// alike; failing that, a name that begins with `text`.
public func nearestName(to text: String, among names: [String]) -> String? {
    let typed = Array(text.lowercased().utf8)
    guard !typed.isEmpty else { return nil }
    var nearest: (name: String, distance: Int)?
    for name in names {
        let candidate = Array(name.lowercased().utf8)
        let distance = editDistance(typed, candidate)
        guard distance <= max(typed.count, candidate.count) / 3 else { continue }
        if distance < nearest?.distance ?? .max { nearest = (name, distance) }
    }
    return nearest?.name
        ?? names.first { $0.lowercased().utf8.starts(with: typed) }
}

/// The least number of insertions, deletions, replacements and swaps of neighbours that turn
/// `first` into `second`.
private func editDistance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    // Three rows of the table: the distances of all beginnings of `second` to the beginning of
    // `first` two bytes shorter, one byte shorter, and the present one.
    var beforePrevious = [Int]()
    var previous = Array(0...second.count)
    for i in first.indices {
        var current = [i + 1]
        for j in second.indices {
            let replaced = previous[j] + (first[i] == second[j] ? 0 : 1)
            var best = min(replaced, previous[j + 1] + 1, current[j] + 1)
            if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
                best = min(best, beforePrevious[j - 1] + 1)
            }
            current.append(best)
        }
        (beforePrevious, previous) = (previous, current)
    }
    return previous[second.count]
}
