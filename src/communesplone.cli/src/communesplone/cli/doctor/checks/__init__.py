"""Every check, in the order in which they are told."""

from communesplone.cli.doctor.checks.blobs import Blobs
from communesplone.cli.doctor.checks.catalog import Catalog
from communesplone.cli.doctor.checks.counter import Counter
from communesplone.cli.doctor.checks.disk import Disk
from communesplone.cli.doctor.checks.host_map import HostMap
from communesplone.cli.doctor.checks.hosts import Hosts
from communesplone.cli.doctor.checks.hub import Hub
from communesplone.cli.doctor.checks.indexes import Indexes
from communesplone.cli.doctor.checks.jobs import Jobs
from communesplone.cli.doctor.checks.layers import Layers
from communesplone.cli.doctor.checks.profiles import Profiles
from communesplone.cli.doctor.checks.search import Search
from communesplone.cli.doctor.checks.secrets import Secrets
from communesplone.cli.doctor.checks.subscriptions import Subscriptions
from communesplone.cli.doctor.checks.timezone import Timezone
from communesplone.cli.doctor.checks.transforms import Transforms
from communesplone.cli.doctor.checks.upkeep import CatchUp
from communesplone.cli.doctor.checks.upkeep import Sources
from communesplone.cli.doctor.checks.upkeep import Visits
from communesplone.cli.doctor.checks.upkeep import VisitsLog
from communesplone.cli.doctor.finding import InstallationCheck
from communesplone.cli.doctor.finding import SiteCheck


INSTALLATION: tuple[InstallationCheck, ...] = (Disk(), Secrets(), HostMap(), Hub(), VisitsLog())
SITES: tuple[SiteCheck, ...] = (
    Hosts(),
    Profiles(),
    Layers(),
    Indexes(),
    Catalog(),
    Search(),
    Blobs(),
    Counter(),
    Jobs(),
    Subscriptions(),
    Transforms(),
    Timezone(),
    Visits(),
    Sources(),
    CatchUp(),
)
