"""The one app of the site."""

from django.apps import AppConfig


class RoomsConfig(AppConfig):
    name = "rooms"
