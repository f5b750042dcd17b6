"""From agreements to files in the output folder: one batch of them, by processes here or on a cluster."""
