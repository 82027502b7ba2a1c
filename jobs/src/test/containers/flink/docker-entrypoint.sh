#!/usr/bin/env bash
# Takes the official image's arguments and variables: FLINK_PROPERTIES, JOB_MANAGER_RPC_ADDRESS,
# TASK_MANAGER_NUMBER_OF_TASK_SLOTS; jobmanager, standalone-job, taskmanager, or any other command.
set -euo pipefail

settings=(
    -D "jobmanager.rpc.address=${JOB_MANAGER_RPC_ADDRESS:-$(hostname -f)}"
    -D blob.server.port=6124
    -D query.server.port=6125
)
if [[ -n ${TASK_MANAGER_NUMBER_OF_TASK_SLOTS:-} ]]; then
    settings+=(-D "taskmanager.numberOfTaskSlots=$TASK_MANAGER_NUMBER_OF_TASK_SLOTS")
fi
while IFS= read -r line; do
    line=${line//[[:space:]]/} # as there: no value can hold a space
    if [[ -n $line ]]; then
        settings+=(-D "${line%%:*}=${line#*:}")
    fi
done <<<"${FLINK_PROPERTIES:-}"

config-parser-utils.sh "$FLINK_HOME/conf" "$FLINK_HOME/bin" "$FLINK_HOME/lib" "${settings[@]}"

case ${1:-help} in
    help) echo "Usage: docker-entrypoint.sh (jobmanager|standalone-job|taskmanager|COMMAND)" ;;
    jobmanager | standalone-job | taskmanager) exec "$1.sh" start-foreground "${@:2}" ;;
    *) exec "$@" ;;
esac
