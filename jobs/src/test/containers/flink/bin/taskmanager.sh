#!/usr/bin/env bash
# taskmanager.sh start-foreground ARGUMENTS
set -euo pipefail
. "$FLINK_HOME/bin/environment"
start GET_TM_RESOURCE_PARAMS org.apache.flink.runtime.taskexecutor.TaskManagerRunner "${@:2}"
