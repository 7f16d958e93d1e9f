"""Documents to HTML: templates by type, words by language, assets by brand. Reads nothing but its own folders."""

from frontend.render.chrome import Chrome
from frontend.render.errors import RenderError, StringsError
from frontend.render.frame import Content
from frontend.render.renderer import Renderer

__all__ = ["Chrome", "Content", "RenderError", "Renderer", "StringsError"]
