import Autoencoders
import LatentExplorer
import TerminalUI
import Testing

@Suite struct PromptTests {
    private func driver(_ line: String, _ kind: String = ":") -> Driver {
        var driver = Driver()
        driver.press(kind)
        driver.type(line)
        return driver
    }

    @Test func expressionsGoToPoints() {
        let data = FakeModel.data()
        #expect(driver("#7").state.place.z == data.examples.mean(at: 7))
        #expect(driver("#7").state.place.example?.row == 7)
        #expect(driver("boot").state.place.z == data.centroids?.centroid(of: 0))
        #expect(driver("0").state.place.z == [0, 0, 0, 0, 0, 0])
        let mixed = driver("bag + 0.5*(#3 - #4)").state.place.z
        let bag = data.centroids?.centroid(of: 2) ?? []
        let (three, four) = (data.examples.mean(at: 3), data.examples.mean(at: 4))
        for latent in 0..<6 {
            #expect(abs(mixed[latent] - bag[latent] - 0.5 * (three[latent] - four[latent])) < 1e-6)
        }
    }

    /// A line that is wrong says where and can be corrected.
    @Test(arguments: [
        ("boot +", "a point is missing"), ("#200", "there is no example #200"),
        ("sandal", "\"sandal\" is not known"), ("set z9 1", "there is no slider z9"),
        ("set z0 x", "a slider takes one number"), ("axes z0", "axes are two components"),
        ("axes boot bag hat", "\"hat\" is not known"), ("speed 0", "there is no number"),
        ("temperature -1", "there is no number"), ("seed one", "there is no whole number"),
        ("delete tall", "there is no anchor or bookmark \"tall\""),
        ("way straight", "there is no such way here"), ("export film", "there is no path"),
        ("label", "a label is missing: write label NAME|all"),
        ("anchor a b", "a name is one word"), ("export x y z", "a file's name is one word"),
    ])
    func whatIsWrongIsSaid(line: String, message: String) {
        let driver = driver(line)
        #expect(driver.state.problem?.hasPrefix(message) ?? false, "\(driver.state.problem ?? "")")
        #expect(driver.state.place.z == FakeModel.data().examples.mean(at: 0))
    }

    @Test(arguments: [
        ("axes pca 1 99", "two of the components 1 to 4"),
        ("axes pca 2 2", "two of the components 1 to 4"), ("axes z0 z6", "two of z0 to z5"),
        ("axes least bag bag", "labels that differ and have examples"),
        ("axes boot bag bag", "labels that differ and have examples"),
    ])
    func axesThatAreNotThereAreSaid(line: String, choice: String) {
        #expect(driver(line).state.notice == "The data have no such axes, take \(choice).")
    }

    @Test func dataWithoutTheMapsAxesShowOthers() {
        var driver = driver("axes least boot bag")
        #expect(driver.state.notice == "The map's axes are least squares ankle boot, bag.")
        driver.give(FakeModel.data(hasLabels: false))
        driver.press("2")
        #expect(driver.screen().joined().contains("map · PCA 1·2"))
    }

