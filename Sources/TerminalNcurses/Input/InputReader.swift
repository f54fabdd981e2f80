import CNcursesw
import Glibc
import TerminalUI

/// Reads what the terminal sends, and waits for it.
struct InputReader {
    private let input: Int32
    private let waker: TerminalWaker
    /// Keys are read through a pad: reading them through the screen would draw it.
    private let pad = newpad(1, 1)
    private let patience: Int
    private var decoder: InputDecoder
    /// When the rest of a sequence that has begun will not come any more.
    private var restDeadline: Int?
    private var isReadable = false

    /// Whether the terminal has gone: its line broke, or its window was closed.
    private(set) var isHungUp = false

    /// For the open curses, which reads descriptor `input`.
    ///
    /// - Parameter isRemote: whether the line is slow, so that Escape and what belongs to it may
    ///   come apart.
    init(input: Int32, waker: TerminalWaker, isUTF8: Bool, isRemote: Bool) {
        self.input = input
        self.waker = waker
        patience = isRemote ? 300 : 100
        set_escdelay(isRemote ? 100 : 25)
        keypad(pad, true)
        nodelay(pad, true)
        var keys = KeyTable()
        keys.addExtendedKeys()
        // What else curses knows comes as bytes. Of the mouse it takes only reports of the kind that
        // the terminal's description has, and loses some that come together.
        for code in KEY_MIN + 1..<2 * KEY_MAX where keys[code] == nil { define_key(nil, code) }
        decoder = InputDecoder(isUTF8: isUTF8, keys: keys)
    }

    /// Frees what curses made for it.
    func close() { delwin(pad) }

    /// Takes all that there is and gives its events, without waiting.
    mutating func read(at now: Int) -> (events: [TerminalEvent], answers: Int) {
        var count = 0
        // No end of input may keep the program from all else.
        while !isHungUp, count < 1 << 16 {
            // Bytes, not wide characters: curses joins those with what follows a broken one.
            let code = wgetch(pad)
            if code == ERR { break }
            decoder.take(code)
            count += 1
        }
        if isReadable, count == 0, waitingBytes == 0 { isHungUp = true }
        isReadable = false
        decoder.pause()
        if count > 0 || !decoder.isWaiting {
            restDeadline = decoder.isWaiting ? now + patience : nil
        } else if let restDeadline, now >= restDeadline {
            decoder.giveUp()
            self.restDeadline = nil
        }
        return (decoder.takeEvents(), decoder.takeAnswers())
    }

    /// Waits for input until `deadline` (nil: without end), and tells whether the waker was woken.
    mutating func wait(at now: Int, until deadline: Int?) -> Bool {
        let end = [deadline, restDeadline].compactMap { $0 }.min()
        let milliseconds = end.map { min(max($0 - now, 0), 1 << 30) } ?? -1
        var descriptors = [
            pollfd(fd: waker.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: isHungUp ? -1 : input, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&descriptors, 2, Int32(milliseconds)) > 0 else { return false }
        let gone = Int16(POLLHUP | POLLERR | POLLNVAL)
        if descriptors[1].revents & gone != 0 { isHungUp = true }
        isReadable = descriptors[1].revents & Int16(POLLIN) != 0
        guard descriptors[0].revents != 0 else { return false }
        cncursesw_wake_taken(waker.descriptor)
        return true
    }

    private var waitingBytes: Int32 {
        var count: Int32 = 0
        return ioctl(input, UInt(FIONREAD), &count) == 0 ? count : 0
    }
}
