"""The pages of the site, below its one language."""

from django.urls import include, path
from wagtail import urls

urlpatterns = [path("en/", include(urls))]
