import LatentExplorer
import Platform
import TerminalUI
import TestSupport
import Testing

@Suite struct KeyMapTests {
    @Test func noKeyMeansTwoThingsInOnePane() {
        for pane in Pane.allCases {
            var seen = [String: String]()
            for binding in KeyMap.standard.groups.flatMap(\.bindings)
            where binding.panes.contains(pane) {
                for key in binding.keys {
                    #expect(seen[key] == nil, "\(key) in \(pane): \(binding.help)")
                    seen[key] = binding.help
                }
            }
        }
        let everywhere = KeyMap.standard.groups.flatMap(\.bindings).filter { $0.panes.isEmpty }
        let keys = everywhere.flatMap(\.keys)
        #expect(keys.count == Set(keys).count)
    }

    @Test func arrowsAndLettersOfViMoveInEveryPane() {
        let pairs: [(String, Action)] = [
            ("<Left>", .move(.left, .fine)), ("h", .move(.left, .fine)),
            ("<Down>", .move(.down, .fine)), ("j", .move(.down, .fine)),
            ("<Up>", .move(.up, .fine)), ("k", .move(.up, .fine)),
            ("<Right>", .move(.right, .fine)), ("l", .move(.right, .fine)),
            ("<S-Right>", .move(.right, .coarse)), ("q", .quit), ("?", .help),
        ]
        for pane in Pane.allCases {
            for (text, action) in pairs {
                let key = KeyPress.sequence(text)?.first
                #expect(key.flatMap { KeyMap.standard.action(for: $0, in: pane) } == action)
            }
        }
    }

    @Test func aKeyMeansWhatItsPaneSays() {
        #expect(KeyMap.standard.action(for: KeyPress("+"), in: .map) == .zoomIn)
        #expect(KeyMap.standard.action(for: KeyPress("+"), in: .path) == .faster)
        #expect(KeyMap.standard.action(for: KeyPress("+"), in: .grid) == nil)
    }

    @Test func theDocumentationHasEveryKeyAndCommand() throws {
        let path = "\(repositoryRoot)/docs/explorer.md"
        let page = String(decoding: try FileSystem.read(path), as: UTF8.self)
        #expect(page.contains(KeyMap.standard.markdown))
        #expect(page.contains(ExplorerState.commandsMarkdown))
    }
}
