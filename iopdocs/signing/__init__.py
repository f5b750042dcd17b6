"""Signing by a service elsewhere: what is handed to it, and what is known of what comes back.

Nothing is sent and nothing is signed here. A package is a PDF file with an empty signature field for each who is to
sign, a manifest that tells a program who they are, and a page that tells a person what to do.
"""
