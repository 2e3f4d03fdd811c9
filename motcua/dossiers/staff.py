"""Which roles somebody holds at an office today, remembered for a minute."""

from motcua.agencies import staffing

roles_at = staffing.roles_at
forget = staffing.forget
