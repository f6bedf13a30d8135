#!/usr/bin/env python3
"""First view, key to paint and looking back in headless Chromium, on the real binary. usage: view_bench.py VOORZIEN_BINARY

The tests themselves are web/e2e/speed.spec.ts and rewind-speed.spec.ts; goals: first view < 1.5 s cold, key to paint p95
< 100 ms, 30 redraws/s over 10,000 observations.
"""
import os
import subprocess
import sys

binary = os.path.abspath(sys.argv[1])
web = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "web")
run = subprocess.run(["npx", "playwright", "test", "--grep", "@speed"], cwd=web, text=True, capture_output=True,
                     env={**os.environ, "VOORZIEN_SPEED": "1", "VOORZIEN_BINARY": binary})
figures = [line for line in run.stdout.splitlines() if "ratio" in line]
print("\n".join(figures))
if run.returncode != 0 or len(figures) != 3:
    sys.exit(run.stdout + run.stderr)
