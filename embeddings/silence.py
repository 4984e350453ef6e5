"""Libraries that report to their makers or fetch by themselves are told not to, before anything imports them."""

import os

SILENT = {
    # onnxruntime: device id and queue file in the user's cache folder, events sent. Its own call to switch that off
    # comes too late.
    "ORT_DISABLE_TELEMETRY": "1",
    # huggingface_hub and what builds on it (transformers, sentence-transformers): no look-ups, no reports.
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TRANSFORMERS_OFFLINE": "1",
    # Whatever else keeps to the common sign.
    "DO_NOT_TRACK": "1",
}
"""Variables of the environment and what they are set to, whatever they were."""


def keep_silent() -> None:
    """Set the variables, for this process and those it starts."""
    os.environ.update(SILENT)
