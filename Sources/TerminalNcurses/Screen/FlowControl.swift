/// Whether the terminal has shown what it was sent, so that a slow line holds one frame and no
/// more.
///
/// After a frame the terminal is asked how it is (`CSI 5 n`, Device Status Report), and its answer
/// says that it has got that far. Terminals that do not answer are asked no more. Times are in
/// milliseconds.
package struct FlowControl {
    /// How long an answer may take, and how long the first one.
    private static let patience = 300
    private static let firstPatience = 1000

    private var firstQuestion: Int?
    private var hasAnswered = false
    private var missingAnswers = 0
    /// The new cells of all frames since none was missing.
    private var cellsUnderWay = 0
    /// When the frame that is under way counts as shown in any case.
    package private(set) var deadline: Int?

    /// Before the first question.
    package init() {}

    /// Whether the terminal is to be asked after a frame that is drawn at `now`.
    package func asks(at now: Int) -> Bool {
        hasAnswered || firstQuestion.map { now < $0 + Self.firstPatience } ?? true
    }

    /// Notes the question after a frame of `cells` that are new.
    ///
    /// The first one holds up nothing: it is to learn whether there are answers. A cell takes about
    /// 30 bytes, and a line is not thought slower than 10 KB in a second.
    package mutating func asked(at now: Int, cells: Int) {
        // Answers that are overdue are given up. Before the first one they may yet come.
        if hasAnswered, deadline != nil, isReady(at: now) {
            (missingAnswers, cellsUnderWay) = (0, 0)
        }
        missingAnswers += 1
        cellsUnderWay += cells
        guard firstQuestion != nil else { return firstQuestion = now }
        deadline = now + Self.patience + (hasAnswered ? 3 * cells : 0)
    }

    /// Notes answers that came at `now`.
    package mutating func answered(_ count: Int = 1, at now: Int) {
        guard count > 0 else { return }
        missingAnswers = max(missingAnswers - count, 0)
        // The first one tells that those to what was drawn meanwhile will come too.
        if !hasAnswered {
            deadline = now + min(Self.patience + 3 * cellsUnderWay, Self.firstPatience)
        }
        hasAnswered = true
        if missingAnswers == 0 { (deadline, cellsUnderWay) = (nil, 0) }
    }

    /// Gives up all answers: somebody else takes over who gets them.
    package mutating func forget() { (missingAnswers, cellsUnderWay, deadline) = (0, 0, nil) }

    /// Until when an answer may still come, at `now`; nil if none will.
    package func lastAnswer(at now: Int) -> Int? {
        guard missingAnswers > 0, asks(at: now) else { return nil }
        return max(deadline ?? 0, now + Self.patience)
    }

    /// Whether a frame may be drawn at `now`.
    package func isReady(at now: Int) -> Bool { deadline.map { now >= $0 } ?? true }
}
