"""Packages for an e-archive: E-ARK CSIP 2.1 and SIP 2.1, which together are the Swedish National Archives' FGS
Paketstruktur 2.0.

A package is a folder, or that folder in a file. The same files and the same day give the same bytes.
"""
