"""What the explorer costs at rest, and what it does on a slow line."""

import re
import time
import unittest

from explorer import DRAWING, RIGHT, ExplorerTest, slider
from terminal import PATIENCE


class Line(ExplorerTest):
    def test_at_rest_nothing_is_written_or_computed(self):
        for view in (b"", b"2", b"4"):
            with self.subTest(view=view):
                terminal = self.explore_until_encoded()
                terminal.write(view)
                # What is computed behind the screen may take a while; then there is nothing.
                end = time.monotonic() + PATIENCE
                while True:
                    before, count = terminal.processor_seconds(), len(terminal.received)
                    is_quiet = not terminal.pump(1)
                    used = terminal.processor_seconds() - before
                    if is_quiet and used < 0.03:
                        break
                    self.assertLess(
                        time.monotonic(), end,
                        f"{len(terminal.received) - count} bytes, {used} s in a second")

    def test_a_slow_line_holds_one_frame(self):
        terminal = self.explore_until_encoded(*DRAWING)
        self.assert_shows(terminal)
        terminal.write(b"=0\r")
        terminal.wait_until(lambda: slider(terminal)[1] == 0, "the slider at 0")
        begin = len(terminal.received)
        terminal.write(b"\x0c")
        # What was refined meanwhile may come first, and is smaller.
        largest = lambda: max(map(len, self.frames(terminal, begin)), default=0)
        terminal.wait_until(lambda: largest() > 1000, "a whole frame")
        whole = largest()

        # 20 KB and 50 keys in a second.
        begin = time.monotonic()
        for key in range(100):
            terminal.write(RIGHT)
            while time.monotonic() < begin + key * 0.02:
                self.read_slowly(terminal)
        released = len(terminal.received)
        end = time.monotonic() + PATIENCE
        while slider(terminal)[1] != 10:
            self.assertLess(time.monotonic(), end, "the right value never came")
            self.read_slowly(terminal)
        self.assertLessEqual(len(terminal.received) - released, 2 * whole)
        self.assert_shows(terminal, "=0<Enter><C-l>" + "<Right>" * 100)

    def read_slowly(self, terminal):
        terminal.pump(0.01, limit=200)
        time.sleep(0.01)

    @staticmethod
    def frames(terminal, begin):
        return re.findall(
            rb"\x1b\[\?2026h.*?\x1b\[\?2026l", bytes(terminal.received[begin:]), re.DOTALL)


if __name__ == "__main__":
    unittest.main()
