"""Files that are written and read, and the explorer without a screen."""

import json
import os
import unittest

from explorer import DRAWING, RIGHT, ExplorerTest, frame, run, shows

SIGNATURES = {".png": b"\x89PNG\r\n\x1a\n", ".gif": b"GIF89a", ".csv": b"name,z_0,z_1,"}


class Files(ExplorerTest):
    def test_exports(self):
        terminal = self.explore_until_encoded()
        for keys, name in (
            (b"e", "picture-1.png"), (b"e", "picture-2.png"), (b"4e", "grid-1.png"),
            (b"1anna3e", "film-1.png"), (b":export path.gif\r", "path.gif"),
            (b":export latents\r", "latents-1.csv"), (b":export picture a.png\r", "a.png"),
        ):
            terminal.write(keys)
            terminal.wait_until(lambda: shows(terminal, f"Written to {name}."), name)
            data = (self.folder / name).read_bytes()
            self.assertTrue(data.startswith(SIGNATURES[name[-4:]]), data[:16])
        self.assertEqual(len(list(self.folder.iterdir())), 8)

    def test_what_is_exported_last_is_written_although_one_leaves(self):
        terminal = self.explore_until_encoded()
        terminal.write(b"anna:export gif path.gif\rq")
        self.assertEqual(terminal.status(), 0)
        data = (self.folder / "path.gif").read_bytes()
        self.assertEqual((data[:6], data[-1:]), (b"GIF89a", b";"))

    def test_a_file_that_cannot_be_written(self):
        terminal = self.explore_until_encoded()
        terminal.write(b":export missing/a.png\r")
        terminal.wait_until(
            lambda: shows(terminal, "no such file or directory: missing/a.png"), "the error")

    def test_bookmarks(self):
        terminal = self.explore_until_encoded()
        terminal.write(b"b")
        terminal.wait_until(lambda: shows(terminal, "1 bookmark in bookmarks.json."), "the first")
        terminal.write(RIGHT + b":bookmark tall\r")
        terminal.wait_until(lambda: shows(terminal, "2 bookmarks in bookmarks.json."), "the second")
        content = json.loads((self.model / "bookmarks.json").read_text())
        self.assertEqual([mark["name"] for mark in content["bookmarks"]], ["b1", "tall"])
        self.assertEqual(content["latentDimensions"], len(content["bookmarks"][0]["z"]))
        terminal.write(b"q")
        self.assertEqual(terminal.status(), 0)
        again = self.explore_until_encoded()
        again.write(b":tall\r")
        again.wait_until(lambda: shows(again, "At tall."), "the bookmark")

    def test_wrong_commands_stay_to_be_corrected(self):
        terminal = self.explore_until_encoded()
        for line, error in (
            (b":speed 500", "there is no number from 1 to 120: write speed STEPS"),
            (b":nonsense", '"nonsense" is not known'),
            (b"=much", '"much" is not a number'),
        ):
            terminal.write(line + b"\r")
            terminal.wait_until(lambda: shows(terminal, error), error)
            self.assertTrue(shows(terminal, line.decode()))
            terminal.rest()
            terminal.write(b"\x1b")
            terminal.wait_until(lambda: not shows(terminal, error), "the prompt is gone")


