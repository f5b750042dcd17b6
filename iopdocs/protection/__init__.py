"""What is protected, and how it is found in a text, however it is written there. It knows of no checks."""

from iopdocs.protection.find import Find
from iopdocs.protection.places import BOX
from iopdocs.protection.secret import Secret, secret_of, secret_of_address
from iopdocs.protection.seeker import Seeker

__all__ = ["BOX", "Find", "Secret", "Seeker", "secret_of", "secret_of_address"]
