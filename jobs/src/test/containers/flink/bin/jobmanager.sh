#!/usr/bin/env bash
# jobmanager.sh start-foreground ARGUMENTS
set -euo pipefail
. "$FLINK_HOME/bin/environment"
start GET_JM_RESOURCE_PARAMS org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint "${@:2}"
