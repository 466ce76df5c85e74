"""Revive on AWS: templates of CloudFormation, the image, and what brings both to an account (docs/aws.md)."""
