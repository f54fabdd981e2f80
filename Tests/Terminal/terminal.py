"""A pseudo-terminal with a job on it, and what the terminal shows.

pyte obeys what the job writes. A process of our own stands between us and the job, as a shell does:
a job whose parent is in no session with it could not be suspended.
"""

import fcntl
import os
import re
import select
import signal
import struct
import termios
import time

import pyte

# A machine under load may take this long for anything; what fails, fails after as many seconds.
PATIENCE = 60


class Screen(pyte.Screen):
    """The terminal's screen, and how it answers."""

    def __init__(self, columns, rows, answer=lambda text: None):
        self.answer = answer
        self.last = " "
        super().__init__(columns, rows)

    def write_process_input(self, data):
        self.answer(data)

    def draw(self, data):
        super().draw(data)
        self.last = data[-1]

    def repeat(self, count=1):
        self.draw(self.last * count)

    def scroll_up(self, count=1):
        self._scroll(count, lambda margins: margins.bottom, self.index)

    def scroll_down(self, count=1):
        self._scroll(count, lambda margins: margins.top, self.reverse_index)

    def _scroll(self, count, edge, scroll):
        margins = self.margins or pyte.screens.Margins(0, self.lines - 1)
        row, self.cursor.y = self.cursor.y, edge(margins)
        for _ in range(count):
            scroll()
        self.cursor.y = row


class Stream(pyte.ByteStream):
    """pyte's reader, with REP, SU and SD too, which ncurses writes where xterm has them."""

    csi = {**pyte.ByteStream.csi, "b": "repeat", "S": "scroll_up", "T": "scroll_down"}
    events = pyte.ByteStream.events | {"repeat", "scroll_up", "scroll_down"}


class Terminal:
    """A terminal of some size that runs one command."""

    def __init__(self, columns=80, rows=24):
        self.master, self.slave = os.openpty()
        self.screen = Screen(columns, rows, lambda text: self.write(text.encode()))
        self.stream = Stream(self.screen)
        self.received = bytearray()
        self.resize(columns, rows)
        self.attributes_before = self.attributes

    def start(self, command, environment, directory, errors=None, ignored=()):
        """Runs `command` in front; its standard error goes to a descriptor, or here too."""
        self.reports, report = os.pipe()
        self.shell = os.fork()
        if self.shell == 0:
            try:
                self._be_shell(report, command, environment, directory, errors, ignored)
            finally:
                os._exit(1)
        os.close(report)
        self.process = self._next_report()
        self.is_running = True

    def _be_shell(self, report, command, environment, directory, errors, ignored):
        os.setsid()
        fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
        for number in (signal.SIGTTOU, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        os.close(self.master)
        job = os.fork()
        if job == 0:
            os.setpgid(0, 0)
            os.tcsetpgrp(self.slave, os.getpid())
            for number in (signal.SIGTTOU, signal.SIGHUP, signal.SIGINT, signal.SIGPIPE):
                signal.signal(number, signal.SIG_IGN if number in ignored else signal.SIG_DFL)
            for descriptor in (0, 1, 2):
                os.dup2(self.slave, descriptor)
            if errors is not None:
                os.dup2(errors, 2)
            os.closerange(3, 64)
            os.chdir(directory)
            os.execve(command[0], command, environment)
        os.close(self.slave)
        if errors is not None:
            # Who reads it waits until the job has ended, not its shell.
            os.close(errors)
        os.write(report, struct.pack("i", job))
        while True:
            _, status = os.waitpid(job, os.WUNTRACED)
            os.write(report, struct.pack("i", status))
            if not os.WIFSTOPPED(status):
                break
        # The end of a shell would end all on its terminal.
        while True:
            signal.pause()

    def _next_report(self):
        return struct.unpack("i", os.read(self.reports, 4))[0]

    # What the job does.

    def pump(self, seconds, limit=1 << 16):
        """Takes what the job writes, at most `limit` bytes; false if nothing came in time."""
        if self.master < 0 or not select.select([self.master], [], [], seconds)[0]:
            return False
        data = os.read(self.master, limit)
        self.received += data
        self.stream.feed(data)
        return True

    def wait_until(self, condition, what):
        """Takes what the job writes until `condition` holds between two frames."""
        end = time.monotonic() + PATIENCE
        while self.is_in_frame or not condition():
            if time.monotonic() > end:
                raise AssertionError(f"never came: {what}\n" + "\n".join(self.screen.display))
            self.pump(0.02)

    def rest(self):
        """Takes what the job writes until it pauses."""
        while self.pump(0.3):
            pass

    def status(self):
        """How the job ended or was stopped, with all taken that it wrote before."""
        self.wait_until(
            lambda: select.select([self.reports], [], [], 0)[0], "the end of the process")
        status = self._next_report()
        self.is_running = os.WIFSTOPPED(status)
        while self.pump(0):
            pass
        return status

    def processor_seconds(self):
        """What the job has computed, in all threads."""
        with open(f"/proc/{self.process}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    # What a person does.

    def write(self, data):
        if self.master >= 0:
            os.write(self.master, data)

    def kill(self, number):
        os.kill(self.process, number)

    def resize(self, columns, rows):
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))

    def hang_up(self):
        """Takes the terminal away."""
        os.close(self.master)
        os.close(self.slave)
        self.master = self.slave = -1

    def close(self):
        """Ends the job, if it runs, and gives everything back."""
        if self.is_running:
            self.kill(signal.SIGKILL)
        os.kill(self.shell, signal.SIGKILL)
        os.waitpid(self.shell, 0)
        os.close(self.reports)
        if self.master >= 0:
            self.hang_up()

    # What there is to see.

    @property
    def attributes(self):
        """The modes of the line, as the system has them."""
        return termios.tcgetattr(self.slave)

    @property
    def is_in_frame(self):
        """Whether a frame has begun and not ended."""
        return self.received.rfind(b"\x1b[?2026h") > self.received.rfind(b"\x1b[?2026l")

    @property
    def modes(self):
        """What private modes were last set to."""
        modes = {}
        for numbers, final in re.findall(rb"\x1b\[\?([0-9;]+)([hl])", self.received):
            for number in numbers.split(b";"):
                modes[int(number)] = final == b"h"
        return modes

    @property
    def cells(self):
        """What is seen now."""
        return seen(self.screen)


def seen(screen):
    """Characters with their colours and style, row by row; a blank's own colour is left out."""
    return [
        [_seen(screen.buffer[row][column]) for column in range(screen.columns)]
        for row in range(screen.lines)
    ]


def _seen(cell):
    is_blank = cell.data == " " and not cell.underscore and not cell.reverse
    foreground = "default" if is_blank else cell.fg
    return cell.data, foreground, cell.bg, cell.bold and not is_blank, cell.reverse, cell.underscore
