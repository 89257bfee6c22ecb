"""The board (晾晒台): one page a period and jurisdiction that people look at, and the ranked boards as text."""
