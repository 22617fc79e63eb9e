from pathlib import Path

from deploy.settings import Settings, read_settings


def test_what_is_given_beats_environment_file_and_default(tmp_path: Path):
    (tmp_path / "settings.toml").write_text(
        'port = 8001\nidle_minutes = 20\nquick_exit_url = "https://example.org/"\n'
    )
    environment = {"ONWARD_HOME": str(tmp_path), "ONWARD_PORT": "8002", "ONWARD_DESK": "no"}

    settings = read_settings(environment, port=8003, host=None)

    assert settings == Settings(
        home=tmp_path, port=8003, idle_minutes=20, quick_exit_url="https://example.org/", desk=False
    )


def test_the_address_is_the_one_that_people_type(tmp_path: Path):
    local = Settings(home=tmp_path, port=8100)
    public = Settings(home=tmp_path, public_url="https://example.org/learn")

    assert (local.address, public.address) == ("http://127.0.0.1:8100/", "https://example.org/learn/")
