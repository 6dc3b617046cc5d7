"""The filtered lists, each described once: saved views, chosen columns and exports know no list by name."""
