"""What a server can be told from outside, and what it refuses with words."""

import pytest

from labapp.settings import Settings, SettingsError

HOST = "labapp@db.example.se/lab"


@pytest.mark.parametrize("spelling", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_may_be_spelt_as_hosts_do(spelling):
    settings = Settings.from_env({"DATABASE_URL": f"{spelling}://{HOST}?sslmode=require"})
    assert settings.database == f"postgresql+psycopg://{HOST}?sslmode=require"
    assert settings.many_processes


def test_without_an_address_it_is_a_file_and_one_process(tmp_path):
    settings = Settings.from_env({"LABAPP_HOME": str(tmp_path)})
    assert settings.database == f"sqlite:///{tmp_path / 'labapp.db'}"
    assert not settings.many_processes


@pytest.mark.parametrize("url", ["mysql://x/y", "postgresql+psycopg2://x/y", "labapp.db"])
def test_another_database_is_refused(url):
    with pytest.raises(SettingsError, match="DATABASE_URL"):
        Settings.from_env({"DATABASE_URL": url})


def test_redis_goes_with_postgresql_only():
    redis = {"REDIS_URL": "redis://localhost"}
    with pytest.raises(SettingsError, match="SQLite is for one process"):
        Settings.from_env(redis)
    settings = Settings.from_env({**redis, "DATABASE_URL": f"postgres://{HOST}"})
    assert settings.redis_url == "redis://localhost"


@pytest.mark.parametrize("name", ["DYNO", "K_SERVICE"])
def test_a_host_that_forgets_its_disk_needs_what_does_not(name):
    host = {name: "web.1"}
    with pytest.raises(SettingsError, match="DATABASE_URL"):
        Settings.from_env(host)
    host["DATABASE_URL"] = f"postgres://{HOST}"
    with pytest.raises(SettingsError, match="LABAPP_SECRET_KEY"):
        Settings.from_env(host)
    assert Settings.from_env({**host, "LABAPP_SECRET_KEY": "k" * 32}).many_processes
