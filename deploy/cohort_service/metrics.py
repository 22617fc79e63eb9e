"""Numbers for the NGO's monitoring, in Prometheus' text format: no code, no name, no session, no address."""

from collections.abc import Callable, Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
OTHER = "other"
"""An NGO's own notebooks: their names may say what nobody else need know."""


class Metrics:
    """One service's; a registry of its own, so that nothing else's numbers come with them."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._starts = self._counter("kernel_starts", "Kernels started, ahead or for a page", "result")
        self._start_seconds = self._histogram("kernel_start_seconds", "From the start to a running kernel")
        self._closed = self._counter("kernels_closed", "Kernels of pages stopped, by reason", "reason")
        self._pages = self._histogram("page_open_seconds", "From the request to the last byte", "lesson")
        self._healed = self._counter("pages_healed", "Pages that got another kernel", "result")
        self._saves = self._counter("saves", "Answers to changes, by what became of them", "result")
        self._save_seconds = self._histogram("save_seconds", "From a change to its answer")
        self._waits = self._histogram("queue_wait_seconds", "How long those waited who got a place")

    def text(self) -> bytes:
        return generate_latest(self._registry)

    def shows(self, name: str, about: str, read: Callable[[], float]) -> None:
        """A number that is read whenever somebody asks."""
        Gauge(f"onward_{name}", about, registry=self._registry).set_function(read)

    def shows_each(self, name: str, about: str, label: str, read: Callable[[], Mapping[str, int]]) -> None:
        self._registry.register(Each(f"onward_{name}", about, label, read))

    def kernel_started(self, seconds: float) -> None:
        self._starts.labels("started").inc()
        self._start_seconds.observe(seconds)

    def kernel_failed(self) -> None:
        self._starts.labels("failed").inc()

    def kernel_closed(self, reason: str) -> None:
        self._closed.labels(reason).inc()

    def page_opened(self, lesson: str, seconds: float, *, heals: bool) -> None:
        """`lesson` is one of Onward's own, or empty."""
        self._pages.labels(lesson or OTHER).observe(seconds)
        if heals:
            self._healed.labels("healed").inc()

    def answered(self, result: str, seconds: float) -> None:
        """A change was saved, refused, in conflict, or not saved."""
        self._saves.labels(result).inc()
        self._save_seconds.observe(seconds)

    def waited(self, seconds: float) -> None:
        self._waits.observe(seconds)

    def _counter(self, name: str, about: str, label: str) -> Counter:
        return Counter(f"onward_{name}", about, [label], registry=self._registry)

    def _histogram(self, name: str, about: str, *labels: str) -> Histogram:
        return Histogram(f"onward_{name}", about, labels, registry=self._registry, buckets=SECONDS)


class Each(Collector):
    """A number for each of some states."""

    def __init__(self, name: str, about: str, label: str, read: Callable[[], Mapping[str, int]]) -> None:
        self._name, self._about, self._label, self._read = name, about, label, read

    def collect(self) -> Iterator[GaugeMetricFamily]:
        family = GaugeMetricFamily(self._name, self._about, labels=[self._label])
        for value, number in sorted(self._read().items()):
            family.add_metric([value], number)
        yield family

    def describe(self) -> list[GaugeMetricFamily]:
        return [GaugeMetricFamily(self._name, self._about, labels=[self._label])]
