"""Inquiries of committees: sessions and their witnesses, undertakings given there, and the letters that answer them."""
