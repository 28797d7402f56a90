"""`python -m newsdesk.intake`: the child process; started by `newsdesk.intake.spawn` and by nobody else."""

import gc

gc.disable()  # dozens of collections while everything is imported

from newsdesk.intake.child import main  # noqa: E402

if __name__ == "__main__":
    gc.freeze()
    gc.enable()
    main()
