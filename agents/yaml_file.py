"""Reading a YAML file of `prompts/`, with its path in every complaint."""

from pathlib import Path
from typing import Any

import yaml

from schemas.errors import BadInputError


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping in a file; `BadInputError` where there is none."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadInputError(f"{path} does not exist") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadInputError(f"{path}: is not YAML in UTF-8: {' '.join(str(error).split())[:200]}") from None
    if not isinstance(content, dict):
        raise BadInputError(f"{path}: holds no mapping")
    return content
