"""The built program with a model that it made itself: on a terminal, or as one printed frame."""

import functools
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from terminal import Screen, Stream, Terminal, seen

ROOT = Path(__file__).resolve().parents[2]
VAE = str(ROOT / ".build/release/vae")
MODEL = ROOT / ".build-terminal/model"

# What a frame on a terminal and one on paper have in common, so that they can be compared.
DRAWING = ["--glyphs", "half", "--colors", "256"]

UP, DOWN, RIGHT, LEFT = b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D"


def environment(term="xterm-256color", **more):
    variables = {
        "PATH": os.environ["PATH"], "HOME": "/nonexistent", "TERM": term, "LC_ALL": "C.UTF-8",
        "SWIFT_BACKTRACE": "enable=no",
    }
    return {**variables, **more}


def run(*arguments, text="", **more):
    """Runs the program without a terminal: its exit code, output and errors."""
    ended = subprocess.run(
        [VAE, "explore", *map(str, arguments)], input=text, capture_output=True, text=True,
        env=environment(**more))
    return ended.returncode, ended.stdout, ended.stderr


@functools.cache
def frame(keys="", columns=80, rows=24, options=()):
    """The screen after `keys`, as the program prints it."""
    code, output, errors = run(
        MODEL, *DRAWING, *options, "--snapshot", f"{columns}x{rows}", "--keys", keys)
    assert code == 0, errors
    screen = Screen(columns, rows)
    Stream(screen).feed(output.rstrip("\n").replace("\n", "\r\n").encode())
    return screen


class ExplorerTest(unittest.TestCase):
    """A test with a folder of its own, and with the model in it."""

    maxDiff = None

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="vae-terminal-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.model = self.folder / "model"
        # The first frame of all leaves the encoded examples in the model's folder.
        frame()
        shutil.copytree(MODEL, self.model)

    def explore(self, *options, columns=80, rows=24, errors=None, ignored=(), **more):
        """The explorer on a new terminal."""
        terminal = Terminal(columns, rows)
        self.addCleanup(terminal.close)
        terminal.start(
            [VAE, "explore", str(self.model), *options], environment(**more), self.folder, errors,
            ignored)
        return terminal

    def explore_until_encoded(self, *options, **more):
        """The explorer with the model's examples on its screen."""
        terminal = self.explore(*options, **more)
        terminal.wait_until(lambda: shows(terminal, "live"), "the encoded examples")
        return terminal

    def assert_shows(self, terminal, keys="", options=()):
        """Waits until the screen is the one that `keys` lead to."""
        screen = frame(keys, terminal.screen.columns, terminal.screen.lines, options)
        wanted = seen(screen)

        try:
            terminal.wait_until(lambda: terminal.cells == wanted, f"the frame after {keys!r}")
        except AssertionError:
            self.assertEqual("\n".join(terminal.screen.display), "\n".join(screen.display))
            differences = [
                (row, column, cell, wanted[row][column])
                for row, line in enumerate(terminal.cells)
                for column, cell in enumerate(line) if cell != wanted[row][column]
            ]
            self.fail(f"row, column, cell shown, cell wanted: {differences[:10]}")

    def assert_restored(self, terminal, is_crash=False):
        """The terminal is as it was before, and nothing came after that."""
        self.assertEqual(terminal.attributes, terminal.attributes_before)
        modes = terminal.modes
        self.assertEqual(
            {mode: modes.get(mode, mode == 25) for mode in (25, 1002, 1006, 1049, 2004, 2026)},
            {25: True, 1002: False, 1006: False, 1049: False, 2004: False, 2026: False})
        after = terminal.received.rpartition(b"\x1b[?1049l")[2]
        text = re.sub(rb"\x1b(\[[0-9;?]*[a-zA-Z]|[=>])", b"", after)
        if is_crash:
            # The terminal may answer when nobody listens any more, and then the line echoes it.
            text = text.replace(b"^[[0n", b"")
        self.assertEqual(text.strip(b"\r\n"), b"")


def shows(terminal, text):
    return any(text in line for line in terminal.screen.display)


def slider(terminal):
    """The name and the value of the slider in focus; nothing if it is not in sight."""
    for line in terminal.screen.display:
        found = re.search(r"▸(z\d+)\b.*?([+−-]?\d+\.\d\d)", line)
        if found:
            return found[1], float(found[2].replace("−", "-"))
    return None
