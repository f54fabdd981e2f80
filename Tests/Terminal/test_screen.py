"""What keys, mouse and sizes make of the screen."""

import os
import random
import re
import time
import unittest

from explorer import DOWN, DRAWING, RIGHT, ExplorerTest, shows, slider


class Views(ExplorerTest):
    def test_first_frame_and_every_view(self):
        terminal = self.explore_until_encoded(*DRAWING)
        self.assert_shows(terminal)
        for keys in ("2", "3", "4", "1"):
            terminal.write(keys.encode())
            self.assert_shows(terminal, keys)

    def test_the_first_start_encodes_the_examples(self):
        latents = self.model / "cache/latents.safetensors"
        latents.unlink()
        terminal = self.explore_until_encoded(*DRAWING)
        self.assert_shows(terminal)
        self.assertTrue(latents.exists())

    def test_help_and_back(self):
        terminal = self.explore_until_encoded(*DRAWING)
        terminal.write(b"?")
        self.assert_shows(terminal, "?")
        terminal.write(b"q")
        self.assert_shows(terminal)

    def test_a_path_is_walked(self):
        terminal = self.explore_until_encoded(*DRAWING)
        terminal.write(b"anna3")
        self.assert_shows(terminal, "anna3")
        terminal.write(RIGHT * 5)
        self.assert_shows(terminal, "anna3" + "<Right>" * 5)

    def test_a_large_screen(self):
        terminal = self.explore_until_encoded(*DRAWING, columns=160, rows=50)
        self.assert_shows(terminal)
        terminal.write(b"n" + RIGHT)
        self.assert_shows(terminal, "n<Right>")

    def test_all_colours(self):
        terminal = self.explore_until_encoded("--glyphs", "half", "--colors", "full")
        self.assert_shows(terminal, options=("--colors", "full"))
        terminal.write(b"4")
        self.assert_shows(terminal, "4", options=("--colors", "full"))
        terminal.write(b"2")
        self.assert_shows(terminal, "2", options=("--colors", "full"))
        terminal.write(b"1")
        self.assert_shows(terminal, "1", options=("--colors", "full"))

    def test_pictures_stay_where_they_are_while_a_list_scrolls(self):
        for colors in ("256", "full"):
            with self.subTest(colors=colors):
                options = ("--glyphs", "half", "--colors", colors)
                terminal = self.explore_until_encoded(*options)
                self.assert_shows(terminal, options=options)
                for steps in (1, 5, 9, 15):
                    terminal.write(DOWN * (steps - 1) + DOWN)
                    self.assert_shows(terminal, "<Down>" * steps, options)
                    terminal.write(b"\x1b[H")
                    self.assert_shows(terminal, "<Home>", options)

    def test_what_others_wrote_goes_with_control_l(self):
        terminal = self.explore_until_encoded(*DRAWING)
        self.assert_shows(terminal)
        terminal.stream.feed(b"\x1b[5;5Hspoiled\x1b[H")
        self.assertTrue(shows(terminal, "spoiled"))
        terminal.write(b"\x0c")
        self.assert_shows(terminal)


