#!/usr/bin/env bash
# standalone-job.sh start-foreground ARGUMENTS
set -euo pipefail
. "$FLINK_HOME/bin/environment"
start GET_JM_RESOURCE_PARAMS org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint "${@:2}"
