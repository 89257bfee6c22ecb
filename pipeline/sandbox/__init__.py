"""Documents are read in processes of their own, under limits of memory and time, so that none can harm another.

A parser that crashes, hangs or swells ends its worker, not the refresh: the document is set aside with a reason and
the next one gets a new worker. ``workers`` is the parent's side, ``worker`` the process, ``limits`` what it may use,
``wire`` what the two say to each other.
"""
