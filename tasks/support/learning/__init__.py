"""What feedback teaches: satisfaction, resolution, themes of complaints, and candidates for golden cases."""
