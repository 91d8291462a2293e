"""The shapes of real zones as a table: what stands in the zone, and what a scan must say of it."""

from tests.lab.likeness.balancers import APPLIANCE_SHAPES
from tests.lab.likeness.parked import PARKED_SHAPES
from tests.lab.likeness.troubled import HOST_SHAPES, TROUBLED_SHAPES
from tests.lab.likeness.web import WEB_SHAPES

SHAPES = (
    *PARKED_SHAPES,
    *WEB_SHAPES,
    *TROUBLED_SHAPES,
    *HOST_SHAPES,
    *APPLIANCE_SHAPES,
)
