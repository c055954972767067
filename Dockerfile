# What it takes to build, test and check azdesk:
#   docker build -t azdesk . && docker run -it --rm -v "$PWD:/src" azdesk .ci/run
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends \
        ca-certificates clang clang-format gcc gettext git libclang-rt-dev meson ninja-build pkg-config \
        check libcsv-dev libglib2.0-dev libgmime-3.0-dev libical-dev libjson-glib-dev libncurses-dev \
        libsqlite3-dev libvterm-dev sqlite3 gdb fish zsh man-db mandoc shellcheck \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory /src
ENV LANG=C.UTF-8
WORKDIR /src