class Keys(ExplorerTest):
    def test_arrows_move_the_slider(self):
        terminal = self.explore_until_encoded()
        name, _ = slider(terminal)
        terminal.write(b"=0\r")
        terminal.wait_until(lambda: slider(terminal) == (name, 0), "the slider at 0")
        for key, value in ((RIGHT, 0.1), (b"\x1b[1;2C", 0.6), (b"h", 0.5), (b"\x1bOD", 0.4)):
            terminal.write(key)
            terminal.wait_until(lambda: slider(terminal) == (name, value), f"{value} after {key}")
        terminal.write(DOWN)
        terminal.wait_until(lambda: slider(terminal)[0] != name, "another slider")

    def test_keys_held(self):
        terminal = self.explore_until_encoded(*DRAWING)
        name, _ = slider(terminal)
        terminal.write(b"=0\r" + RIGHT * 200)
        terminal.wait_until(lambda: slider(terminal) == (name, 20), "the slider at 20")
        self.assert_shows(terminal, "=0<Enter>" + "<Right>" * 200)

    def test_a_key_that_comes_in_pieces(self):
        terminal = self.explore_until_encoded()
        terminal.write(b"=0\r")
        terminal.wait_until(lambda: slider(terminal)[1] == 0, "the slider at 0")
        for byte in b"\x1b[1;2C":
            terminal.write(bytes([byte]))
        terminal.wait_until(lambda: slider(terminal)[1] == 0.5, "half a step")

    def test_unknown_keys_type_nothing(self):
        terminal = self.explore_until_encoded(*DRAWING)
        self.assert_shows(terminal)
        # A function key that nobody has, an answer that nobody asked for, the end of a paste.
        terminal.write(b"\x1b[99~\x1b[?62;4c\x1b[201~")
        terminal.write(b"4")
        self.assert_shows(terminal, "4")

    def test_escape_is_instant(self):
        terminal = self.explore_until_encoded()
        times = []
        for _ in range(3):
            terminal.write(b":")
            terminal.wait_until(lambda: shows(terminal, "Tab completes"), "the prompt")
            # So that Escape is not mixed with the terminal's answers.
            terminal.rest()
            begin = time.monotonic()
            terminal.write(b"\x1b")
            terminal.wait_until(lambda: not shows(terminal, "Tab completes"), "no prompt")
            times.append(time.monotonic() - begin)
        # Curses waits for a second unless it is told not to.
        self.assertLess(min(times), 0.5)

    def test_a_paste_is_typed(self):
        terminal = self.explore_until_encoded()
        terminal.write(b":")
        terminal.wait_until(lambda: shows(terminal, "Tab completes"), "the prompt")
        terminal.write(b"\x1b[200~label\nq\x1b[201~")
        terminal.wait_until(lambda: shows(terminal, ":labelq"), "the text in the prompt")


class Mouse(ExplorerTest):
    def report(self, terminal, button, column, row, final="M"):
        terminal.write(f"\x1b[<{button};{column + 1};{row + 1}{final}".encode())

    def place(self, terminal, text):
        for row, line in enumerate(terminal.screen.display):
            if text in line:
                return line.index(text), row
        self.fail(f"{text!r} is not in sight")

    def test_a_press_on_a_tab(self):
        terminal = self.explore_until_encoded(*DRAWING)
        column, row = self.place(terminal, "3 Path")
        self.report(terminal, 0, column, row)
        self.report(terminal, 0, column, row, "m")
        self.assert_shows(terminal, "3")

    def test_a_slider_is_dragged(self):
        terminal = self.explore_until_encoded()
        self.assertTrue(terminal.modes[1002] and terminal.modes[1006])
        terminal.write(DOWN)
        terminal.wait_until(lambda: slider(terminal), "the slider")
        column, row = self.place(terminal, "▸z")
        column += 10
        self.report(terminal, 0, column, row)
        for step in range(1, 30):
            self.report(terminal, 32, column + step, row)
        # Beyond its end the slider stays there.
        terminal.wait_until(lambda: slider(terminal)[1] == 3.5, "the slider at its end")
        self.report(terminal, 0, column, row, "m")
        self.report(terminal, 32, column, row)
        terminal.write(b"u")
        terminal.wait_until(lambda: shows(terminal, "Undone."), "the drag taken back in one step")
        self.assertNotEqual(slider(terminal)[1], 3.5)

    def test_the_wheel_zooms_the_map(self):
        terminal = self.explore_until_encoded(*DRAWING)
        terminal.write(b"2")
        self.assert_shows(terminal, "2")
        before = terminal.screen.display[1:-2]
        column, row = self.place(terminal, "map")
        self.report(terminal, 64, column + 20, row + 8)
        terminal.wait_until(lambda: terminal.screen.display[1:-2] != before, "a closer map")
        terminal.write(b"f")
        self.assert_shows(terminal, "2f")

    def test_the_mouse_is_switched(self):
        terminal = self.explore_until_encoded()
        terminal.write(b"%")
        terminal.wait_until(lambda: shows(terminal, "The mouse is off"), "the notice")
        self.assertFalse(terminal.modes[1002] or terminal.modes[1006])
        terminal.write(b"%")
        terminal.wait_until(lambda: shows(terminal, "The mouse is on"), "the notice")
        self.assertTrue(terminal.modes[1002] and terminal.modes[1006])

    def test_without_mouse(self):
        terminal = self.explore_until_encoded("--no-mouse")
        self.assertFalse(terminal.modes.get(1002, False))


