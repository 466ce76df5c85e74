"""A warehouse on S3, over HTTP."""

from pathlib import Path

import boto3
import pytest
from fakes.aws_emulator import serve_aws

from blocks.local import local_environment
from blocks.settings import read_settings
from schemas.errors import BadInputError
from tasks.revenue.asking.ask import ask_at
from tasks.revenue.asking.opening import open_asking
from tasks.revenue.reading import local_warehouse


async def test_a_warehouse_on_s3_is_copied_and_asked(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve_aws() as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", url)
        client = boto3.client("s3", endpoint_url=url)
        client.create_bucket(Bucket="company")
        for table in ("accounts", "tickets"):
            client.put_object(Bucket="company", Key=f"w/{table}.parquet", Body=(demo / f"{table}.parquet").read_bytes())
        client.put_object(Bucket="company", Key="w/secrets.parquet", Body=b"nobody reads this")
        spec = local_environment(read_settings())
        async with local_warehouse("s3://company/w", spec) as folder:
            assert sorted(path.name for path in Path(folder).iterdir()) == ["accounts.parquet", "tickets.parquet"]
        assert not Path(folder).exists()
        async with open_asking(spec) as asking:
            said = await ask_at("How many accounts do we have?", "s3://company/w/", asking)
            with pytest.raises(BadInputError, match="holds none of the tables"):
                await ask_at("How many accounts do we have?", "s3://company/nothing", asking)
    assert (said.status, said.partial, said.queries[0].chunks[0]["results"]) == ("answered", True, [[200]])
