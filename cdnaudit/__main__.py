"""Run the command line as ``python -m cdnaudit``."""

from cdnaudit.cli.app import main

if __name__ == "__main__":
    main()
