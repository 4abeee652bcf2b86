"""`python -m planckeck` is the command `planckeck`."""

from planckeck.cli import main

if __name__ == "__main__":
    main()