class Records(ExplorerTest):
    def test_a_record_leads_to_the_same_frame(self):
        terminal = self.explore_until_encoded(*DRAWING, "--record", "session.txt")
        self.assert_shows(terminal)
        terminal.write(RIGHT * 3)
        self.assert_shows(terminal, "<Right>" * 3)
        terminal.write(b"a")
        self.assert_shows(terminal, "<Right>" * 3 + "a")
        terminal.write(b"x4")
        self.assert_shows(terminal, "<Right>" * 3 + "ax4")
        terminal.resize(100, 30)
        terminal.wait_until(lambda: len(terminal.screen.display[29].strip()) > 60, "the new size")
        terminal.resize(80, 24)
        self.assert_shows(terminal, "<Right>" * 3 + "ax4")
        terminal.write(b"q")
        self.assertEqual(terminal.status(), 0)
        code, output, errors = run(
            self.model, "--glyphs", "half", "--colors", "mono", "--replay",
            self.folder / "session.txt", "--snapshot", "80x24")
        self.assertEqual((code, errors), (0, ""))
        mono = frame("<Right>" * 3 + "ax4", options=("--colors", "mono")).display
        self.assertEqual(output.splitlines(), [line.rstrip() for line in mono])

    def test_a_record_keeps_seed_and_view(self):
        begin = ("--seed", "5", "--view", "grid")
        terminal = self.explore_until_encoded(*DRAWING, *begin, "--record", "session.txt")
        terminal.write(b"r")
        self.assert_shows(terminal, "r", begin)
        terminal.write(b"q")
        self.assertEqual(terminal.status(), 0)
        size = ("--snapshot", "80x24")
        replayed = run(self.model, *DRAWING, "--replay", self.folder / "session.txt", *size)
        self.assertEqual(replayed, run(self.model, *DRAWING, *begin, "--keys", "r", *size))

    def test_a_record_on_another_screen_means_the_same(self):
        terminal = self.explore_until_encoded(
            *DRAWING, "--record", "session.txt", columns=100, rows=30)
        terminal.write(b"2\x1b[<0;20;12M\x1b[<0;20;12m")
        terminal.wait_until(lambda: shows(terminal, "z at ("), "the place")
        told = next(line for line in terminal.screen.display if "z at (" in line)
        terminal.write(b"q")
        self.assertEqual(terminal.status(), 0)
        _, output, _ = run(
            self.model, "--replay", self.folder / "session.txt", "--snapshot", "140x40")
        self.assertIn(told.strip(), output)

    def test_a_record_is_played_on_a_terminal(self):
        (self.folder / "session.txt").write_text(
            "# vae explore, recorded: seconds, what happened\n0.000 resize 80x24\n0.050 data\n"
            "1.000 key 4\n1.100 key 1\n1.200 key <Right>\n")
        terminal = self.explore_until_encoded(*DRAWING, "--replay", "session.txt")
        self.assert_shows(terminal, "41<Right>")


class Words(ExplorerTest):
    def test_lines_in_lines_out(self):
        code, output, errors = run(
            self.model, "--plain", text="set z0 1\nnonsense\n\nbookmark here\nquit\nset z0 2\n")
        self.assertEqual((code, errors), (0, ""))
        self.assertIn("> z0 at +1.00 σ.\n", output)
        self.assertIn('That was not understood at column 1: "nonsense" is not known', output)
        self.assertIn("1 bookmark in bookmarks.json.", output)
        self.assertNotIn("z0 at +2.00 σ.", output)
        self.assertNotIn("\x1b", output)

    def test_the_end_of_input_ends_it(self):
        code, output, errors = run(self.model, "--plain", text="set z0 1")
        self.assertEqual((code, errors), (0, ""))
        self.assertTrue(output.endswith("\n"))

    def test_without_a_terminal(self):
        self.assertEqual(
            run(self.model), (69, "", "vae: not a terminal: standard input or output: run it in a "
                "terminal without pipes, or use --plain\n"))

    def test_errors(self):
        (self.folder / "text.txt").write_text("nothing\n")
        (self.folder / "bad.txt").write_text(
            "# vae explore, recorded: seconds, what happened\n0.000 resize 80x24\n1 jump\n")
        os.chdir(self.folder)
        self.addCleanup(os.chdir, "/")
        for flags, code, error in (
            (("--snapshot", "0x5"), 64, '"0x5" is not a size: --snapshot: give columns x rows from '
                "1x1 to 500x300, such as 120x40"),
            (("--snapshot", "80"), 64, '"80" is not a size: --snapshot: give columns x rows from '
                "1x1 to 500x300, such as 120x40"),
            (("--keys", "<Nope>"), 64, "the keys cannot be read: --keys: write < as <lt>, other "
                "keys as <Left>, <S-Tab>, <C-r>, <Space>, <F1>"),
            (("--width", "9"), 64, "the explorer takes the whole screen: --width: leave it out, or "
                "give --snapshot a size"),
            (("--replay", "missing"), 66, "no such file or directory: missing: check the path"),
            (("--replay", "text.txt"), 65, "the file is no record of a session: text.txt: name a "
                "file that --record wrote"),
            (("--replay", "bad.txt"), 65, "line 3 cannot be read: bad.txt: correct or remove it"),
        ):
            with self.subTest(flags=flags):
                self.assertEqual(run(self.model, *flags), (code, "", f"vae: {error}\n"))


if __name__ == "__main__":
    unittest.main()
