"""Split the action's further flags as a shell does, and write each with a NUL after it."""

import os
import shlex
import sys

if __name__ == "__main__":
    try:
        words = shlex.split(os.environ["ARGS"])
    except ValueError as error:
        sys.exit(f"cdnaudit: args: {error}; mend the quotes")
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write("".join(f"{word}\0" for word in words))
