"""What is measured and what stands beside it: a Hall without a log, nginx with files, and the memory of a process."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from Outside import hall, http

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"


class Quiet(hall.Hall):
    """A Hall whose log goes nowhere: under load it would fill the disk, and nginx writes none here."""

    def __init__(self, data: Path, *options: str):
        super().__init__(data, *options)
        self.log.unlink()
        self.log = Path(os.devnull)

    def __exit__(self, *_) -> None:
        self.stop()


class Static:
    """Debian's nginx with a few static files, as fast as it goes."""

    def __init__(self, files: dict[str, bytes]):
        self.folder = Path(tempfile.mkdtemp(prefix="twinhall-nginx-"))
        # Its workers are another user where it is started by root.
        self.folder.chmod(0o755)
        self.port = hall.free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        for name, data in files.items():
            (self.folder / name).write_bytes(data)
        (self.folder / "nginx.conf").write_text(f"""
            worker_processes auto; pid {self.folder}/pid; error_log {self.folder}/error.log; daemon off;
            events {{ worker_connections 1024; }}
            http {{
                access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; etag on;
                types {{ text/html html; }} open_file_cache max=100; open_file_cache_valid 1h;
                client_body_temp_path {self.folder}/b; proxy_temp_path {self.folder}/p;
                fastcgi_temp_path {self.folder}/f; uwsgi_temp_path {self.folder}/u; scgi_temp_path {self.folder}/s;
                server {{ listen 127.0.0.1:{self.port}; root {self.folder}; }}
            }}""")
        self._process = subprocess.Popen(
            [NGINX, "-c", str(self.folder / "nginx.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while True:
            try:
                http.request(self.origin, f"/{next(iter(files))}", patience=2)
                return
            except OSError:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise AssertionError(f"nginx did not start: {(self.folder / 'error.log').read_text()}")
                time.sleep(0.05)

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        shutil.rmtree(self.folder)


class Tiled:
    """Debian's IIPImage over a folder of tiled pyramids, a process for each core, behind nginx.

    Its processes answer one connection after another, so none is kept: who keeps one keeps all others waiting.
    """

    PROGRAM = "/usr/lib/iipimage-server/iipsrv.fcgi"

    def __init__(self, pictures: Path, quality: int):
        self._pictures = pictures
        self.folder = Path(tempfile.mkdtemp(prefix="twinhall-iipimage-"))
        self.folder.chmod(0o755)
        self.port = hall.free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        ports = [hall.free_port() for _ in range(os.cpu_count())]
        environment = {
            **os.environ, "FILESYSTEM_PREFIX": f"{pictures}/", "JPEG_QUALITY": str(quality), "MAX_CVT": "5000", "VERBOSITY": "0",
            "LOGFILE": "/dev/null", "MAX_IMAGE_CACHE_SIZE": "100"}
        self._processes = [
            subprocess.Popen([self.PROGRAM, "--bind", f"127.0.0.1:{port}"], env=environment, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
            for port in ports]
        upstream = " ".join(f"server 127.0.0.1:{port};" for port in ports)
        (self.folder / "nginx.conf").write_text(f"""
            worker_processes auto; pid {self.folder}/pid; error_log {self.folder}/error.log; daemon off;
            events {{ worker_connections 1024; }}
            http {{
                access_log off; keepalive_requests 1000000; upstream iipimage {{ {upstream} }}
                client_body_temp_path {self.folder}/b; proxy_temp_path {self.folder}/p;
                fastcgi_temp_path {self.folder}/f; uwsgi_temp_path {self.folder}/u; scgi_temp_path {self.folder}/s;
                server {{
                    listen 127.0.0.1:{self.port};
                    location / {{
                        fastcgi_pass iipimage;
                        fastcgi_param QUERY_STRING $query_string; fastcgi_param REQUEST_METHOD $request_method;
                        fastcgi_param REQUEST_URI $request_uri; fastcgi_param HTTP_HOST $http_host;
                    }}
                }}
            }}""")
        self._processes.append(subprocess.Popen(
            [NGINX, "-c", str(self.folder / "nginx.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))

    def __enter__(self) -> "Tiled":
        picture = next(self._pictures.glob("*.tif")).name
        deadline = time.monotonic() + 20
        while True:
            try:
                answer = http.request(self.origin, f"/?IIIF={picture}/info.json", patience=5)
                if answer.status == 200:
                    return self
            except OSError:
                pass
            assert time.monotonic() < deadline, f"IIPImage did not start: {(self.folder / 'error.log').read_text()}"
            time.sleep(0.05)

    def __exit__(self, *_) -> None:
        for process in reversed(self._processes):
            process.terminate()
            process.wait()
        shutil.rmtree(self.folder)


def resident(pid: int) -> dict[str, float]:
    """Resident memory of a process and of its children, in MB."""
    def of(one: int) -> float:
        text = Path(f"/proc/{one}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+)", text)
        return int(found[1]) * 1024 / 1e6 if found else 0

    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {"server": of(pid), "children": sum(of(int(child)) for child in children)}
