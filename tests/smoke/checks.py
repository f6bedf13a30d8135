"""What the smoke tests share: a check that counts, and waiting for a condition with a deadline."""
import sys
import time

passed = 0


def check(name: str, holds: bool) -> None:
    global passed
    if not holds:
        sys.exit(f"FAILED {name}")
    passed += 1


def wait_for(name: str, question, seconds: float = 90):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := question():
            return found
        time.sleep(0.05)
    sys.exit(f"FAILED {name}: not within {seconds} s")
