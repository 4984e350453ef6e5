"""A second judge of stance beside the linked reading: what it is asked, what its verdicts may do, where it stands."""
