import Testing

@Suite struct CodeTextTests {
    @Test(arguments: [
        ("a // b\nc", ["a ", "c"]),
        ("a /* b\n/* c */ d */ e", ["a ", " e"]),
        ("x = \"// y\" // z", ["x = \"\" "]),
        ("x = \"a\\\" b\" + c", ["x = \"\" + c"]),
        ("x = #\"a \" b\"# + c", ["x = \"\" + c"]),
        ("x = \"\"\"\n  import A\n  \"\"\" + c", ["x = \"", "", "\" + c"]),
        ("x = \"open\nimport A", ["x = \"", "import A"]),
        ("", [""]),
    ])
    func commentsAndStringsAreLeftOut(text: String, lines: [String]) {
        #expect(CodeText.lines(of: text, keepingStrings: false) == lines)
    }

    @Test func stringsAreKeptOnDemand() {
        let text = "x = \"// y\" // z\ny = #\"a\"b\"#"
        #expect(
            CodeText.lines(of: text, keepingStrings: true) == ["x = \"// y\" ", "y = #\"a\"b\"#"])
    }
}
