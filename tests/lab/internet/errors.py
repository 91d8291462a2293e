"""What can go wrong with the lab itself."""


class LabError(Exception):
    """The lab did not come up, though it should have."""


class LabUnavailableError(LabError):
    """This machine cannot run the lab: programs or privileges are missing."""