    @Test func commandsDoWhatTheySay() {
        #expect(
            abs(
                driver("set z1 1.5").state.space.value(
                    of: 1, at: driver("set z1 1.5").state.place.z) - 1.5) < 1e-5)
        let anchored = driver("anchor B = bag").state
        #expect(anchored.place.anchors.map(\.name) == ["B"])
        #expect(anchored.place.anchors[0].z == FakeModel.data().centroids?.centroid(of: 2))
        var bookmarked = driver("bookmark tall")
        #expect(bookmarked.state.place.bookmarks.map(\.name) == ["tall"])
        bookmarked.press("n:")
        bookmarked.type("delete tall")
        #expect(bookmarked.state.place.bookmarks == [])
        #expect(driver("quit").effects == [.quit])
        let labelled = driver("label bag").state
        #expect(labelled.place.example?.row == 2)
        let exported = driver("export latents out.csv")
        #expect(
            exported.effects == [
                .export(
                    Export(
                        .latents([Bookmark(name: "z", z: exported.state.place.z)]),
                        path: "out.csv"))
            ])
    }

    @Test func searchFindsExamplesLabelsAndMarks() {
        #expect(driver("17", "/").state.place.example?.row == 17)
        #expect(driver("#17", "/").state.place.example?.row == 17)
        let bag = driver("bag", "/").state
        #expect(bag.place.example?.row == 2)
        var marked = Driver(bookmarks: [Bookmark(name: "tall", z: [1, 2, 3, 0, 0, 0])])
        marked.press("/")
        marked.type("tall")
        #expect(marked.state.place.z == [1, 2, 3, 0, 0, 0])
        let missing = "there is no example #999: there are 120, counted from 0"
        #expect(driver("999", "/").state.problem == missing)
    }

    @Test func searchFindsAnchorsAndPutsThePathThere() {
        var driver = Driver()
        driver.press("anna")
        let first = driver.state.place.anchors[0]
        driver.press("/")
        driver.type("A")
        #expect(driver.state.place.z == first.z)
        #expect(driver.state.place.example == first.example)
        #expect(driver.state.place.pathPosition == 0)
    }

    @Test func searchFindsIDs() {
        var driver = Driver(hasData: false)
        driver.give(FakeModel.data(ids: (0..<120).map { "dir/\($0 * 2).png" }))
        driver.press("/")
        driver.type("dir/14.png")
        #expect(driver.state.place.example?.row == 7)
        driver.press(":")
        driver.type("#'dir/20.png'")
        #expect(driver.state.place.example?.row == 10)
    }

    @Test func examplesHaveTheNumbersOfTheirPart() {
        var driver = Driver(hasData: false)
        driver.give(FakeModel.data(numbers: (0..<120).map { $0 * 3 }))
        driver.press(":")
        driver.type("#21")
        #expect(driver.state.place.example?.row == 7)
        #expect(driver.state.notice.contains("test #21"))
        driver.press("n")
        #expect(driver.state.notice.contains("test #24"))
        driver.press("/")
        driver.type("30")
        #expect(driver.state.place.example?.row == 10)
        driver.press(":")
        driver.type("z + #22")
        #expect(driver.state.problem?.contains("there is no example #22 at hand") == true)
    }

    @Test func theWholeNameOfALabelNeedsNoQuotes() {
        let boots = FakeModel.data().centroids?.centroid(of: 0)
        #expect(driver("ankle boot").state.place.z == boots)
        #expect(driver("Ankle Boot").state.place.z == boots)
        #expect(driver("t-shirt/top").state.place.z == FakeModel.data().centroids?.centroid(of: 1))
    }

    @Test func axesTakeNamesInQuotesAsTheyAreCompleted() {
        var driver = Driver()
        driver.press(":")
        driver.press("axes<Space>least<Space>an<Tab>")
        #expect(driver.state.promptLine == "axes least 'ankle boot'")
        driver.type(" bag")
        #expect(driver.state.notice == "The map's axes are least squares ankle boot, bag.")
    }

    @Test func pastedTextIsNoCommand() {
        var driver = Driver()
        let before = driver.state.place
        driver.press("<P-b><P-n><P-q>")
        #expect(driver.state.place == before && driver.effects == [])
        #expect(driver.state.notice == "Text can be pasted behind : and /.")
        driver.press(":<P-#><P-7><Enter>")
        #expect(driver.state.place.example?.row == 7)
    }

    @Test func whatALineCouldGoOnWithIsShown() {
        var driver = Driver()
        driver.press(":way<Space><Tab>")
        #expect(driver.screen().joined().contains("linear  spherical  geodesic"))
        driver.press("x<Tab>")
        #expect(driver.screen().joined().contains("Nothing begins like that."))
        driver.press("<BS>")
        #expect(driver.screen().joined().contains("way linear|spherical|geodesic"))
    }

    @Test func aNumberOutOfRangeIsToldTheRange() {
        #expect(
            driver("speed 0").state.problem
                == "there is no number from 1 to 120: write speed STEPS")
    }

    @Test func otherDataHaveTheirOwnLabels() {
        var driver = Driver(hasData: false)
        driver.give(FakeModel.data(classNames: ["hat", "glove", "scarf"]))
        driver.press(":")
        driver.type("glove")
        #expect(driver.state.place.z == FakeModel.data().centroids?.centroid(of: 1))
        #expect(driver.screen().joined().contains("glove"))
    }

    @Test func filesAreNamedAsWhatTheyAre() {
        #expect(
            driver("export x.txt").state.problem?.contains("x.txt would be a png file") == true)
        #expect(
            driver("export latents x.png").state.problem?.contains("x.png would be a csv file")
                == true)
    }

    @Test func linesAreEditedAndRemembered() {
        var driver = Driver()
        driver.press(":")
        driver.type("#5")
        driver.press(":")
        driver.type("#6")
        driver.press(":<Up><Up>")
        #expect(driver.state.promptLine == "#5")
        driver.press("<Down><BS>7<Enter>")
        #expect(driver.state.place.example?.row == 7)
        driver.press(":abc<Home>x<Right><Del><End>yz<Left><BS>")
        #expect(driver.state.promptLine == "xacz")
        driver.press("<C-u>")
        #expect(driver.state.promptLine == "z")
        driver.press("<Esc>")
        #expect(driver.state.promptLine == nil)
    }

    @Test(arguments: [
        ("an", "anchor "), ("boo", "bookmark "), ("ax", "axes "), ("way g", "way geodesic"),
        ("0.5*an", "0.5*'ankle boot'"), ("xyz", "xyz"),
    ])
    func tabCompletes(typed: String, completed: String) {
        var driver = Driver()
        driver.press(":")
        for scalar in typed.unicodeScalars { driver.press(KeyPress(scalar).description) }
        driver.press("<Tab>")
        #expect(driver.state.promptLine == completed)
    }
}
