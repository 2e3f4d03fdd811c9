"""A lost telephone at the counter: clerks of any office; what the form finds is tried in tests/apps/counter."""

from tests.security.expectations import CLERKS, May

PAGES = {"counter_phone": {"get": [May(200, CLERKS)], "post": [May(422, CLERKS)]}}
