"""A workspace's way back to the starter: what is new there, brought three ways, and never over a house's change."""
