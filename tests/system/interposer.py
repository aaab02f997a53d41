#!/usr/bin/python3
"""Stands between a program and its terminal as a screen reader's user meets it: no colour, no attributes, a
cursor that cannot be hidden, and slow. interposer.py LOG PROGRAM…; LOG gets every byte the program wrote."""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import tty

SLOW = 2400  # bytes a tick
TICK = 0.02
LOOKS = re.compile(rb"\x1b\[[0-9;:]*m|\x1b\(B|\x1b\[\?25l|\x1b\[\?12[hl]|\x0f")


def size(fd):
    return struct.unpack("HHHH", fcntl.ioctl(fd, termios.TIOCGWINSZ, b"\0" * 8))


def relay(master, log):
    out = b""
    while True:
        ready, _, _ = select.select([0, master], [], [], TICK if out else None)
        if 0 in ready:
            os.write(master, os.read(0, 1024))
        if master in ready:
            try:
                data = os.read(master, 65536)
            except OSError:
                data = b""
            if not data:
                os.write(1, LOOKS.sub(b"", out))
                return
            log.write(data)
            log.flush()
            out += data
        if out and master not in ready:  # a whole piece: no sequence is cut
            plain = LOOKS.sub(b"", out)
            os.write(1, plain[:SLOW])
            out = plain[SLOW:]


def main():
    rows = size(0)
    child, master = pty.fork()
    if child == 0:
        os.execv(sys.argv[2], sys.argv[2:])
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", *rows))
    signal.signal(signal.SIGWINCH, lambda *_: fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", *size(0))))
    before = termios.tcgetattr(0)
    tty.setraw(0)
    with open(sys.argv[1], "wb") as log:
        relay(master, log)
    termios.tcsetattr(0, termios.TCSADRAIN, before)
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


main()
