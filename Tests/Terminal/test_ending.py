"""However the explorer ends, the terminal is as it was."""

import json
import os
import shutil
import signal
import time
import unittest

from explorer import DRAWING, RIGHT, VAE, ExplorerTest, environment, run, shows
from terminal import PATIENCE, Terminal


class Ends(ExplorerTest):
    def test_keys(self):
        for keys in (b"q", b"\x03", b":quit\r"):
            with self.subTest(keys=keys):
                terminal = self.explore_until_encoded()
                self.assertNotEqual(terminal.attributes, terminal.attributes_before)
                self.assertEqual(
                    [terminal.modes[mode] for mode in (25, 1002, 1006, 1049, 2004, 2026)],
                    [False, True, True, True, True, False])
                terminal.write(keys)
                self.assertEqual(terminal.status(), 0)
                self.assert_restored(terminal)

    def test_at_once(self):
        terminal = self.explore()
        terminal.wait_until(lambda: shows(terminal, "1 Walk"), "the first frame")
        terminal.write(b"q")
        self.assertEqual(terminal.status(), 0)
        self.assert_restored(terminal)

    def test_signals_that_ask(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(signal=number):
                terminal = self.explore_until_encoded()
                terminal.kill(number)
                self.assertEqual(terminal.status(), 0)
                self.assert_restored(terminal)

    def test_crashes(self):
        for number in (signal.SIGILL, signal.SIGSEGV, signal.SIGABRT, signal.SIGTRAP):
            with self.subTest(signal=number):
                terminal = self.explore_until_encoded()
                terminal.kill(number)
                status = terminal.status()
                self.assertTrue(os.WIFSIGNALED(status))
                self.assertEqual(os.WTERMSIG(status), number)
                self.assert_restored(terminal, is_crash=True)

    def test_crashes_in_the_middle_of_a_frame(self):
        terminal = self.explore_until_encoded("--colors", "full", columns=200, rows=60)
        terminal.write(b"4" + RIGHT * 100)
        # Nothing is read: the process stands in a write.
        time.sleep(0.2)
        terminal.kill(signal.SIGSEGV)
        self.assertEqual(os.WTERMSIG(terminal.status()), signal.SIGSEGV)
        self.assert_restored(terminal, is_crash=True)


class Suspension(ExplorerTest):
    def test_control_z(self):
        self.check(lambda terminal: terminal.write(b"\x1a"))

    def test_signal(self):
        self.check(lambda terminal: terminal.kill(signal.SIGTSTP))

    def check(self, suspend):
        terminal = self.explore_until_encoded(*DRAWING)
        terminal.write(b"4")
        self.assert_shows(terminal, "4")
        for _ in range(2):
            suspend(terminal)
            self.assertTrue(os.WIFSTOPPED(terminal.status()))
            self.assert_restored(terminal)
            # What a shell writes meanwhile.
            terminal.stream.feed(b"\x1b[2J\x1b[1;1H$ ls\r\n")
            terminal.kill(signal.SIGCONT)
            self.assert_shows(terminal, "4")
            self.assertTrue(terminal.modes[1002] and terminal.modes[2004])
            self.assertNotEqual(terminal.attributes, terminal.attributes_before)
        terminal.write(b"q")
        self.assertEqual(terminal.status(), 0)
        self.assert_restored(terminal)

    def test_another_size_meanwhile(self):
        terminal = self.explore_until_encoded(*DRAWING)
        terminal.write(b"\x1a")
        self.assertTrue(os.WIFSTOPPED(terminal.status()))
        terminal.resize(100, 30)
        terminal.kill(signal.SIGCONT)
        self.assert_shows(terminal)

    def test_stopped_by_somebody_else(self):
        terminal = self.explore_until_encoded(*DRAWING)
        self.assert_shows(terminal)
        terminal.kill(signal.SIGSTOP)
        self.assertTrue(os.WIFSTOPPED(terminal.status()))
        terminal.stream.feed(b"\x1b[2J")
        terminal.kill(signal.SIGCONT)
        self.assert_shows(terminal)


class Losses(ExplorerTest):
    def test_the_terminal_goes(self):
        for ignored in ((), (signal.SIGHUP,)):
            with self.subTest(ignored=ignored):
                terminal = self.explore_until_encoded(ignored=ignored)
                before = used = terminal.processor_seconds()
                terminal.hang_up()
                end = time.monotonic() + PATIENCE
                try:
                    while True:
                        used = terminal.processor_seconds()
                        self.assertLess(time.monotonic(), end, "the process goes on")
                        time.sleep(0.01)
                except (FileNotFoundError, ProcessLookupError):
                    pass
                self.assertEqual(terminal.status(), 0)
                self.assertLess(used - before, 1)

    def test_the_parent_is_killed(self):
        terminal = Terminal(80, 24)
        self.addCleanup(terminal.close)
        terminal.start(
            ["/bin/sh", "-c", f"{VAE} explore {self.model}; true"], environment(), self.folder)
        terminal.wait_until(lambda: shows(terminal, "live"), "the encoded examples")
        terminal.kill(signal.SIGKILL)
        self.assertEqual(os.WTERMSIG(terminal.status()), signal.SIGKILL)
        terminal.wait_until(lambda: b"\x1b[?1049l" in terminal.received, "the end of the program")
        terminal.rest()
        self.assert_restored(terminal)

    def test_killed_while_it_writes(self):
        """Whatever it was doing, files are whole, and the next session begins as ever."""
        cache = self.model / "cache"
        before = {file.name for file in self.model.rglob("*")}
        for delay in (0, 0.1, 0.3, 0.6):
            with self.subTest(delay=delay):
                shutil.rmtree(cache)
                terminal = self.explore()
                terminal.wait_until(lambda: shows(terminal, "1 Walk"), "the first frame")
                terminal.write(b"bx" * 20 + b":export gif walk.gif\r")
                time.sleep(delay)
                terminal.kill(signal.SIGKILL)
                self.assertEqual(os.WTERMSIG(terminal.status()), signal.SIGKILL)
                bookmarks = self.model / "bookmarks.json"
                if bookmarks.exists():
                    json.loads(bookmarks.read_text())
                code, output, errors = run(self.model, "--snapshot", "80x24")
                self.assertEqual((code, errors), (0, ""))
                self.assertIn("live", output)
        # A part of a file has another name, and goes when the file is written again.
        unfinished = {".bookmarks.json.partial", ".latents.safetensors.partial"}
        after = {file.name for file in self.model.rglob("*")}
        self.assertEqual(after - unfinished - {"bookmarks.json"}, before)
        animation = self.folder / "walk.gif"
        if animation.exists():
            self.assertEqual(animation.read_bytes()[-1:], b";")


if __name__ == "__main__":
    unittest.main()
