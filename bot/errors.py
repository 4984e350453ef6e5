"""What can go wrong and is the user's to mend: one sentence each, never a traceback.

CommuniqueError            something failed (exit status 3)
└── UsageError             bad usage or configuration (exit status 2)
    └── ConfigurationError a file or environment variable of the configuration
"""


class CommuniqueError(Exception):
    """A failure told to the user in one sentence that names the thing and the way out."""

    exit_code = 3


class UsageError(CommuniqueError):
    """The arguments, the input or the configuration are not usable as given."""

    exit_code = 2


class ConfigurationError(UsageError):
    """A configuration file or environment variable is wrong; names file, key and value."""
