"""`python -m newsdesk.intake`: the child process; started by `newsdesk.intake.client` and by nobody else."""

from newsdesk.intake.child import main

if __name__ == "__main__":
    main()
