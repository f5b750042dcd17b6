"""Word documents for Swedish idéburet offentligt partnerskap (IOP), from one YAML file per agreement."""

__version__ = "0.1.0"
