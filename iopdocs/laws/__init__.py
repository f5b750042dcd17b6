"""The law library: citations as lawyers type them, and dated facts about the acts they point at."""
