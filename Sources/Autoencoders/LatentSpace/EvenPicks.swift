/// Up to `limit` of the rows 0..<count, evenly apart and rising: every row where there are few.
func evenPicks(atMost limit: Int, of count: Int) -> [Int] {
    let picked = max(min(limit, count), 0)
    return (0..<picked).map { $0 * count / picked }
}
