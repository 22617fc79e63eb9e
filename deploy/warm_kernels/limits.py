"""What one kernel may use of the machine."""

import resource
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Zero is no limit. None of them leaves a core dump, which would hold a learner's words."""

    megabytes: int = 0
    """Of address space; past that an allocation fails with MemoryError."""
    cpu_seconds: int = 0
    """Seconds of processor time; then the system ends the kernel."""
    processes: int = 0
    """Processes and threads of the account together, as Linux counts them; not enforced for root."""

    def put_on(self, pid: int) -> None:
        """For the process `pid`, 0 being this one; never above what it may have already."""
        limits = {
            resource.RLIMIT_AS: self.megabytes << 20,
            resource.RLIMIT_CPU: self.cpu_seconds,
            resource.RLIMIT_NPROC: self.processes,
        }
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))
        for which, value in limits.items():
            if value:
                lower(pid, which, value)


def lower(pid: int, which: int, value: int) -> None:
    _, most = resource.prlimit(pid, which)
    kept = value if most == resource.RLIM_INFINITY else min(value, most)
    resource.prlimit(pid, which, (kept, kept))
