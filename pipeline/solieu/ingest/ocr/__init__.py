"""Pages without a text layer: Tesseract reads them, with a box and a confidence for each word."""
