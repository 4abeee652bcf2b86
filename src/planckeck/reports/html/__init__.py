"""An assessment as one page that needs nothing beside itself: it works offline, on a phone and on paper."""
