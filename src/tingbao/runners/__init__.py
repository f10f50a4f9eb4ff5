"""The same stages over many articles: in processes here, or on a Dask cluster."""

from tingbao.runners.batch import Batch, Failed, Runner, Summary
from tingbao.runners.cluster import Cluster
from tingbao.runners.parcel import Parcel, pack
from tingbao.runners.pool import Pool
from tingbao.runners.products import Episodes, Product, Scripts

__all__ = [
    "Batch",
    "Cluster",
    "Episodes",
    "Failed",
    "Parcel",
    "Pool",
    "Product",
    "Runner",
    "Scripts",
    "Summary",
    "pack",
]
