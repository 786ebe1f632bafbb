"""Số liệu: figures and citations from Vietnamese policy documents, checked against their source."""
