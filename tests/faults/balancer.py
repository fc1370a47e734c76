"""nginx as deploy/nginx.conf sets it up, in front of the servers of a test."""

import re
import subprocess
import time
from pathlib import Path

from tests.servers import ROOT, free_port

WHOLE = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/labapp.conf;
}}
"""


class Balancer:
    """One nginx on loopback; only the ports of deploy/nginx.conf are changed."""

    def __init__(self, folder: Path, ports):
        self.port = free_port()
        text = (ROOT / "deploy" / "nginx.conf").read_text()
        for theirs, ours in zip((5001, 5002), ports, strict=True):
            text = text.replace(f"127.0.0.1:{theirs}", f"127.0.0.1:{ours}")
        text, changed = re.subn(r"\blisten 80;", f"listen 127.0.0.1:{self.port};", text)
        assert changed == 1
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "labapp.conf").write_text(text)
        (folder / "nginx.conf").write_text(WHOLE.format(folder=folder))
        self.errors = folder / "error.log"
        words = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
        self.process = subprocess.Popen(words, stderr=subprocess.DEVNULL)
        time.sleep(0.5)
        assert self.process.poll() is None, self.errors.read_text()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def close(self):
        self.process.terminate()
        self.process.wait(10)
