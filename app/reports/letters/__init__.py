"""Letters as files: DOCX and tagged PDF."""
