import TerminalUI
import Testing

@Suite struct KeyPressTests {
    private static let pairs: [(KeyPress, String)] = [
        (KeyPress("a"), "a"), (KeyPress("A"), "A"), (KeyPress("é"), "é"), (KeyPress("#"), "#"),
        (KeyPress(" "), "<Space>"), (KeyPress("<"), "<lt>"), (KeyPress(">"), ">"),
        (KeyPress(.left), "<Left>"), (KeyPress(.left, .shift), "<S-Left>"),
        (KeyPress(.character("r"), .control), "<C-r>"),
        (KeyPress(.character("-"), .alt), "<A-->"),
        (KeyPress(.tab, .shift), "<S-Tab>"), (KeyPress(.function(12)), "<F12>"),
        (KeyPress(.end, [.shift, .control]), "<S-C-End>"), (KeyPress(.backspace), "<BS>"),
        (KeyPress(.enter), "<Enter>"), (KeyPress(.escape), "<Esc>"),
    ]

    @Test(arguments: pairs)
    func aKeyIsWrittenAndReadTheSameWay(key: KeyPress, text: String) {
        #expect(key.description == text)
        #expect(KeyPress.sequence(text) == [key])
    }

    @Test func keysFollowOneAnother() {
        #expect(
            KeyPress.sequence("2<Left>x<lt><C-r>")?.map(\.description)
                == ["2", "<Left>", "x", "<lt>", "<C-r>"])
        #expect(KeyPress.sequence("") == [])
    }

    @Test(arguments: ["<", "<Left", "<Lefty>", "a<>", "<F13>", "<F0>", "<C-Fn>"])
    func whatIsNoKeyIsRefused(text: String) { #expect(KeyPress.sequence(text) == nil) }
}
