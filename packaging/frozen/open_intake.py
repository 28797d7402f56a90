"""The frozen program's first line: the intake process, started by the other two and by nobody else."""

from newsdesk.intake.child import main

main()
