#!/bin/bash
# A real systemd in a box: PID 1 of its own pid, mount, cgroup, uts and ipc namespaces, over an overlay of / that is gone
# with it. Needs root, a kernel with cgroup2, and the packages systemd and dbus.
#
#   box.sh up DIR           boots; DIR/units/* are installed, those named in DIR/wants are started.
#                           Leaves DIR/pid, the box's PID 1 as seen from outside.
#   box.sh in DIR COMMAND…  runs a command inside
#   box.sh down DIR         ends it and everything inside
#   BOX_NET=1               gives it a network of its own, at up and in alike
set -euo pipefail

cgroups() {
  # Machines with the old layout mount the new one somewhere aside, or not at all: then it gets a place of ours.
  local at
  at=$(findmnt --noheadings --types cgroup2 --output TARGET | head -n 1)
  if [ -z "$at" ]; then
    at=/run/hinoban-box-cgroups
    mkdir -p "$at"
    mount -t cgroup2 cgroup2 "$at"
  fi
  echo "$at"
}

own_cgroup() {
  echo "$(cgroups)/hinoban-box-$(basename "$1")"
}

# Runs as the first process of the new namespaces and becomes systemd.
inside() {
  local dir=$1 root=$1/root unit
  mount --make-rprivate /
  mount -t tmpfs -o mode=0755 box "$dir/layer"
  mkdir "$dir/layer/changes" "$dir/layer/work"
  mount -t overlay -o "lowerdir=/,upperdir=$dir/layer/changes,workdir=$dir/layer/work" box "$root"

  mount -t proc proc "$root/proc"
  # The kernel's switches and devices are those of the machine: not to be turned from in here.
  mount --bind "$root/proc/sys" "$root/proc/sys"
  mount -o remount,bind,ro "$root/proc/sys"
  mount -t sysfs -o ro sysfs "$root/sys"
  mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
  mount --rbind /dev "$root/dev"
  mount --make-rprivate "$root/dev"
  mount --bind "$dir/run" "$root/run"
  mount -t tmpfs tmp "$root/tmp"

  # A target of our own: the usual one would start every daemon that happens to be installed here.
  rm -rf "$root/etc/systemd/system"
  mkdir -p "$root/etc/systemd/system/box.target.wants"
  for unit in systemd-udevd.service systemd-udevd-control.socket systemd-udevd-kernel.socket \
      systemd-udev-trigger.service systemd-modules-load.service systemd-remount-fs.service getty.target timers.target; do
    ln -s /dev/null "$root/etc/systemd/system/$unit"
  done
  cat > "$root/etc/systemd/system/box.target" <<'UNIT'
[Unit]
Description=The box is up
Requires=basic.target
After=basic.target
Wants=dbus.service
AllowIsolate=yes
UNIT
  cp "$dir"/units/* "$root/etc/systemd/system/" 2>/dev/null || true
  for unit in $(cat "$dir/wants" 2>/dev/null); do
    ln -s "../$unit" "$root/etc/systemd/system/box.target.wants/$unit"
  done
  : > "$root/etc/machine-id"
  rm -rf "$root/var/log/journal"
  basename "$dir" > "$root/etc/hostname"

  cd "$root"
  mkdir -p .outside
  pivot_root . .outside
  umount -l /.outside
  exec env -i container=box PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    /lib/systemd/systemd --system --unit=box.target --show-status=no
}

up() {
  local dir outer pid group
  dir=$(readlink -f "$1")
  mkdir -p "$dir"/{root,layer,run,units}
  # The subtree must exist before the cgroup namespace does: otherwise all boxes would share one tree of units.
  group=$(own_cgroup "$dir")
  mkdir -p "$group"
  setsid bash -c 'echo $$ > "$1/cgroup.procs"; shift; exec "$@"' enter "$group" \
    unshare --pid --mount --cgroup --uts --ipc ${BOX_NET:+--net} --fork bash "$0" inside "$dir" \
    > "$dir/boot.log" 2>&1 < /dev/null &
  outer=$!
  for _ in $(seq 1200); do
    pid=$(pgrep -P "$outer" || true)
    if [ -n "$pid" ] && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = systemd ] \
        && [ -S "$dir/run/dbus/system_bus_socket" ]; then
      echo "$pid" > "$dir/pid"
      return
    fi
    sleep 0.05
  done
  echo "No systemd after a minute:" >&2
  cat "$dir/boot.log" >&2
  exit 1
}

into() {
  local pid
  pid=$(cat "$1/pid")
  shift
  exec nsenter --target "$pid" --pid --mount --cgroup --uts --ipc ${BOX_NET:+--net} --root --wd "$@"
}

down() {
  local group
  # The namespaces, the mounts and all processes of the box end with its PID 1.
  kill -KILL "$(cat "$1/pid")" 2>/dev/null || true
  group=$(own_cgroup "$(readlink -f "$1")")
  for _ in $(seq 100); do
    find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || true
    [ -d "$group" ] || return 0
    sleep 0.05
  done
}

command=$1
shift
case $command in
  up) up "$@" ;;
  in) into "$@" ;;
  down) down "$@" ;;
  inside) inside "$@" ;;
  *) echo "box.sh up|in|down DIR" >&2; exit 64 ;;
esac