class Sizes(ExplorerTest):
    def test_a_storm(self):
        terminal = self.explore_until_encoded(*DRAWING)
        generator = random.Random(1)
        sizes = [(1, 1), (300, 100), (2, 1), (1, 2), (300, 1), (1, 100)]
        sizes += [(generator.randint(1, 300), generator.randint(1, 100)) for _ in range(94)]
        for columns, rows in sizes:
            terminal.resize(columns, rows)
            terminal.write(b"1234"[generator.randrange(4):][:1])
            terminal.pump(0.01)
        terminal.resize(80, 24)
        terminal.write(b"1")
        self.assert_shows(terminal, "1")

    def test_each_small_size_is_shown(self):
        terminal = self.explore_until_encoded(*DRAWING)
        for columns, rows in ((40, 12), (20, 6), (10, 3), (1, 1), (60, 20)):
            terminal.resize(columns, rows)
            self.assert_shows(terminal)


class Kinds(ExplorerTest):
    def test_terminals(self):
        for term in ("vt100", "linux", "xterm-256color", "tmux-256color"):
            with self.subTest(term=term):
                terminal = self.explore_until_encoded(term=term)
                terminal.write(b"=0\r" + RIGHT * 3)
                terminal.wait_until(lambda: (slider(terminal) or ("", 0))[1] == 0.3, "the slider")
                terminal.write(b"q")
                self.assertEqual(terminal.status(), 0)
                self.assertEqual(terminal.attributes, terminal.attributes_before)
                self.assertTrue(terminal.modes.get(25, True))
                if term in ("vt100", "linux"):
                    # They know nothing of what xterm has added.
                    self.assertLessEqual(set(terminal.modes), {1, 7, 25})
                else:
                    self.assert_restored(terminal)

    def test_terminals_that_cannot_be_used(self):
        for term, problem in (
            ("dumb", "terminal cannot move its cursor: TERM=dumb: use another terminal, or "
                "--plain"),
            ("unknown-term", "terminal is not known: TERM=unknown-term: set it to what the "
                "terminal is, such as xterm-256color, or use --plain"),
        ):
            with self.subTest(term=term):
                reader, writer = os.pipe()
                terminal = self.explore(term=term, errors=writer)
                os.close(writer)
                self.assertEqual(os.waitstatus_to_exitcode(terminal.status()), 69)
                with open(reader) as errors:
                    self.assertEqual(errors.read(), f"vae: {problem}\n")
                self.assertEqual(bytes(terminal.received), b"")
                self.assertEqual(terminal.attributes, terminal.attributes_before)

    def test_a_locale_without_unicode(self):
        terminal = self.explore_until_encoded(LC_ALL="C")
        for keys in (b"2", b"3", b"4", b"?", b"q1"):
            terminal.write(keys)
            terminal.rest()
        terminal.wait_until(lambda: shows(terminal, "[1 Walk]"), "the first view")
        terminal.write(b"q")
        self.assertEqual(terminal.status(), 0)
        self.assertEqual([byte for byte in terminal.received if byte >= 128], [])

    def test_no_color(self):
        terminal = self.explore_until_encoded(NO_COLOR="1")
        terminal.write(b"2")
        terminal.wait_until(lambda: shows(terminal, "[2 Map]"), "the map")
        terminal.write(b"q")
        self.assertEqual(terminal.status(), 0)
        styles = {
            int(number)
            for numbers in re.findall(rb"\x1b\[([0-9;]*)m", terminal.received)
            for number in numbers.split(b";") if number
        }
        # Colours are 30 to 49 and from 90 on; 39 and 49 take them away.
        self.assertEqual({style for style in styles if style >= 30} - {39, 49}, set())


if __name__ == "__main__":
    unittest.main()
