# Stops the server and deletes its directory when no test has used it for so many seconds.
#
#   sh -c SCRIPT watchdog DIRECTORY PROGRAMS SECONDS
#
# Standard input is the lease, which every test process holds locked (shared). Standard output is the locked
# file that says a watchdog is there; nothing is written to it.

directory=$1
programs=$2
patience=$3

trap '' HUP INT

idle=0
while [ "$idle" -lt "$patience" ]; do
    # Without the two files, which would stay locked for its rest if the watchdog were killed.
    sleep 1 </dev/null >/dev/null
    if flock --exclusive --nonblock 0; then
        idle=$((idle + 1))
        # Kept after the last look, so that from there on nobody can join.
        [ "$idle" -eq "$patience" ] || flock --unlock 0
    else
        idle=0
    fi
done

# If somebody deleted the directory, what stands there now belongs to another watchdog. The old server notices
# by itself that it has no directory.
[ "$directory/lease" -ef /dev/stdin ] || exit 0

# 2 is "no answer": then its number may already be another process's, and nothing is to be stopped.
"$programs/pg_isready" --quiet --host="$directory" --port=5432 </dev/null >/dev/null
if [ $? -ne 2 ]; then
    "$programs/pg_ctl" stop --pgdata="$directory/data" --mode=immediate --timeout=10 </dev/null >/dev/null
fi

# Renamed first: a directory is there with its lease or not at all.
mv "$directory" "$directory.$$" && rm -rf "$directory.$$"
