"""What a cohort service needs to know before it starts."""

from dataclasses import dataclass, field
from pathlib import Path

from grading.cohort import Cohort

from ..warm_kernels.limits import Limits
from .machine import Machine
from .open_pages import Care


@dataclass(frozen=True)
class ServiceOptions:
    """A cohort, where its service listens, and what the NGO has set."""

    cohort: Cohort
    base_url: str
    """Starts and ends with a slash: `/services/<cohort>/`."""
    address: str
    port: int
    quick_exit_url: str
    """Where quick exit leads: a page that nobody asks about."""
    idle_minutes: float
    hub_url: str = "/hub/"
    is_https: bool = False
    """Whether people type https: a web server before the Hub sees to it."""
    desk_url: str = ""
    """The address of the staff's JupyterLab; empty where the NGO has none."""
    ready_kernels: int = 3
    """Kernels that are kept ready for the next page; each takes 15 MB, or 90 where none is forked."""
    page_kernel: str = "onward"
    """The kernelspec of the pages' kernels; "python3" is Jupyter's own."""
    limits: Limits = field(default_factory=Limits)
    """What one page's kernel may use."""
    max_kernels: int = 0
    """Pages that may be open at once; 0: as many as the machine's memory bears, see `admission`."""
    metrics_token: str = ""
    """What a monitoring program has to show when it reads the numbers from another machine."""
    audio: Path | None = None
    """Where recordings of our texts are, a folder for each language."""
    compressed: Path | None = None
    """Where the static files' compressed forms are, see `compressed`."""
    care: Care = field(default_factory=Care)
    machine: Machine = field(default_factory=Machine)

    @property
    def learner_group(self) -> str:
        return f"nbgrader-{self.cohort.name}"

    @property
    def staff_group(self) -> str:
        return f"formgrade-{self.cohort.name}"
