#!/usr/bin/env bash
# config-parser-utils.sh CONF BIN LIB [-D KEY=VALUE]...: writes the settings into config.yaml
set -euo pipefail
. "$FLINK_HOME/bin/environment"
updated=$(results UPDATE_AND_GET_FLINK_CONFIGURATION --configDir "$1" "${@:4}")
echo "$updated" >"$1/config.yaml"
