"""Where timetables come from."""
