"""All contacts of an organisation, in full and with what came of each, as PDF."""
