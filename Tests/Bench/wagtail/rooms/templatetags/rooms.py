"""The menu of the site, as the page tree has it."""

from django import template
from wagtail.models import Site

register = template.Library()


@register.inclusion_tag("rooms/menu.html", takes_context=True)
def menu(context):
    request = context["request"]
    root = Site.find_for_request(request).root_page
    return {"rooms": root.get_children().live().in_menu(), "request": request}
