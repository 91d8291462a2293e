"""OpenMetrics 1.0, gauges alone: the textfile collector of node_exporter takes it, too.

That reads the older text format of Prometheus, which knows neither ``info`` nor ``stateset``.
Sources: https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md,
https://github.com/prometheus/node_exporter#textfile-collector.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from prometheus_client import CollectorRegistry
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.openmetrics.exposition import generate_latest
from prometheus_client.registry import Collector

from cdnaudit.reporting.document import Document
from cdnaudit.reporting.metrics import Metric


@dataclass(frozen=True, slots=True, eq=False)  # the library keeps it as a key
class _Collected(Collector):
    """A document as the library asks for it."""

    document: Document

    def collect(self) -> Iterator[GaugeMetricFamily]:
        return map(_family, self.document.metrics)


def render(document: Document, out: TextIO) -> None:
    """Write every metric with its help and type, then the end mark."""
    registry = CollectorRegistry(auto_describe=False)  # of our own: the library's has the process
    registry.register(_Collected(document))
    out.write(generate_latest(registry).decode())  # type: ignore[no-untyped-call]


def _family(metric: Metric) -> GaugeMetricFamily:
    family = GaugeMetricFamily(metric.name, metric.about, labels=metric.labels)
    for values, number in metric.samples:
        family.add_metric(values, number)
    return family
