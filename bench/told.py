#!/usr/bin/python3
"""Runs a check that prints JSON as it goes on, and says when the last well integration was told.
  told.py NAME COMMAND…"""
import subprocess
import sys
import time

name, command = sys.argv[1], sys.argv[2:]
began = time.monotonic()
count, last = 0, 0.0
with subprocess.Popen(command, stdout=subprocess.PIPE) as check:
    seen = b""
    while piece := check.stdout.read1():
        now = time.monotonic()
        seen += piece
        found = seen.count(b'"state":"ok"')
        if found:
            last = now - began
        count += found
        seen = seen[seen.rfind(b"\n") + 1:] if not found else seen[seen.rfind(b'"state":"ok"') + 12:]
print(f"{name:34} last of {count} told after {last * 1000:.0f} ms, all over after {(time.monotonic() - began) * 1000:.0f} ms")
