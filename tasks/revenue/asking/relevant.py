"""The parts of the knowledge that matter to a question: the nearest metrics, and what belongs to them."""

from collections.abc import Mapping
from dataclasses import dataclass

from agents.retrieval.bm25 import Bm25, bm25_of
from agents.retrieval.embedder import Embedder, Vectors
from agents.retrieval.nearest import best, cosines
from agents.retrieval.ranks import joined
from schemas.revenue.asking import DataInput, DimensionView, MetricView, TableView
from tasks.revenue.knowledge.metrics import Metric, metrics
from tasks.revenue.knowledge.tables import Class, knowledge

_METRICS, _TABLES = 14, 4
_WITHHELD: Class = "RESTRICTED"


@dataclass(slots=True)
class Knowledge:
    """All metrics as passages, searched by words and by vectors."""

    views: tuple[MetricView, ...]
    words: Bm25
    vectors: Vectors
    embedder: Embedder

    async def told(
        self, question: str, as_of: str, values: Mapping[str, tuple[str, ...]], sources: tuple[str, ...]
    ) -> DataInput:
        """What the agent is told; `values` by dimension."""
        chosen = await self._nearest(question)
        splits = {name for one in chosen for name in one.by}
        tables = _tables(chosen)
        known = knowledge()
        return DataInput(
            question=question,
            as_of=as_of,
            metrics=chosen,
            dimensions=tuple(
                DimensionView(name=name, called=one.called, values=values.get(name, ()))
                for name, one in metrics().dimensions.items()
                if name in splits
            ),
            tables=tuple(_table(name) for name in tables),
            joins=tuple(
                f"{join.many}.{join.by} = {join.one}.{join.by}"
                for join in known.joins
                if {join.many, join.one} <= set(tables)
            ),
            sources=sources,
            withheld=tuple(sorted(known.of_class(_WITHHELD))),
        )

    async def _nearest(self, question: str) -> tuple[MetricView, ...]:
        asked = await self.embedder.embed([question])
        rankings = (
            best(self.words.scores(question), len(self.views)),
            best(cosines(self.vectors, asked)[0], len(self.views)),
        )
        return tuple(self.views[row] for row, _ in joined(rankings)[:_METRICS])


async def learn_metrics(embedder: Embedder) -> Knowledge:
    """Index the metrics that ship with Revive."""
    views = tuple(_view(name, one) for name, one in metrics().metrics.items())
    texts = [f"{one.name.replace('_', ' ')}. {one.about} {', '.join(one.called)}" for one in views]
    return Knowledge(views, bm25_of(texts), await embedder.embed(texts), embedder)


def _view(name: str, metric: Metric) -> MetricView:
    return MetricView(name=name, about=metric.about, called=metric.called, by=_splits(metric), dated=metric.dated)


def _splits(metric: Metric) -> tuple[str, ...]:
    """The dimensions of its table, and of those to which a row of it belongs; of a ratio, those of both parts."""
    known = metrics()
    if metric.ratio is not None:
        above, below = (set(_splits(known.metrics[part])) for part in metric.ratio)
        return tuple(name for name in known.dimensions if name in above & below)
    near = {metric.table, *(join.one for join in knowledge().joins if join.many == metric.table)}
    return tuple(name for name, one in known.dimensions.items() if one.table in near)


def _tables(chosen: tuple[MetricView, ...]) -> list[str]:
    """The tables of the nearest metrics, and that of the accounts."""
    named = [table for one in chosen for table in tables_of(one.name)]
    return list(dict.fromkeys((*dict.fromkeys(named[: 2 * _TABLES]), "accounts")))[: _TABLES + 1]


def tables_of(metric: str) -> tuple[str, ...]:
    """The tables that a metric is computed from."""
    said = metrics().metrics[metric]
    if said.ratio is not None:
        return tuple(dict.fromkeys(table for part in said.ratio for table in tables_of(part)))
    return (str(said.table),)


def _table(name: str) -> TableView:
    said = knowledge().tables[name]
    columns = {
        column: f"{one.type}{f', {one.about}' if one.about else ''}"
        for column, one in said.columns.items()
        if one.column_class != _WITHHELD
    }
    return TableView(name=name, about=said.about, columns=columns)
