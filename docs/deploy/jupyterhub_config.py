"""JupyterHub for an agency: each coach has a coachkit, a name and a workspace of their own.

The hub lets coaches in, starts their server and ends it. Put your own names, folders and
authenticator in, and nginx-hub.conf in front; docs/scaling.md says what was tried with this file
and what was not.
"""

from pwd import getpwnam
from typing import Any

from jupyterhub.proxy import ConfigurableHTTPProxy
from jupyterhub.spawner import LocalProcessSpawner

COACHKIT = "/opt/coachkit/bin/coachkit"


class CoachkitSpawner(LocalProcessSpawner):
    """Starts ``coachkit serve`` where the hub would start a notebook server."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        # coachkit's addresses begin at the root, so the whole name is the coach's
        self.proxy_spec = f"{self.user.domain}/"

    def get_args(self) -> list[str]:
        """What is said to it; the hub chooses the port."""
        return [
            *("serve", "--port", str(self.port), "--name", self.user.domain),
            *("--behind-proxy", "127.0.0.1"),
            *("--workspace", f"{getpwnam(self.user.name).pw_dir}/coachkit"),
        ]


class ByName(ConfigurableHTTPProxy):
    """Forgets a coach's name once their server has ended."""

    async def delete_user(self, user: Any, server_name: str = "") -> None:  # noqa: ARG002 - the hub's
        """The server of that coach has ended."""
        await self.delete_route(f"{user.domain}/")


c = get_config()  # noqa: F821 - JupyterHub's own
c.JupyterHub.bind_url = "http://127.0.0.1:8000"
# A coach's own name is <coach>.coach.example.org.
c.JupyterHub.subdomain_host = "https://coach.example.org"
c.JupyterHub.spawner_class = CoachkitSpawner
c.JupyterHub.proxy_class = ByName
c.Spawner.cmd = [COACHKIT]
c.Spawner.http_timeout = 60
c.Authenticator.allowed_users = {"anna", "eva"}
# A client's link opens only while the coach's server runs: no idle culler here, and they are to go
# on while the hub itself is renewed.
c.JupyterHub.cleanup_servers = False
