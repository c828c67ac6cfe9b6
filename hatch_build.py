"""Puts templates/ into a built wheel as quiz/_templates; an editable install reads the folder itself."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's hook is generic only inside hatchling
    """Map the top-level templates folder into the package, for real wheels only."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folder when ``version`` is the standard wheel, not an editable one."""
        if version == "standard":
            build_data["force_include"]["templates"] = "quiz/_templates"
