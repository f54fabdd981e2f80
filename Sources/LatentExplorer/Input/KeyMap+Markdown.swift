extension KeyMap {
    /// All keys as a table for the documentation.
    package var markdown: String {
        var lines = ["| Key | Where | What |", "|---|---|---|"]
        for group in groups {
            lines.append("| **\(group.title)** | | |")
            for binding in group.bindings {
                let places = binding.panes.map { $0.title }.sorted().joined(separator: ", ")
                let keys = binding.keys.map { "`\(HelpOverlay.spoken(key: $0))`" }
                    .joined(separator: " ")
                lines.append(
                    "| \(keys) | \(places) | \(binding.help) |"
                        .replacing("`|`", with: "`\\|`"))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension ExplorerState {
    /// All commands as the rows of a table for the documentation.
    package static var commandsMarkdown: String {
        Command.all.map { command in
            let usage = "\(command.name) \(command.arguments)".trimmed
            return "| `\(usage.replacing("|", with: "\\|"))` | \(command.help) |\n"
        }.joined()
    }
}
