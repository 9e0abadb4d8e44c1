"""The terminal while the screen is shown: stopped and continued, and restored in a hurry."""

from __future__ import annotations

import os
import termios
from contextlib import suppress

from textual.drivers.linux_driver import LinuxDriver

RESTORE = (
    "\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""What Textual writes when it leaves: bracketed paste, line wrap, reports of size, mouse and keys, the other screen,
the cursor, reports of the focus."""


class TerminalDriver(LinuxDriver):
    """Textual's driver, which also survives being stopped by a signal that no process can handle (SIGSTOP)."""

    _shown = False
    """The terminal is set up for the screen."""

    def start_application_mode(self) -> None:
        """Set the terminal up for the screen."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual gives it no types
        self._shown = True

    def stop_application_mode(self) -> None:
        """Restore the terminal."""
        super().stop_application_mode()
        self._shown = False

    def _sigtstp_application(self, *_: object) -> None:
        # Before the screen is up, ctrl+z is a key that came too early.
        if self._shown:
            super()._sigtstp_application()

    def _sigcont_application(self, *_: object) -> None:
        stopped = self._shown
        before = self.attrs_before
        if stopped:
            # Nobody told Textual to stop: it would start a second thread that reads keys and one that writes, and take
            # the modes of the screen for those that the terminal had before.
            self.disable_input()
            self.close()
            self._must_signal_resume = True
        super()._sigcont_application()
        if stopped:
            self.attrs_before = before

    def restore(self) -> None:
        """Restore the terminal from any thread, without waiting for what is still to be written."""
        if not self._shown:
            return
        self._shown = False
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        if self._file is not None:
            with suppress(OSError):
                os.write(self._file.fileno(), RESTORE.encode("ascii"))
