"""Graph → one interactive HTML file, which opens anywhere and asks nothing of the network."""

from __future__ import annotations

from kg.view.page import page, write_page

__all__ = ["page", "write_page"]
